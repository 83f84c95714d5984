"""Norm and practice side by side: of one trajectory beside the whole programme, or of the whole."""

import polars as pl

from charts.norm_bars import SCHEMA, draw_norm_bars
from schemas.release import TOTAL
from ui.figure import Figure
from ui.labels import start_upper
from ui.page import Page
from ui.present.norms import SIGNS, Verdict, judge, say_verdict, write_norm, write_value
from ui.present.readings import Reading, read_cell
from ui.present.sentences import join_names, join_sentences
from ui.remember import remembered

_ROOM = 1.25
"""How much longer an axis is than what stands on it."""
_ORDER: tuple[Verdict, ...] = ("met", "partly", "not_met", "unknown")


@remembered
def present_design(page: Page) -> Figure | None:
    """The yardsticks that have something to draw; None if there are none."""
    readings = read_cell(page, page.cell.cell_id)
    drawn = [reading for reading in readings if reading.value is not None or reading.yardstick.has_norm]
    if not any(reading.value is not None for reading in drawn):
        return None
    whole = _read_whole(page)
    rows = [_make_bar(page, reading, whole=whole) for reading in drawn]
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    reference = page.texts("results.whole_programme") if whole else None
    return Figure(
        key="design",
        question=page.texts("design.question" if whole else "design.question_whole"),
        answer=_say_answer(page, readings),
        draw=lambda: draw_norm_bars(frame, texts=page.texts, dark=page.dark, reference_label=reference),
        table=_make_table(page, readings),
        how_to_read=page.texts("design.how"),
        caution=page.texts("design.caution"),
        methods=("school_years", "held_sessions", "partnership_count", "attended_pace"),
    )


def share_of(reading: Reading) -> float | None:
    """What is drawn and compared: the share that meets a norm for everybody, or the number itself."""
    return reading.value if reading.share_within is None else reading.share_within


def write_short(reading: Reading, *, page: Page) -> str:
    """`3 van de 9 samenwerkingsverbanden`, `0,6`: the practice in a few words."""
    if reading.value is None:
        return ""
    if reading.counted is None or reading.n is None:
        return write_value(reading, texts=page.texts)
    unit = page.programme.units.partnership
    word = (unit.one if reading.n == 1 else unit.many).in_language(page.language)
    total, counted = page.texts.number(reading.n), page.texts.number(reading.counted)
    return page.texts("design.counted", counted=counted, total=total, unit=word)


def _read_whole(page: Page) -> dict[tuple[str, str], Reading]:
    """The whole programme by yardstick and measure; nothing when that is what is looked at."""
    if page.cell.cell_id == TOTAL:
        return {}
    return {(r.yardstick.id, r.measure): r for r in read_cell(page, TOTAL)}


def _make_bar(
    page: Page, reading: Reading, *, whole: dict[tuple[str, str], Reading]
) -> tuple[str | float | None, ...]:
    beside = whole.get((reading.yardstick.id, reading.measure))
    reference = None if beside is None else share_of(beside)
    norm = _bound_norm(reading)
    low, high = _find_axis(page, reading, whole=whole)
    return (
        _name_row(page, reading),
        _write_caption(page, reading),
        share_of(reading),
        *norm,
        low,
        high,
        reference,
    )


def _find_axis(page: Page, reading: Reading, *, whole: dict[tuple[str, str], Reading]) -> tuple[float, float]:
    """The ends of a row's axis: the scale of points, 0–100 %, or what the rows of a yardstick share."""
    if reading.low is not None and reading.high is not None:
        return reading.low, reading.high
    if reading.unit == "share" or reading.share_within is not None:
        return 0.0, 1.0
    own = read_cell(page, page.cell.cell_id)
    together = [r for r in (*own, *whole.values()) if r.yardstick == reading.yardstick]
    norm = (reading.yardstick.at_least, reading.yardstick.at_most)
    ends = [end for end in (*norm, *(r.value for r in together)) if end]
    return 0.0, max(ends, default=1.0) * _ROOM


def _bound_norm(reading: Reading) -> tuple[float | None, float | None]:
    """The ends of the norm on the row's axis: all of them, where it holds for everybody."""
    if not reading.compared:
        return None, None
    if reading.share_within is not None:
        return 1.0, 1.0
    return reading.yardstick.at_least, reading.yardstick.at_most


def _name_row(page: Page, reading: Reading) -> str:
    label = start_upper(reading.yardstick.label.in_language(page.language))
    if len(reading.yardstick.gauges) > 1:
        measure = page.texts(f"design.measure_{reading.measure}")
        label = page.texts("design.row", label=label, measure=measure)
    if reading.unit == "share" or reading.share_within is not None or reading.value is None:
        return label
    return page.texts("design.with_unit", label=label, unit=reading.yardstick.unit.in_language(page.language))


def _write_caption(page: Page, reading: Reading) -> str:
    texts = page.texts
    verdict = judge(reading) if page.cell.cell_id != TOTAL else None
    norm = write_norm(reading.yardstick, texts=texts) if reading.compared else ""
    parts = (
        "" if verdict is None else f"{SIGNS[verdict]} {say_verdict(verdict, texts=texts)}",
        write_short(reading, page=page) or texts(f"design.short_{reading.status}"),
        texts("charts.n", n=texts.number(reading.people)) if reading.people is not None else "",
        texts("design.norm", norm=norm) if norm else "",
    )
    return " · ".join(part for part in parts if part)


def _say_answer(page: Page, readings: list[Reading]) -> str:
    """Of a trajectory what is met and what is not, in the programme's order; of the whole the numbers."""
    if page.cell.cell_id == TOTAL:
        parts = [
            page.texts("design.part", label=_name_row(page, r), value=write_short(r, page=page))
            for r in _list_firsts(readings)
            if r.value is not None
        ]
        return page.texts("design.answer_whole", parts="; ".join(parts))
    by_verdict: dict[str, list[str]] = {}
    for reading in _list_firsts(readings):
        verdict = judge(reading)
        if verdict is not None:
            label = reading.yardstick.label.in_language(page.language)
            by_verdict.setdefault(verdict, []).append(label)
    said = [
        page.texts(f"design.answer_{verdict}", names=join_names(by_verdict[verdict], texts=page.texts))
        for verdict in _ORDER
        if verdict in by_verdict
    ]
    return join_sentences(*said)


def _list_firsts(readings: list[Reading]) -> list[Reading]:
    """The first number of each yardstick: what its norm is about."""
    return list({r.yardstick.id: r for r in reversed(readings)}.values())[::-1]


def _make_table(page: Page, readings: list[Reading]) -> pl.DataFrame:
    texts, language = page.texts, page.language
    names = ("yardstick", "practice", "unit", "n", "norm", "verdict", "recommendation", "source")
    rows = [
        (
            _name_row(page, reading),
            write_short(reading, page=page) or texts(f"design.short_{reading.status}"),
            reading.yardstick.unit.in_language(language),
            "" if reading.people is None else texts.number(reading.people),
            write_norm(reading.yardstick, texts=texts) if reading.compared else "",
            _write_verdict(page, reading),
            reading.yardstick.recommendation.in_language(language),
            reading.yardstick.source,
        )
        for reading in readings
    ]
    headings = [texts(f"design.column_{name}") for name in names]
    return pl.DataFrame(rows, schema=dict.fromkeys(headings, pl.String), orient="row")


def _write_verdict(page: Page, reading: Reading) -> str:
    verdict = judge(reading) if page.cell.cell_id != TOTAL else None
    return "" if verdict is None else say_verdict(verdict, texts=page.texts)
