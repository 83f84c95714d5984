"""What a report holds, whatever file it becomes: every word and number of it is that of one release."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl


@dataclass(frozen=True)
class Headline:
    """One figure of the summary. `number` is empty where it is not shown, and `sentence` says why.

    `strip` places it on its whole scale (0–1): origin, value, and the ends of its interval or None.
    """

    label: str
    number: str
    unit: str
    sentence: str
    source: str
    strip: tuple[float, float, float | None, float | None] | None = None


@dataclass(frozen=True)
class Stage:
    """A step of the programme's story with its figures."""

    title: str
    headlines: tuple[Headline, ...]


@dataclass(frozen=True)
class Exhibit:
    """One finding. `picture` is the figure as Plotly describes it; None where a table says it all.

    `on_paper` names the columns of `table` that fit a page; `series` those that a chart of a slide draws,
    beside names in the first column, of its first `bars` rows.
    `caution` is the figure's own, without that of the programme.
    """

    question: str
    answer: str
    picture: Mapping[str, Any] | None
    table: pl.DataFrame
    on_paper: tuple[str, ...]
    series: tuple[str, ...]
    bars: int
    how_to_read: str
    caution: str
    source: str
    methods: str


@dataclass(frozen=True)
class Chapter:
    """Findings about one theme. `unshown` says what is not shown and why: question (or nothing), sentence."""

    title: str
    exhibits: tuple[Exhibit, ...]
    unshown: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """A table of the workbook, with what it is about."""

    name: str
    about: str
    table: pl.DataFrame


@dataclass(frozen=True)
class Report:
    """One group of one release, for one kind of reader.

    `origin` are the lines that every part of every file carries: group, release, and that data are made
    up. `method` and `audit` are paragraphs; a line that starts with `- ` or `1. ` belongs to a list.
    What not every file needs is made when asked for.
    """

    title: str
    whom: str
    reader: str
    made: str
    made_at: datetime
    release_id: str
    origin: tuple[str, ...]
    synthetic: str
    lead: str
    stages: tuple[Stage, ...]
    caution: str
    method: str
    audit: str
    release: pl.DataFrame
    codebook: pl.DataFrame
    columns: pl.DataFrame
    make_chapters: Callable[[], tuple[Chapter, ...]]
    make_sheets: Callable[[], tuple[Sheet, ...]]
    make_everything: Callable[[], pl.DataFrame]
