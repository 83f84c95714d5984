"""Pooled cells: small neighbours shown together, so that more people are in something that is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, groupby

import numpy as np

from etl.disclosure.membership import Cell, Parts
from etl.lattice import KEYS, PARTS

JOIN = "+"


@dataclass(frozen=True)
class PoolRule:
    """Cells of `kind` that differ only in `part` may be pooled, `sizes` at a time."""

    kind: str
    part: str
    sizes: tuple[int, ...]


POOL_RULES = (
    PoolRule(kind="trajectory_level", part="level", sizes=(2, 3)),
    PoolRule(kind="trajectory_region", part="region", sizes=(2, 3)),
    PoolRule(kind="level_region", part="region", sizes=(2, 3)),
    PoolRule(kind="level_region", part="level", sizes=(2, 3)),
    PoolRule(kind="partnership", part="partnership_id", sizes=(2,)),
    # Only for those that found no pair: in pairs alone a fifth of the people stay out of sight.
    PoolRule(kind="partnership", part="partnership_id", sizes=(3,)),
)


def list_pools(cells: list[Cell], *, rule: PoolRule) -> Iterator[Cell]:
    """Every pool that `rule` allows of `cells` (all of its kind).

    A pool's id is that of its members with the pooled parts joined: `trajectory=pi-3|level=a+b`.
    """
    place = PARTS.index(rule.part)

    def parent(cell: Cell) -> tuple[str, ...]:
        return tuple(part or "" for n, part in enumerate(cell.parts) if n != place)

    for _, siblings in groupby(sorted(cells, key=lambda c: (parent(c), c.cell_id)), key=parent):
        family = list(siblings)
        for size in rule.sizes:
            yield from (_pool(group, place=place) for group in combinations(family, size))


def _pool(group: tuple[Cell, ...], *, place: int) -> Cell:
    first = group[0]
    names = [str(cell.parts[place]) for cell in group]
    parts: Parts = (*first.parts[:place], None, *first.parts[place + 1 :])
    labels = {**dict(zip(PARTS, first.parts, strict=True)), PARTS[place]: JOIN.join(names)}
    keys = [key for key in PARTS if key in KEYS[first.kind]]
    return Cell(
        cell_id="|".join(f"{key.removesuffix('_id')}={labels[key]}" for key in keys),
        kind=first.kind,
        members=tuple(cell.cell_id for cell in group),
        parts=parts,
        leaders=np.sort(np.concatenate([cell.leaders for cell in group])),
    )
