"""The programme's story: reach → took part → reaction → learning → behaviour, a stage a card."""

from typing import Any

import polars as pl

from schemas.programme import Highlight
from texts.numbers import Kind, write_value
from ui.cells import Cell
from ui.page import Page
from ui.present.statements import SHOWN, describe_finding, find_indicator, read_statement
from ui.present.story import Measure, Stage, Statement, Strip
from ui.remember import remembered
from ui.sentences import is_clear, tell, tell_people

LEVELS = ("reaction", "learning", "behaviour")
_KINDS: dict[str, Kind] = {"mean": "level", "change": "difference", "nps": "score"}


@remembered
def tell_story(page: Page) -> tuple[Stage, ...]:
    """The stages of the chosen cell, in order; a stage without anything to measure says so."""
    reach = Stage("reach", page.texts("overview.stage_reach"), _measure_reach(page))
    part = Stage("attendance", page.texts("overview.stage_attendance"), _measure_attendance(page))
    return (reach, part, *(_present_level(page, level) for level in LEVELS))


def find_shown(page: Page, stages: tuple[Stage, ...]) -> tuple[Cell, ...]:
    """The nearest cells that show the first figure which this cell does not; none if it shows all."""
    hidden = [m.hidden for stage in stages for m in stage.measures if m.hidden is not None]
    if not hidden:
        return ()
    return page.store.nearest_shown(
        cell_id=page.cell.cell_id,
        indicator_id=hidden[0].indicator_id,
        wave=hidden[0].wave,
        statistic=hidden[0].statistic,
    )


def _measure_reach(page: Page) -> tuple[Measure, ...]:
    facts = {
        row["measure"]: row
        for row in page.store.reach(cell_id=page.cell.cell_id, dimensions=["none"]).iter_rows(named=True)
    }
    numbers = {measure: round(row["value"]) for measure, row in facts.items()}
    units, texts = page.programme.units, page.texts
    if page.cell.pooled and not facts:
        return (_say_nothing(page, texts("reach.pool")),)
    leaders = numbers.get("leaders", 0)
    people = Measure(
        label=units.leader.many.in_language(page.language),
        number=texts.number(leaders),
        unit="",
        sentence=texts.count(
            "overview.reach" if numbers.get("schools") else "overview.reach_without_schools",
            leaders,
            leaders=tell_people(leaders, programme=page.programme, texts=texts),
            partnerships=_count_unit(numbers.get("partnerships", 0), units.partnership, page=page),
            schools=_count_unit(numbers.get("schools", 0), units.school, page=page),
        ),
        source=texts("overview.exact"),
    )
    schools = facts.get("schools", {"denominator": None})
    return (people, _measure_coverage(page, schools)) if schools["denominator"] else (people,)


def _measure_coverage(page: Page, schools: dict[str, Any]) -> Measure:
    texts, share = page.texts, schools["value"] / schools["denominator"]
    return Measure(
        label=texts(
            "overview.coverage_label", schools=page.programme.units.school.many.in_language(page.language)
        ),
        number=texts.percent(share),
        unit="",
        sentence=texts(
            "overview.coverage",
            n=texts.number(schools["value"]),
            all=_count_unit(round(schools["denominator"]), page.programme.units.school, page=page),
        ),
        source=texts("overview.exact"),
        strip=Strip(value=share),
    )


def _count_unit(n: int, unit: Any, *, page: Page) -> str:
    word = (unit.one if n == 1 else unit.many).in_language(page.language)
    return f"{page.texts.number(n)} {word}"


def _measure_attendance(page: Page) -> tuple[Measure, ...]:
    attendance = page.store.indicators(kinds=["attendance"])
    if attendance.is_empty():
        return (_say_nothing(page, page.texts("overview.no_attendance")),)
    whole = attendance.filter(pl.col("unit") != "count").group_by("unit", maintain_order=True).first()
    return tuple(_measure_mean(page, row) for row in whole.iter_rows(named=True))


