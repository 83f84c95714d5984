"""Is every small group of a unit inseparable: membership alone, exactly."""

from dataclasses import dataclass

import numpy as np

from etl.audit.places import Flags
from etl.audit.units import Unit
from etl.disclosure.atoms import find_atoms
from etl.disclosure.separation import Separation
from etl.disclosure.separation_check import check_separation


@dataclass(frozen=True)
class Separated:
    """`group`: the people of a group below k that can be told apart, 0 when there is none.

    `proved`: whether the arithmetic modulo a prime is certified to be that of fractions, and, where it was
    asked for, whether the independent solver agrees. `smallest`: the smallest group that is told apart by
    one cell, or by two.
    """

    group: int
    proved: bool
    smallest: int


def check_separated(unit: Unit, *, k: int, seconds: float | None = None) -> Separated:
    """Replay the published rows, with those of earlier releases.

    Args:
        unit: what is published of an indicator.
        k: the smallest group that may be told.
        seconds: for the independent solver as well, that much time for each of its questions; not when None.
    """
    rows = np.concatenate([unit.earlier, unit.published])
    separation = Separation(people=rows.shape[1], k=k)
    verdicts = [separation.offer(row) for row in rows]
    told_apart = [verdict.group.size for verdict in verdicts if not verdict.accepted]
    proved = separation.is_proved()
    if seconds is not None and not told_apart and rows.size:
        outcome = check_separation(find_atoms(rows), k=k, seconds=seconds).outcome
        proved = proved and outcome == "separated"
    return Separated(min(told_apart, default=0), proved, _find_smallest(rows))


def _find_smallest(rows: Flags) -> int:
    """The fewest people of a row, and of a row less one that lies within it."""
    if not rows.shape[0]:
        return 0
    weights = rows.astype(np.float32)
    shared = np.rint(weights @ weights.T).astype(np.int64)
    sizes = shared.diagonal()
    within = shared == sizes[None, :]
    left = np.where(within, sizes[:, None] - sizes[None, :], 0)
    return int(min(sizes.min(), left[left > 0].min(initial=sizes.min())))
