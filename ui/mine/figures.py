"""The figures of one topic: the own trajectory beside the whole and the range of the others."""

from collections.abc import Sequence

import polars as pl

from charts.beside_dots import SCHEMA, Legend, draw_beside_dots
from texts.numbers import Kind
from ui.figure import Figure
from ui.labels import start_upper
from ui.mine.beside import Beside, Topic, group_beside, read_beside
from ui.page import Page
from ui.present.columns import make_table, note_of, percents, rounded
from ui.present.differences import name_units
from ui.present.scene import is_shown
from ui.present.sentences import join_sentences, one_n, read_bounds
from ui.remember import remembered

_METHODS = {
    "attendance": ("attendance",),
    "rate": ("roster",),
    "mean": ("mean_cohort",),
    "change": ("change_cr2",),
}


@remembered
def present_topic(page: Page, *, topic: Topic) -> list[Figure]:
    """A figure for what shares an axis; `page` is that of one trajectory."""
    groups = group_beside([row for row in read_beside(page) if row.topic == topic])
    return [
        _present(page, rows, kind=kind, ends=ends, place=place, many=len(groups) > 1)
        for place, ((kind, ends), rows) in enumerate(groups.items())
    ]


def _present(
    page: Page, rows: Sequence[Beside], *, kind: Kind, ends: tuple[float, float], place: int, many: bool
) -> Figure:
    texts, topic = page.texts, rows[0].topic
    frame = pl.DataFrame([_flatten(row) for row in rows], schema=SCHEMA)
    shown = [row.own for row in rows if is_shown(row.own)]
    units = name_units(page)
    legend = Legend(
        own=texts("mine.legend_own", **units),
        reference=texts("results.whole_programme"),
        others=texts("mine.legend_others", **units),
    )
    axis = _widen(frame, ends=ends) if kind == "difference" else ends
    key = f"question_{topic}_{kind}" if many else f"question_{topic}"
    return Figure(
        key=f"mine-{topic}-{place}",
        question=texts(f"mine.{key}", **units),
        answer=_say(page, rows),
        draw=(
            lambda: draw_beside_dots(frame, texts=texts, dark=page.dark, kind=kind, ends=axis, legend=legend)
        )
        if shown
        else None,
        table=_tabulate(page, frame, kind=kind),
        how_to_read=join_sentences(
            texts("mine.read_beside", **units),
            _explain_interval(page, rows),
            read_bounds(shown, form="share" if kind == "share" else "mean", texts=texts),
        ),
        caution=join_sentences(
            texts("mine.caution_part", **units), page.programme.caution.in_language(page.language)
        ),
        n=one_n(shown),
        methods=_name_methods(rows),
    )


def _flatten(row: Beside) -> dict[str, object]:
    low, high, _ = row.others or (None, None, 0)
    numbers = {name: row.own.get(name) for name in ("value", "coded", "low", "high", "n", "status")}
    name = f"{row.label} · {row.moment}" if row.moment and row.topic != "response" else row.label
    reference = row.whole["value"]
    return {
        "label": name,
        **numbers,
        "reference": reference,
        "others_low": low,
        "others_high": high,
    }


def _widen(frame: pl.DataFrame, *, ends: tuple[float, float]) -> tuple[float, float]:
    """The ends of a change's axis, wide enough for what stands on it and the same to both sides."""
    names = ("value", "low", "high", "reference", "others_low", "others_high")
    widest = max((abs(v) for name in names for v in frame[name].drop_nulls()), default=0.0)
    reach = max(ends[1], -(-widest // 0.5) * 0.5)
    return -reach, reach


def _say(page: Page, rows: Sequence[Beside]) -> str:
    """How many lie above and below the whole as they are written; that says nothing about chance."""
    shown = [row for row in rows if is_shown(row.own)]
    texts, units = page.texts, name_units(page)
    hidden = len(rows) - len(shown)
    left = texts.count("results.hidden_rows", hidden) if hidden else ""
    if not shown:
        return texts("mine.nothing_shown", **units)
    sides = [_side(row) for row in shown]
    counts = {side: texts.number(sides.count(side)) for side in ("higher", "lower", "same")}
    total = texts.number(len(shown))
    said = texts.count("mine.answer", len(shown), total=total, **counts, **units)
    return join_sentences(
        said, texts("mine.answer_careful" if rows[0].judged else "mine.answer_unjudged", **units), left
    )


def _side(row: Beside) -> str:
    decimals = 2 if row.kind == "share" else 1
    own, whole = (round(r["value"], decimals) for r in (row.own, row.whole))
    if own == whole:
        return "same"
    return "higher" if own > whole else "lower"


def _explain_interval(page: Page, rows: Sequence[Beside]) -> str:
    bounded = [row for row in rows if row.own.get("low") is not None]
    if not bounded:
        return page.texts("mine.no_interval")
    name = {"change": "change_cr2", "mean": "mean_cohort"}
    found = name.get(bounded[0].statistic)
    return page.texts(f"methods.{found}_interval") if found else ""


def _name_methods(rows: Sequence[Beside]) -> tuple[str, ...]:
    found = {
        _METHODS["attendance"] if row.topic == "attendance" else _METHODS.get(row.statistic, ())
        for row in rows
    }
    return tuple(sorted({name for names in found for name in names}))


def _tabulate(page: Page, frame: pl.DataFrame, *, kind: Kind) -> pl.DataFrame:
    texts = page.texts
    write = percents if kind == "share" else rounded
    return make_table(
        frame,
        pl.col("label").alias(texts("mine.column_what")),
        write("value", coded="coded").alias(start_upper(texts("mine.legend_own", **name_units(page)))),
        write("low").alias(texts("results.column_low")),
        write("high").alias(texts("results.column_high")),
        pl.col("n").alias(texts("results.column_n")),
        write("reference").alias(start_upper(texts("results.whole_programme"))),
        write("others_low").alias(texts("mine.column_others_low", **name_units(page))),
        write("others_high").alias(texts("mine.column_others_high", **name_units(page))),
        note_of(texts=texts),
    )
