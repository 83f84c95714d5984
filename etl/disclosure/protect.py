"""The step between measures and a release: true statements in, what may be published out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import polars as pl

from etl.circulation import Told
from etl.disclosure.families import Families
from etl.disclosure.judge import Judged
from etl.disclosure.membership import Cell, keep_in
from etl.disclosure.modular import Ints
from etl.disclosure.offers import Offers
from etl.disclosure.placing import list_bases, place_statements
from etl.disclosure.policy import Policy
from etl.disclosure.rules import COUNT, MEAN
from etl.disclosure.sheets import collect_sheets
from etl.disclosure.unit import Stated, Unit
from etl.disclosure.units import Base, Frame, list_units
from etl.disclosure.workers import judge_all
from etl.groups import Group
from etl.measures.measured import Measured
from schemas.release import Statements

Units = list[tuple[Unit, list[Base]]]
"""What is judged, each with its bases."""

_NUMBERS = ("value", "low", "high", "n", "n_partnerships", "method", "coded")
_COLUMNS = list(Statements.to_schema().columns)


@dataclass(frozen=True)
class Protected:
    """`statements`: `schemas.release.Statements`. `log`: one row an offered cell, for the steward.

    `judged`: by their identity, for the next build. `standing`: each base with what is stated of each cell.
    """

    statements: pl.DataFrame
    log: pl.DataFrame
    judged: dict[str, Judged]
    standing: tuple[tuple[Base, dict[int, tuple[Stated, ...]]], ...]


@dataclass(frozen=True)
class Known:
    """What earlier builds left: `judged` by identity, and by group the cells in circulation, and what was
    `stated` of them.

    `open_moments`: waves that are open, and contrasts with one: only their totals are stated.
    """

    judged: Mapping[str, Judged]
    circulating: Mapping[int, tuple[Ints, ...]]
    open_moments: tuple[str, ...] = ()
    stated: Mapping[int, tuple[Stated, ...]] = field(default_factory=dict)


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
    bases = list_bases(measured, offers=offers, cells=cells)
    whole = place_statements(statements, measured=measured, bases=bases, policy=policy)
    is_open, is_total = pl.col("wave").is_in(known.open_moments), pl.col("kind") == "total"
    alone = is_total & (is_open | pl.col("base").is_in([n for n, base in enumerate(bases) if base.total]))
    careful = (pl.col("bundle") == MEAN) & (pl.col("n") >= policy.total_alone_from)
    told = pl.when(alone).then(careful | (pl.col("bundle") == COUNT)).otherwise(is_total | ~is_open)
    placed = whole.with_columns(allowed=pl.col("allowed") & told)
    frame = Frame(
        groups=measured.respondents.groups,
        cells=cells,
        sheets=collect_sheets(measured),
        circulating=known.circulating,
        stated=known.stated,
    )
    stated = pl.col("allowed") & (pl.col("status") == "shown") & pl.col("base").is_not_null()
    lines = placed.filter(stated).with_columns(bundle="bundle_id")
    units = list_units(lines, bases=bases, frame=frame)
    families = Families(frame=frame, leaders=measured.lattice.leaders.height)
    units, judged, identities = _judge(
        units, families=families, k=policy.k, known=known.judged, report=report
    )
    standing, fallen = _list_outcomes(judged, units=units, bases=bases)
    return Protected(
        statements=_publish(placed, standing=standing, fallen=fallen),
        log=_write_log(judged, units=units, cells=cells, groups=measured.respondents.groups),
        judged=dict(zip(identities, judged, strict=True)),
        standing=tuple(_list_standing(judged, units=units, cells=cells)),
    )


def _judge(
    units: Units,
    *,
    families: Families,
    k: int,
    known: Mapping[str, Judged],
    report: Callable[[str, float], None],
) -> tuple[Units, list[Judged], list[str]]:
    """What came of each unit, and its identity: questions first, then the scales that they make up."""
    questions = [one for one in units if not families.is_scale(one[0])]
    share = sum(len(unit.lines) for unit, _ in questions) / max(sum(len(unit.lines) for unit, _ in units), 1)
    judge = partial(judge_all, cells=families.cells, k=k, known=known)
    first, names = judge([unit for unit, _ in questions], report=lambda key, done: report(key, share * done))
    for (unit, bases), judged in zip(questions, first, strict=True):
        families.learn(unit, bases=bases, judged=judged)
    scales = [(families.add_implied(unit), bases) for unit, bases in units if families.is_scale(unit)]
    second, others = judge(
        [unit for unit, _ in scales], report=lambda key, done: report(key, share + (1 - share) * done)
    )
    return [*questions, *scales], [*first, *second], [*names, *others]


def list_told(
    protected: Protected,
    *,
    measured: Measured,
    cells: Sequence[Cell],
    stamp: str,
    open_moments: Sequence[str],
) -> list[Told]:
    """What the ledger must remember: of each base, the cells of which anything is shown."""
    groups = measured.respondents.groups
    shown = protected.statements.filter(pl.col("status") == "shown")
    stated = set(shown.select("indicator_id", "wave", "cell_id").unique().iter_rows())
    told = []
    for base, places in protected.standing:
        group = groups[base.group]
        seen = [place for place in places if _is_shown(cells[place], group=group, stated=stated)]
        if seen and not group.is_roster:
            people = [(cells[place].cell_id, keep_in(cells[place].leaders, base.leaders)) for place in seen]
            lines = [line for place in seen for line in places[place]]
            is_base = not base.total and not set(group.moments) & set(open_moments)
            told.append(Told(group, stamp, base.leaders, people, is_base=is_base, stated=lines))
    return told


def _is_shown(cell: Cell, *, group: Group, stated: set[tuple[str, ...]]) -> bool:
    moments = (*group.waves, *group.contrasts)
    return any((group.indicator_id, moment, cell.cell_id) in stated for moment in moments)


def _list_outcomes(
    judged: list[Judged], *, units: Units, bases: Sequence[Base]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Which cells stand in each base (base, cell), and which bundles fell (indicator_id, bundle_id)."""
    places = {id(base): place for place, base in enumerate(bases)}
    standing = [
        (places[id(own[base])], cell)
        for one, (_, own) in zip(judged, units, strict=True)
        for base, cell, _ in one.accepted
    ]
    fallen = [(one.indicator_id, bundle) for one in judged for bundle in one.dropped]
    stands = pl.DataFrame(standing, schema={"base": pl.Int64, "cell": pl.UInt32}, orient="row")
    fell = pl.DataFrame(fallen, schema={"indicator_id": pl.String, "bundle_id": pl.Int64}, orient="row")
    return stands.with_columns(stands=pl.lit(value=True)), fell.with_columns(fell=pl.lit(value=True))


