"""Which cells are published: own cells in order of use, then pools, as long as all stay k-separated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from etl.disclosure.membership import Base, Cell, People
from etl.disclosure.pools import POOL_RULES, PoolRule, list_pools
from etl.disclosure.separation import Reason, Separation

# Single dimensions first; pairs of dimensions are equals; triples come last.
_ORDER = {
    "total": 0,
    "trajectory": 1,
    "level": 2,
    "region": 3,
    "trajectory_level": 4,
    "trajectory_region": 4,
    "level_region": 4,
    "partnership": 5,
    "trajectory_level_region": 6,
}
_LOG: dict[str, pl.DataType | type[pl.DataType]] = {
    "order": pl.Int64,
    "base": pl.String,
    "cell_id": pl.String,
    "kind": pl.String,
    "members": pl.List(pl.String),
    "n": pl.Int64,
    "accepted": pl.Boolean,
    "reason": pl.String,
    "trajectory_id": pl.String,
    "level": pl.String,
    "region": pl.String,
    "partnership_id": pl.String,
}


@dataclass(frozen=True)
class Choice:
    """What was chosen. `log`: one row an offer, in order, with the reason: for the steward, not for readers.

    Columns of `log`: order, base, cell_id, kind, members (the cells that it consists of; several for a
    pool), n, accepted, reason (`follows`, `safe_by_size`, `searched`, `refused`, `too_few`), and the parts of
    the cell. `proved`: whether the rank is certified (`Separation.is_proved`); publish nothing if not.
    """

    log: pl.DataFrame
    cells: tuple[Cell, ...]
    proved: bool

    @property
    def published(self) -> pl.DataFrame:
        """The accepted rows of the log."""
        return self.log.filter("accepted")


@dataclass
class _Course:
    """One run of offers over all bases of a value."""

    separation: Separation
    people: People
    rows: list[tuple[object, ...]] = field(default_factory=list)
    accepted: dict[tuple[str, str], Cell] = field(default_factory=dict)

    def offer(self, cell: Cell, *, base: Base) -> bool:
        row = self.people.mark(cell.leaders, base=base.leaders)
        verdict = self.separation.offer(row)
        if verdict.accepted:
            self.accepted[base.name, cell.cell_id] = cell
        self._note(cell, base=base, n=int(row.sum()), reason=verdict.reason, accepted=verdict.accepted)
        return verdict.accepted

    def _note(self, cell: Cell, *, base: Base, n: int, reason: Reason, accepted: bool) -> None:
        place = len(self.rows)
        self.rows.append(
            (place, base.name, cell.cell_id, cell.kind, cell.members, n, accepted, reason, *cell.parts)
        )

    def finish(self) -> Choice:
        cells = {cell.cell_id: cell for cell in self.accepted.values()}
        return Choice(
            log=pl.DataFrame(self.rows, schema=_LOG, orient="row"),
            cells=tuple(cells.values()),
            proved=self.separation.is_proved(),
        )


def choose_cells(
    cells: Sequence[Cell],
    *,
    bases: Sequence[Base],
    k: int,
    rules: Sequence[PoolRule] = POOL_RULES,
    pools: Sequence[Cell] = (),
) -> Choice:
    """The own cells and then the pools that may be published of one value, for each of its bases.

    Order: total, trajectory, level, region, pairs, partnerships, triples; within these the bases as
    given, then n, largest first, then the id. Pools come after all own cells, largest first; in each base
    a member is in one pool of a kind at most, and not in one when it is published itself.

    Args:
        cells: own cells of the lattice.
        bases: the bases that state this value, the most important first.
        k: the smallest group that may be told.
        rules: which cells may be pooled.
        pools: pools that other values have: of a rule's kind and size they come before new ones.
    """
    people = People.of(base.leaders for base in bases)
    course = _Course(separation=Separation(people=people.leaders.size, k=k), people=people)
    for cell, base in _rank(cells, bases=bases):
        course.offer(cell, base=base)
    for rule in rules:
        known = [pool for pool in pools if pool.kind == rule.kind and len(pool.members) in rule.sizes]
        for base in bases:
            _pool(course, cells, base=base, rule=rule, known=known)
    return course.finish()


def _rank(cells: Sequence[Cell], *, bases: Sequence[Base]) -> list[tuple[Cell, Base]]:
    offers = [
        ((_ORDER[cell.kind], place, -_count(cell, base), cell.cell_id), cell, base)
        for place, base in enumerate(bases)
        for cell in cells
    ]
    return [(cell, base) for _, cell, base in sorted(offers, key=lambda offer: offer[0])]


def _count(cell: Cell, base: Base) -> int:
    return int(np.isin(cell.leaders, base.leaders, assume_unique=True).sum())


def _pool(
    course: _Course, cells: Sequence[Cell], *, base: Base, rule: PoolRule, known: Sequence[Cell]
) -> None:
    taken = {
        member
        for (name, _), cell in course.accepted.items()
        if name == base.name and cell.kind == rule.kind
        for member in cell.members
    }
    free = [c for c in cells if c.kind == rule.kind and c.cell_id not in taken and _count(c, base)]
    new = sorted(list_pools(free, rule=rule), key=_largest_first(base))
    for pool in (*sorted(known, key=_largest_first(base)), *new):
        if not taken.intersection(pool.members) and course.offer(pool, base=base):
            taken.update(pool.members)


def _largest_first(base: Base) -> Callable[[Cell], tuple[int, str]]:
    return lambda pool: (-_count(pool, base), pool.cell_id)
