"""The programme's own yardsticks: in words, and beside a published figure where they can be compared."""

import polars as pl

from schemas.yardsticks import Comparison
from texts import Texts
from ui.figure import Figure
from ui.present.scene import Outcome, Scene, capitalise
from ui.remember import remembered


def find_comparisons(scene: Scene) -> dict[str, Comparison]:
    """The yardsticks in the unit of an indicator, by indicator."""
    compared = (yardstick.compare for yardstick in scene.programme.yardsticks)
    return {compare.indicator: compare for compare in compared if compare is not None}


@remembered
def list_yardsticks(scene: Scene) -> pl.DataFrame:
    """The programme's yardsticks in words: what, norm, recommendation. Without rows if it has none."""
    texts = scene.texts
    rows = [
        (
            capitalise(y.label.in_language(texts.language)),
            _say_norm(y.at_least, y.at_most, unit=y.unit.in_language(texts.language), texts=texts),
            y.recommendation.in_language(texts.language),
            y.source,
        )
        for y in scene.programme.yardsticks
    ]
    names = ("column_yardstick", "column_norm", "column_recommendation", "column_source")
    return pl.DataFrame(rows, schema=[texts(f"attendance.{name}") for name in names], orient="row")


@remembered
def present_yardsticks(scene: Scene) -> list[Outcome]:
    """The programme's yardsticks as a table, or nothing if it has none."""
    texts, table = scene.texts, list_yardsticks(scene)
    if table.is_empty():
        return []
    figure = Figure(
        key="yardsticks",
        question=texts("attendance.yardsticks_question"),
        answer=texts.count("attendance.yardsticks_answer", table.height),
        draw=None,
        table=table,
        how_to_read=texts("attendance.read_yardsticks"),
        caution=texts("attendance.yardsticks_caution"),
    )
    return [figure]


def write_norm(value: float, *, texts: Texts) -> str:
    """`20`, `2,5`: without a decimal where it has none."""
    return texts.number(value, 0 if value == int(value) else 1)


def _say_norm(at_least: float | None, at_most: float | None, *, unit: str, texts: Texts) -> str:
    low, high = (None if v is None else write_norm(v, texts=texts) for v in (at_least, at_most))
    if low is None and high is None:
        return ""
    if low is None or high is None:
        name = "at_most" if low is None else "at_least"
        return texts(f"attendance.{name}", value=low or high, unit=unit)
    name = "exactly" if low == high else "between"
    return texts(f"attendance.{name}", low=low, high=high, unit=unit)