def _list_standing(
    judged: list[Judged], *, units: Units, cells: Sequence[Cell]
) -> Iterator[tuple[Base, dict[int, tuple[Stated, ...]]]]:
    for one, (unit, own) in zip(judged, units, strict=True):
        for place, base in enumerate(own):
            accepted = [cell for of, cell, _ in one.accepted if of == place]
            standing = {cell: unit.find_leaders(place, cell, cells=cells) for cell in accepted}
            lines: dict[int, list[Stated]] = {cell: [] for cell in standing}
            for line in unit.lines:
                if line.base == place and line.cell in standing and line.bundle not in one.dropped:
                    lines[line.cell].append(Stated(standing[line.cell], line.reading, line.least, line.most))
            yield base, {cell: tuple(told) for cell, told in lines.items()}


def _publish(placed: pl.DataFrame, *, standing: pl.DataFrame, fallen: pl.DataFrame) -> pl.DataFrame:
    judged = placed.join(standing, on=["base", "cell"], how="left", maintain_order="left").join(
        fallen, on=["indicator_id", "bundle_id"], how="left", maintain_order="left"
    )
    stands, fell = (pl.col(name).fill_null(value=False) for name in ("stands", "fell"))
    holds = pl.col("allowed") & stands & ~fell
    told = pl.col("status").is_in(["shown", "not_estimable"])
    status = pl.when(told & ~holds).then(pl.lit("withheld")).otherwise("status")
    decided = judged.with_columns(status=status)
    shown = pl.col("status") == "shown"
    return Statements.validate(
        decided.with_columns(pl.when(shown).then(c).alias(c) for c in _NUMBERS).select(_COLUMNS)
    )


def _write_log(
    judged: list[Judged],
    *,
    units: Units,
    cells: Sequence[Cell],
    groups: Sequence[Group],
) -> pl.DataFrame:
    rows = [
        (one.indicator_id, groups[own[base].group].name, cells[cell].cell_id, accepted, reason)
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