def _measure_mean(page: Page, indicator: dict[str, Any]) -> Measure:
    row = read_statement(page, indicator_id=indicator["indicator_id"], wave="all", statistic="mean")
    label = indicator[f"label_{page.language}"]
    if row["status"] != SHOWN:
        return _say_status(page, label, row["status"], Statement(indicator["indicator_id"], "all", "mean"))
    texts, is_share = page.texts, indicator["unit"] == "share"
    kind: Kind = "share" if is_share else "level"
    people = tell_people(row["n"], programme=page.programme, texts=texts)
    key = "overview.attendance" if is_share else "overview.hours"
    return Measure(
        label=label,
        number=write_value(row, kind=kind, texts=texts),
        unit="" if is_share else texts("overview.unit_hours"),
        sentence=texts(key, value=write_value(row, kind=kind, texts=texts, spelled=True), people=people),
        source=texts("frame.n", n=texts.number(row["n"])),
        strip=place_strip("share", row, low=0.0, high=1.0) if is_share else None,
    )


def _present_level(page: Page, level: str) -> Stage:
    chosen = [h for h in page.programme.highlights if h.level == level]
    known = page.store.indicators()
    rows = [(h, find_indicator(known, h.indicator)) for h in chosen]
    measures = tuple(_measure_highlight(page, h, row) for h, row in rows if row is not None)
    nothing = (_say_nothing(page, page.texts("overview.not_measured")),)
    return Stage(page=level, title=page.texts(f"overview.stage_{level}"), measures=measures or nothing)


def _measure_highlight(page: Page, highlight: Highlight, indicator: dict[str, Any]) -> Measure:
    wave, statistic = highlight.wave, highlight.statistic
    row = read_statement(page, indicator_id=highlight.indicator, wave=wave, statistic=statistic)
    label = indicator[f"label_{page.language}"]
    if row["status"] != SHOWN:
        return _say_status(page, label, row["status"], Statement(highlight.indicator, wave, statistic))
    adjusted = read_statement(page, indicator_id=highlight.indicator, wave=wave, statistic="p_adjusted")
    finding = describe_finding(
        indicator,
        row,
        wave=wave,
        statistic=statistic,
        programme=page.programme,
        texts=page.texts,
        clear=is_clear(row, adjusted=adjusted) if statistic == "change" else None,
    )
    return Measure(
        label=label,
        number=write_value(row, kind=_KINDS.get(statistic, "share"), texts=page.texts),
        unit=_unit(statistic, indicator, page=page),
        sentence=tell(statistic, finding, programme=page.programme, texts=page.texts),
        source=page.texts("frame.n", n=page.texts.number(row["n"])),
        strip=place_strip(statistic, row, low=finding.scale_low, high=finding.scale_high),
    )


def place_strip(statistic: str, row: dict[str, Any], *, low: float, high: float) -> Strip:
    """Where value and interval lie on their whole scale: a change from −1 to +1, an NPS from −100 to 100."""
    bounds = {"mean": (low, high), "change": (-1.0, 1.0), "nps": (-100.0, 100.0)}
    start, end = bounds.get(statistic, (0.0, 1.0))

    def place(value: float | None) -> float | None:
        return None if value is None else min(max((value - start) / (end - start), 0.0), 1.0)

    origin = 0.5 if statistic in {"change", "nps"} else 0.0
    return Strip(
        value=place(row["value"]) or 0.0,
        origin=origin,
        low=place(row["low"]),
        high=place(row["high"]),
        coded=row.get("coded") or 0,
    )


def _unit(statistic: str, indicator: dict[str, Any], *, page: Page) -> str:
    if statistic == "mean":
        return page.texts("overview.unit_of", high=page.texts.number(indicator["high"]))
    return page.texts("overview.unit_points") if statistic == "change" else ""


def _say_status(page: Page, label: str, status: str, hidden: Statement) -> Measure:
    sentence = page.texts(f"frame.status_{status}")
    return Measure(label=label, number=None, unit="", sentence=sentence, source="", hidden=hidden)


def _say_nothing(page: Page, sentence: str) -> Measure:
    return Measure(label="", number=None, unit="", sentence=sentence, source=page.cell_label)
