"""The step between measures and a release: true statements in, what may be published out."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import polars as pl

from etl.disclosure.judge import Judged, judge_unit
from etl.disclosure.membership import Cell
from etl.disclosure.modular import Ints
from etl.disclosure.offers import Offers, index_people
from etl.disclosure.policy import Policy
from etl.disclosure.rules import MEAN, add_rules
from etl.disclosure.sheets import collect_sheets
from etl.disclosure.shown import show_statements
from etl.disclosure.unit import Unit
from etl.disclosure.units import Base, Frame, list_units
from etl.measures.collect import Measured
from schemas.release import Statements

_NUMBERS = ("value", "low", "high", "n", "n_partnerships", "method", "coded")
_COLUMNS = list(Statements.to_schema().columns)
_KEYS = ["indicator_id", "wave"]


@dataclass(frozen=True)
class Protected:
    """`statements`: `schemas.release.Statements`. `log`: one row an offered cell, for the steward.

    `reused`: units that were the same as in an earlier build. `judged`: by their identity, for the next build.
    """

    statements: pl.DataFrame
    log: pl.DataFrame
    judged: dict[str, Judged]
    reused: int


@dataclass(frozen=True)
class Known:
    """What earlier builds left: `judged` by identity, and the cells in circulation by group."""

    judged: Mapping[str, Judged]
    circulating: Mapping[int, tuple[Ints, ...]]


NOTHING = Known(judged={}, circulating={})


def protect(
    statements: pl.DataFrame,
    *,
    measured: Measured,
    offers: Offers,
    cells: Sequence[Cell],
    policy: Policy,
    known: Known = NOTHING,
    report: Callable[[str, float], None] = lambda _key, _share: None,
) -> Protected:
    """`statements` as they may be published, and why.

    Args:
        statements: the columns of `schemas.release.Statements`, with true values and n (0 when nobody
            answered); status shown, not_estimable, not_asked or not_delivered.
        measured: what they were measured on.
        offers: the cells chosen for each group.
        cells: own and pooled cells, in the order of their numbers.
        policy: the thresholds.
        known: what earlier builds left.
        report: told the progress, 0 to 1, under a message key.
    """
    bases = _list_bases(measured, offers=offers, cells=cells)
    placed = _place(statements, measured=measured, bases=bases, policy=policy)
    frame = Frame(
        groups=measured.respondents.groups,
        cells=cells,
        sheets=collect_sheets(measured),
        circulating=known.circulating,
    )
    stated = pl.col("allowed") & (pl.col("status") == "shown") & pl.col("base").is_not_null()
    lines = placed.filter(stated).with_columns(bundle="bundle_id")
    units = list_units(lines, bases=bases, frame=frame)
    judged, identities = _judge_all(units, cells=cells, k=policy.k, known=known, report=report)
    standing, dropped = _list_outcomes(judged, units=units, bases=bases)
    return Protected(
        statements=_publish(placed, standing=standing, dropped=dropped),
        log=_write_log(judged, units=units, cells=cells, groups=measured.respondents.groups),
        judged=dict(zip(identities, judged, strict=True)),
        reused=sum(identity in known.judged for identity in identities),
    )


def _list_bases(measured: Measured, *, offers: Offers, cells: Sequence[Cell]) -> list[Base]:
    numbers = {cell.cell_id: place for place, cell in enumerate(cells)}
    count = len(measured.respondents.groups)
    people = index_people(measured.respondents.people, groups=count)
    totals = index_people(measured.respondents.totals, groups=count)
    bases = []
    for place, group in enumerate(measured.respondents.groups):
        chosen = tuple(numbers[cell.cell_id] for cell in offers.by_name.get(group.name, ()))
        same = people[place].size == totals[place].size and bool((people[place] == totals[place]).all())
        total = numbers["total"]
        own = chosen if same else tuple(cell for cell in chosen if cell != total)
        bases.append(Base(group=place, total=False, leaders=people[place], cells=own))
        if not same:
            bases.append(Base(group=place, total=True, leaders=totals[place], cells=(total,)))
    return bases


def _place(
    statements: pl.DataFrame, *, measured: Measured, bases: Sequence[Base], policy: Policy
) -> pl.DataFrame:
    """`statements` with what the rules, the rounding and the units need to know."""
    kinds = measured.lattice.cells.select("cell_id", "cell", "kind")
    indicators = measured.indicators.select(
        "indicator_id", "unit", lowest="low", highest="high", indicator_kind="kind"
    )
    planned = measured.indicators.select("indicator_id", pl.col("waves").str.json_decode(pl.List(pl.String)))
    known = planned.explode("waves").rename({"waves": "wave"}).with_columns(is_planned=pl.lit(value=True))
    groups = [
        (group.indicator_id, moment, place)
        for place, group in enumerate(measured.respondents.groups)
        for moment in (*group.waves, *group.contrasts)
    ]
    stated = pl.DataFrame(groups, schema={"indicator_id": pl.String, "wave": pl.String, "group": pl.Int64}, orient="row")
    joined = (
        statements.join(kinds, on="cell_id", maintain_order="left")
        .join(indicators, on="indicator_id", maintain_order="left")
        .join(known, on=_KEYS, how="left", maintain_order="left")
        .join(stated, on=_KEYS, how="left", maintain_order="left")
        .with_columns(pl.col("is_planned").fill_null(value=False))
    )
    of_base = pl.DataFrame(
        [(base.group, base.total, place) for place, base in enumerate(bases)],
        schema={"group": pl.Int64, "total": pl.Boolean, "base": pl.Int64},
        orient="row",
    )
    split = of_base.filter("total")["group"].implode()
    is_total = (pl.col("kind") == "total") & pl.col("group").is_in(split)
    based = joined.with_columns(total=is_total).join(of_base, on=["group", "total"], how="left", maintain_order="left")
    ruled = add_rules(show_statements(based), policy=policy)
    # The means of a cell stand together: a wave's own mean is the first or second mean of a change.
    moment = pl.when(pl.col("bundle") != MEAN).then("wave")
    names = pl.struct("base", "cell", "bundle", moment.alias("moment"))
    return ruled.with_columns(bundle_id=names.rank("dense").cast(pl.Int64))


def _judge_all(
    units: list[tuple[Unit, list[Base]]],
    *,
    cells: Sequence[Cell],
    k: int,
    known: Known,
    report: Callable[[str, float], None],
) -> tuple[list[Judged], list[str]]:
    identities = [unit.identify(cells, k=k) for unit, _ in units]
    waiting = [unit for (unit, _), name in zip(units, identities, strict=True) if name not in known.judged]
    fresh: dict[int, Judged] = {}
    for done, (unit, judged) in enumerate(_judge_fresh(waiting, cells=cells, k=k), start=1):
        fresh[id(unit)] = judged
        report("build.step_disclosure", done / len(waiting))
    report("build.step_disclosure", 1.0)
    outcomes = [
        fresh[id(unit)] if id(unit) in fresh else known.judged[name]
        for (unit, _), name in zip(units, identities, strict=True)
    ]
    return outcomes, identities


_SHARED: dict[str, tuple[Sequence[Cell], int]] = {}


def _share(cells: Sequence[Cell], k: int) -> None:
    _SHARED["all"] = (cells, k)


def _judge_shared(unit: Unit) -> Judged:
    cells, k = _SHARED["all"]
    return judge_unit(unit, cells=cells, k=k)


def _judge_fresh(units: list[Unit], *, cells: Sequence[Cell], k: int) -> Iterator[tuple[Unit, Judged]]:
    """Side by side where there are several to judge: the heaviest first, so that none is left over."""
    heavy = sorted(units, key=lambda unit: (-len(unit.lines) * len(unit.states), unit.indicator_id))
    workers = min(os.cpu_count() or 1, len(heavy))
    if workers < 2 or sum(len(unit.lines) for unit in heavy) < _WORTHWHILE:
        yield from ((unit, judge_unit(unit, cells=cells, k=k)) for unit in heavy)
        return
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_share, initargs=(cells, k)) as pool:
        yield from zip(heavy, pool.map(_judge_shared, heavy), strict=True)


_WORTHWHILE = 3000
"""Fewer statements are judged sooner than processes are started."""


def _list_outcomes(
    judged: list[Judged], *, units: list[tuple[Unit, list[Base]]], bases: Sequence[Base]
) -> tuple[pl.DataFrame, pl.Series]:
    places = {id(base): place for place, base in enumerate(bases)}
    standing = [
        (places[id(own[base])], cell)
        for one, (_, own) in zip(judged, units, strict=True)
        for base, cell, _ in one.accepted
    ]
    dropped = [bundle for one in judged for bundle in one.dropped]
    table = pl.DataFrame(standing, schema={"base": pl.Int64, "cell": pl.UInt32}, orient="row")
    return table.with_columns(stands=pl.lit(value=True)), pl.Series(dropped, dtype=pl.Int64)


def _publish(placed: pl.DataFrame, *, standing: pl.DataFrame, dropped: pl.Series) -> pl.DataFrame:
    judged = placed.join(standing, on=["base", "cell"], how="left", maintain_order="left")
    fell = pl.col("bundle_id").is_in(dropped.implode())
    holds = pl.col("allowed") & pl.col("stands").fill_null(value=False) & ~fell
    told = pl.col("status").is_in(["shown", "not_estimable"])
    status = pl.when(told & ~holds).then(pl.lit("withheld")).otherwise("status")
    decided = judged.with_columns(status=status)
    shown = pl.col("status") == "shown"
    return Statements.validate(
        decided.with_columns(pl.when(shown).then(c).alias(c) for c in _NUMBERS).select(_COLUMNS)
    )


def _write_log(
    judged: list[Judged], *, units: list[tuple[Unit, list[Base]]], cells: Sequence[Cell], groups: Sequence[object]
) -> pl.DataFrame:
    rows = [
        (one.indicator_id, groups[own[base].group].name, cells[cell].cell_id, accepted, reason)  # type: ignore[attr-defined]
        for one, (_, own) in zip(judged, units, strict=True)
        for accepted, listed in ((True, one.accepted), (False, one.refused))
        for base, cell, reason in listed
    ]
    schema = {
        "indicator_id": pl.String,
        "group": pl.String,
        "cell_id": pl.String,
        "accepted": pl.Boolean,
        "reason": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
