"""Every shown statement against its own number, computed again; and what each leaves possible."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import numpy as np
import polars as pl

from etl.audit.allowed import find_fault
from etl.audit.figures import NOT_AGAIN, RANKED, Sample, compute, sample_cells
from etl.audit.places import Numbers
from etl.audit.problems import Problem
from etl.audit.rounded import Form, find_bounds, find_form, interval_is_plain, is_told_right
from etl.audit.standing import ONE_WAY, ROSTER, Stand
from etl.audit.values import Values
from etl.disclosure.policy import Policy

_KEYS = ("indicator_id", "wave", "statistic", "kind")
_NUMBERS = ("value", "coded", "low", "high", "n", "n_partnerships", "method")


@dataclass(frozen=True)
class Told:
    """A shown statement: what is known of the mean of something over the people of a cell.

    `cell`: its row in the matrix of cells. `least` … `most`: what the shown number leaves possible.
    """

    indicator_id: str
    wave: str
    statistic: str
    cell: int
    least: float
    most: float


@dataclass(frozen=True)
class _Part:
    """The shown statements of one statistic in cells of one kind."""

    indicator_id: str
    wave: str
    statistic: str
    kind: str
    rows: tuple[dict[str, Any], ...]


@dataclass
class Checked:
    """`told`: everything shown. `not_again`: how many numbers were checked in place and form only."""

    told: list[Told] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    not_again: int = 0


def check_statements(
    statements: pl.DataFrame, *, values: Values, stands: dict[tuple[str, str], Stand], policy: Policy
) -> Checked:
    """Compare what is shown with the warehouse, and list what the shown numbers tell.

    Args:
        statements: `schemas.release.Statements`.
        values: everybody's values.
        stands: who stands behind what.
        policy: what may be published.
    """
    checked = Checked()
    checked.problems.extend(_find_leaks(statements))
    kinds = values.places.cells.select("cell_id", "kind")
    shown = statements.filter(pl.col("status") == "shown").join(kinds, on="cell_id", how="left")
    rows = shown.sort("indicator_id", "wave", "statistic", "kind", "cell_id").rows(named=True)
    for about, part in groupby(rows, key=lambda row: tuple(row[key] for key in _KEYS)):
        name, wave, statistic, kind = about
        stand = stands.get((name, wave))
        if stand is None or kind is None:
            checked.problems.append(Problem("unknown", name, wave, statistic, ""))
            continue
        own = _Part(name, wave, statistic, kind, tuple(part))
        _check_part(own, stand=stand, values=values, policy=policy, into=checked)
    return checked


def _find_leaks(statements: pl.DataFrame) -> Iterator[Problem]:
    """Numbers left in what is not shown."""
    left = pl.any_horizontal(pl.col(name).is_not_null() for name in _NUMBERS)
    hidden = statements.filter((pl.col("status") != "shown") & left)
    for row in hidden.iter_rows(named=True):
        yield Problem("leak", row["indicator_id"], row["wave"], row["statistic"], row["cell_id"])


def _check_part(part: _Part, *, stand: Stand, values: Values, policy: Policy, into: Checked) -> None:
    row = values.rows[part.indicator_id]
    low, high = (np.nan if row[end] is None else float(row[end]) for end in ("low", "high"))
    places = [values.places.numbers[told["cell_id"]] for told in part.rows]
    n, true = _compute_again(part, places=places, stand=stand, values=values)
    if true is None:
        into.not_again += len(part.rows)
    about = (part.indicator_id, part.wave, part.statistic)
    for at, told in enumerate(part.rows):
        form = find_form(part.statistic, kind=part.kind, n=n[at], unit=row["unit"], low=low, high=high)
        faults = [*_compare(told, n=n[at], true=None if true is None else true[at], form=form)]
        misplaced = find_fault(
            part.statistic,
            kind=part.kind,
            n=n[at],
            value=told["value"],
            indicator_kind=row["kind"],
            planned=part.wave in row["waves"],
            policy=policy,
        )
        found = [*faults, *([misplaced] if misplaced else [])]
        into.problems.extend(Problem(fault, *about, told["cell_id"]) for fault in found)
        least, most = find_bounds(shown=told["value"], coded=told["coded"] or 0, form=form)
        into.told.append(Told(*about, places[at], least, most))


def _compare(told: dict[str, Any], *, n: float, true: float | None, form: Form) -> Iterator[str]:
    if told["n"] != n:
        yield "n"
    if true is None:
        right = abs(told["value"] / form.step - round(told["value"] / form.step)) < 1e-4
    else:
        right = told["coded"] is not None and is_told_right(
            true, shown=told["value"], coded=told["coded"], form=form
        )
    if not right:
        yield "value"
    bounds = np.array([np.nan if told[b] is None else told[b] for b in ("low", "high")], dtype=float)
    if not interval_is_plain(bounds) or (told["coded"] and not np.isnan(bounds).all()):
        yield "interval"


def _compute_again(
    part: _Part, *, places: list[int], stand: Stand, values: Values
) -> tuple[Numbers, Numbers | None]:
    """N and the true number in each of the cells."""
    row = values.rows[part.indicator_id]
    matrix = values.places.matrix[places].toarray().astype(bool)
    people = stand.of_kind(part.kind)
    if row["kind"] == ROSTER:
        return _count_people(part, matrix=matrix.astype(float), values=values)
    contrast = {c.id: (c.from_wave, c.to_wave) for c in values.programme.contrasts}.get(part.wave)
    if contrast:
        first, second = values.of_contrast(part.indicator_id, contrast)
        sample = sample_cells(matrix, people=people, values=first, later=second)
    else:
        given = values.at_wave(part.indicator_id, part.wave)
        sample = sample_cells(matrix, people=people, values=given)
    again = part.statistic not in NOT_AGAIN and (part.statistic not in RANKED or part.kind in ONE_WAY)
    return sample.n, _find(part.statistic, sample, row=row) if again else None


def _find(statistic: str, sample: Sample, *, row: dict[str, Any]) -> Numbers | None:
    high = np.nan if row["high"] is None else float(row["high"])
    return compute(statistic, sample, high=high, codes=list_codes(row))


def list_codes(row: dict[str, Any]) -> list[int]:
    """The answers that an item can have."""
    if row["kind"] in ("multiple", "actions"):
        return [0, 1]
    if row["kind"] not in ("likert", "choice", "number") or row["low"] is None:
        return []
    listed = [int(answer["code"]) for answer in json.loads(row["answers"])]
    return sorted(listed) or list(range(int(row["low"]), int(row["high"]) + 1))


def _count_people(part: _Part, *, matrix: Numbers, values: Values) -> tuple[Numbers, Numbers]:
    """Response counts everybody on the register; who stayed, those who answered first."""
    none = np.zeros(values.places.count)
    contrasts = {c.id: (c.from_wave, c.to_wave) for c in values.programme.contrasts}
    first, second = (values.answered.get(w, none) for w in contrasts.get(part.wave, (part.wave, part.wave)))
    n = matrix.sum(axis=1) if part.indicator_id == ROSTER else matrix @ first
    counted = matrix @ (first * second)
    with np.errstate(invalid="ignore", divide="ignore"):
        return n, counted / n if part.statistic == "rate" else counted
