"""Every shown statement against its own number, computed again; and what each leaves possible."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
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
    known = values.places.numbers
    shown = statements.filter(pl.col("status") == "shown").sort(
        "indicator_id", "wave", "statistic", "cell_id"
    )
    for (name, wave, statistic), part in shown.group_by(
        "indicator_id", "wave", "statistic", maintain_order=True
    ):
        stand = stands.get((str(name), str(wave)))
        if stand is None or not set(part["cell_id"]) <= known.keys():
            checked.problems.append(Problem("unknown", str(name), str(wave), str(statistic), ""))
            continue
        _check_part(
            part,
            about=(str(name), str(wave), str(statistic)),
            stand=stand,
            values=values,
            policy=policy,
            into=checked,
        )
    return checked


def _find_leaks(statements: pl.DataFrame) -> Iterator[Problem]:
    """Numbers left in what is not shown."""
    left = pl.any_horizontal(pl.col(name).is_not_null() for name in _NUMBERS)
    hidden = statements.filter((pl.col("status") != "shown") & left)
    for row in hidden.iter_rows(named=True):
        yield Problem("leak", row["indicator_id"], row["wave"], row["statistic"], row["cell_id"])


def _check_part(
    part: pl.DataFrame,
    *,
    about: tuple[str, str, str],
    stand: Stand,
    values: Values,
    policy: Policy,
    into: Checked,
) -> None:
    name, wave, statistic = about
    row = values.rows[name]
    low, high = (np.nan if row[end] is None else float(row[end]) for end in ("low", "high"))
    for kinds, rows in _divide(part, values=values):
        places = [values.places.numbers[cell] for cell in rows["cell_id"]]
        n, true = _compute_again(about, places=places, kind=kinds, stand=stand, values=values)
        if true is None:
            into.not_again += rows.height
        fits = partial(find_form, statistic, kind=kinds, unit=row["unit"], low=low, high=high)
        planned = wave in row["waves"]
        for at, told in enumerate(rows.iter_rows(named=True)):
            form = fits(n=n[at])
            faults = _compare(told, n=n[at], true=None if true is None else true[at], form=form)
            place = find_fault(
                statistic,
                kind=kinds,
                n=n[at],
                value=told["value"],
                indicator_kind=row["kind"],
                planned=planned,
                policy=policy,
            )
            for fault in [*faults, *([place] if place else [])]:
                into.problems.append(Problem(fault, name, wave, statistic, told["cell_id"]))
            least, most = find_bounds(shown=told["value"], coded=told["coded"] or 0, form=form)
            into.told.append(Told(name, wave, statistic, places[at], least, most))


def _divide(part: pl.DataFrame, *, values: Values) -> Iterator[tuple[str, pl.DataFrame]]:
    """The rows of each kind of cell: a distribution, or the total, has its own form and people."""
    kinds = values.places.cells.select("cell_id", "kind")
    for (kind,), rows in part.join(kinds, on="cell_id", maintain_order="left").group_by(
        "kind", maintain_order=True
    ):
        yield str(kind), rows


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
    about: tuple[str, str, str], *, places: list[int], kind: str, stand: Stand, values: Values
) -> tuple[Numbers, Numbers | None]:
    """N and the true number in each of the cells."""
    name, wave, statistic = about
    row = values.rows[name]
    matrix = values.places.matrix[places]
    people = stand.of_kind(kind)
    if row["kind"] == ROSTER:
        return _count_people(about, matrix=matrix.astype(float), values=values)
    contrast = {c.id: (c.from_wave, c.to_wave) for c in values.programme.contrasts}.get(wave)
    if contrast:
        first, second = values.of_contrast(name, contrast)
        sample = sample_cells(matrix, people=people, values=first, later=second)
    else:
        sample = sample_cells(matrix, people=people, values=values.at_wave(name, wave))
    again = statistic not in NOT_AGAIN and (statistic not in RANKED or kind in ONE_WAY)
    found = _find(statistic, sample, row=row) if again else None
    return sample.n, found


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


def _count_people(about: tuple[str, str, str], *, matrix: Numbers, values: Values) -> tuple[Numbers, Numbers]:
    """Response counts everybody on the register; who stayed, those who answered first."""
    name, wave, statistic = about
    none = np.zeros(values.places.count)
    pair = {c.id: (c.from_wave, c.to_wave) for c in values.programme.contrasts}.get(wave, (wave, wave))
    first, second = (values.answered.get(w, none) for w in pair)
    n = matrix.sum(axis=1) if name == ROSTER else matrix @ first
    counted = matrix @ (first * second)
    with np.errstate(invalid="ignore", divide="ignore"):
        return n, counted / n if statistic == "rate" else counted
