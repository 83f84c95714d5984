"""Puts together what is judged at once: an indicator, its groups that share answers, and what would be
stated.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from etl.disclosure.membership import Cell
from etl.disclosure.modular import Ints
from etl.disclosure.sheets import Sheets, list_states
from etl.disclosure.unit import DIRECTIONS, Answers, Line, Stated, Unit
from etl.groups import Group


@dataclass(frozen=True)
class Base:
    """A group of respondents and the cells offered to it. `group`: its place; `total`: only the total."""

    group: int
    total: bool
    leaders: Ints
    cells: tuple[int, ...]


@dataclass(frozen=True)
class Frame:
    """What all units share: `groups`, `cells` (own and pooled, in the order of their numbers), `sheets`."""

    groups: Sequence[Group]
    cells: Sequence[Cell]
    sheets: Sheets
    circulating: Mapping[int, tuple[Ints, ...]]
    """For each group the leaders of each cell that earlier releases stated of it."""
    stated: Mapping[int, tuple[Stated, ...]]
    """For each group what they stated of these."""


def list_units(lines: pl.DataFrame, *, bases: Sequence[Base], frame: Frame) -> list[tuple[Unit, list[Base]]]:
    """The units of a programme, with the bases of each in the order of its own.

    Args:
        lines: indicator_id, wave, statistic, group, base (place in `bases`), cell, least, most, worth, bundle
            (a number): everything that could be stated.
        bases: the bases of all groups.
        frame: what they share.
    """
    of_group: dict[int, list[int]] = {}
    for place, base in enumerate(bases):
        of_group.setdefault(base.group, []).append(place)
    rows = {int(str(base)): part for (base,), part in lines.group_by("base")}
    made = []
    for linked in _link_groups(frame.groups):
        places = [place for group in linked for place in of_group.get(group, [])]
        if places:
            own = [bases[place] for place in places]
            stated = [(n, rows[place]) for n, place in enumerate(places) if place in rows]
            made.append((_make_unit(linked, own, stated, frame=frame), own))
    return made


def _link_groups(groups: Sequence[Group]) -> Iterator[list[int]]:
    """Groups of one indicator that share a moment, together; the first is that of its main contrast."""
    linked: dict[str, list[tuple[set[str], list[int]]]] = {}
    for place, group in enumerate(groups):
        moments = set(group.moments)
        own = linked.setdefault(group.indicator_id, [])
        touching = [one for one in own if one[0] & moments]
        for one in touching:
            own.remove(one)
            moments |= one[0]
        members = sorted({place, *(n for one in touching for n in one[1])})
        own.append((moments, members))
    for parts in linked.values():
        yield from (members for _, members in parts)


def _make_unit(
    linked: list[int], bases: list[Base], stated: list[tuple[int, pl.DataFrame]], *, frame: Frame
) -> Unit:
    groups = [frame.groups[place] for place in linked]
    name = groups[0].indicator_id
    contrasts = {
        c.id: tuple(
            frame.sheets.find_moment(name, wave=wave, contrast=c.id) for wave in (c.from_wave, c.to_wave)
        )
        for c in frame.sheets.measured.programme.contrasts
        if any(c.id in group.contrasts for group in groups)
    }
    moments = {m for pair in contrasts.values() for m in pair}
    moments |= {wave for group in groups for wave in group.waves}
    row = frame.sheets.measured.indicators.row(by_predicate=pl.col("indicator_id") == name, named=True)
    answers = {
        moment: given
        for moment in sorted(moments)
        if (given := frame.sheets.values.get(name, {}).get(moment)) is not None
    }
    step = frame.sheets.find_step(name) if row["kind"] == "scale" else 1.0
    known = {
        c: (first, second) for c, (first, second) in contrasts.items() if {first, second} <= set(answers)
    }
    lines = tuple(_write_lines(stated, row=row, contrasts=known))
    directed = {
        line.reading.partition("@")[2]: line.base for line in lines if line.reading.startswith(DIRECTIONS)
    }
    return Unit(
        indicator_id=name,
        bases=tuple(base.leaders for base in bases),
        offers=tuple((n, cell) for n, base in enumerate(bases) for cell in base.cells),
        lines=lines,
        states={m: list_states(row, answers=given, step=step) for m, given in answers.items()},
        answers=_trim(answers, bases=bases),
        contrasts=known,
        directions={contrast: (base, step) for contrast, base in sorted(directed.items())},
        circulating=tuple(leaders for place in linked for leaders in frame.circulating.get(place, ())),
        stated=tuple({one.name: one for place in linked for one in frame.stated.get(place, ())}.values()),
    )


def _trim(answers: dict[str, Answers], *, bases: list[Base]) -> dict[str, Answers]:
    everyone = np.unique(np.concatenate([base.leaders for base in bases]))
    trimmed = {}
    for moment, given in answers.items():
        kept = np.isin(given.leaders, everyone)
        trimmed[moment] = Answers(leaders=given.leaders[kept], values=given.values[kept])
    return trimmed


def _write_lines(
    stated: list[tuple[int, pl.DataFrame]], *, row: dict[str, Any], contrasts: dict[str, tuple[str, str]]
) -> Iterator[Line]:
    for base, part in stated:
        columns = ("statistic", "wave", "cell", "least", "most", "worth", "bundle")
        for statistic, wave, cell, least, most, worth, bundle in part.select(columns).iter_rows():
            reading = name_reading(statistic, wave=wave, row=row, contrasts=contrasts)
            if reading is not None and least is not None:
                yield Line(base, cell, reading, least, most, worth, bundle)


def name_reading(
    statistic: str, *, wave: str, row: dict[str, Any], contrasts: dict[str, tuple[str, str]]
) -> str | None:
    """The reading of `etl.disclosure.states` that a statement is the mean of; None where it is of none.

    What is no mean over people (a spread, a rank, a p-value) is of none: it comes with ten people at least,
    in cells of one dimension, and rounded.
    """
    before, after = contrasts.get(wave, (wave, wave))
    if statistic in ("mean_from", "mean_to"):
        return f"mean@{before if statistic == 'mean_from' else after}"
    if statistic == "ceiling":
        return f"ceiling@{before}" if row["kind"] == "scale" else f"share_{int(row['high'])}@{before}"
    if statistic in DIRECTIONS:
        return f"{statistic}@{wave}" if row["kind"] == "scale" else None
    if statistic in ("mean", "top2", "nps", "change", "top2_change") or statistic.startswith("share_"):
        return f"{statistic}@{wave}"
    return None
