"""What rounded numbers say of a small group: linear bounds, and bounds in whole people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

NEAR = 1e-6
POINTS = 4
ROUGH = 0.2
"""How far from the end a solver may stop at first: answers that fit, and leave the group open, are enough."""


@dataclass(frozen=True)
class Clue:
    """The mean of `reading` over the people of a row lies in `low` … `high`."""

    row: int
    reading: str
    low: float
    high: float


def bound_group(
    group: Sequence[int],
    *,
    atoms: Sequence[int],
    matrix: np.ndarray,
    clues: Sequence[Clue],
    low: float,
    high: float,
    codes: Sequence[int],
) -> str | None:
    """`mean` or `answer`, where the mean of a group is known to less than a point or an answer is certain.

    A question whose answers are known apart is bounded in whole people; a scale by its sums.

    Args:
        group: its atoms.
        atoms: the people of each atom.
        matrix: rows × atoms.
        clues: what is published.
        low: the lowest answer, and `high` the highest.
        high: see there.
        codes: the answers; none of a scale.
    """
    values = np.array(codes if codes else [low, high], dtype=float)
    readings = {"mean": values, "top2": (values >= values[-2:][0]).astype(float)}
    readings |= {f"share_{int(v)}": (values == v).astype(float) for v in values}
    sizes = np.array(atoms, dtype=float)
    rows = [np.outer(matrix[c.row], readings[c.reading]).ravel() for c in clues]
    n = matrix.astype(float) @ sizes
    least = [c.low * n[c.row] - NEAR for c in clues]
    most = [c.high * n[c.row] + NEAR for c in clues]
    own = np.kron(np.eye(len(atoms)), np.ones(values.size))
    fits = LinearConstraint(
        np.vstack([np.array(rows).reshape(len(rows), -1), own]),
        np.concatenate([least, sizes]),
        np.concatenate([most, sizes]),
    )
    inside = np.isin(np.arange(len(atoms)), group).astype(float)

    def ask(costs: np.ndarray, *, gap: float) -> float:
        found = milp(
            np.outer(inside, costs).ravel(),
            constraints=fits,
            bounds=Bounds(0, np.inf),
            integrality=int(bool(codes)),
            options={"mip_rel_gap": gap},
        )
        # A true number is told with six decimals at least; beyond that a solver may call it impossible.
        assert found.status == 0, found.message
        return float(found.fun)

    people = float(inside @ sizes)
    enough = people * (high - low) / POINTS - NEAR
    if _holds(lambda gap: -ask(-values, gap=gap) - ask(values, gap=gap) < enough):
        return "mean"
    if any(_holds(lambda gap, c=code: ask(readings[f"share_{c}"], gap=gap) > 0.5) for code in codes):
        return "answer"
    return None


def _holds(narrow: Callable[[float], bool]) -> bool:
    """Whether a group is as narrow as that: what a rough look leaves open stays open in an exact one."""
    return narrow(ROUGH) and narrow(0.0)
