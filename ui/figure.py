"""One finding, as the figure block shows it and as its files hold it."""

from collections.abc import Callable
from dataclasses import dataclass

import plotly.graph_objects as go
import polars as pl


@dataclass(frozen=True)
class Figure:
    """One finding. `key` names it within its page, choices of the reader included (`items-usefulness`).

    `answer` is one sentence that states the finding; it is also the alternative text of the chart.
    `table` holds numbers as they are shown (rounded, shares as percentages), under headings for
    readers. `draw` is called at most once a release, language, theme and cell; without it there is
    nothing to draw, and the table stands in its place. `methods` are the ids (`schemas.methods`) of the
    measures behind its numbers: the figure links to what is told about them.
    """

    key: str
    question: str
    answer: str
    draw: Callable[[], go.Figure] | None
    table: pl.DataFrame
    how_to_read: str
    caution: str
    n: int | None = None
    methods: tuple[str, ...] = ()
