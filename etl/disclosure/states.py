"""What one person can have answered, as far as statements tell: the columns of the linear programme.

A person's answer is a mixture of states. For an item the states are its answers. For a scale, whose score can
be anything between its ends, the ends are enough, and the last score before the highest. For two moments the
states are pairs of these; where people are also counted as improved, same or worse, the corners of each of
these three regions.
"""

from dataclasses import dataclass, replace

import numpy as np

from etl.disclosure.rounding import Floats

_NEAR = 1e-6


@dataclass(frozen=True)
class States:
    """`readings`: for each statistic its value in each state (an array of all states).

    `spans`: the readings whose mean must stay open by one point in every small group, with that point.
    `certain`: the readings (0 or 1) that no small group may be known to contain.
    `grains`: what the sum of a reading over whole people is a multiple of. An attacker knows it too.
    """

    readings: dict[str, Floats]
    spans: dict[str, float]
    certain: tuple[str, ...]
    grains: dict[str, float]

    @property
    def count(self) -> int:
        """The number of states."""
        return len(next(iter(self.readings.values())))


def list_item_states(codes: list[int], *, point: float, top: int = 2) -> States:
    """An item: one state an answer; readings `mean`, `top2` and `share_<code>`."""
    values = np.array(sorted(codes), dtype=float)
    shares = {f"share_{int(value)}": (values == value).astype(float) for value in values}
    highest = (values >= values[-min(top, values.size)]).astype(float)
    readings = {"mean": values, "top2": highest, **shares}
    return States(
        readings=readings, spans={"mean": point}, certain=tuple(shares), grains=dict.fromkeys(readings, 1.0)
    )


def list_choice_states(codes: list[int]) -> States:
    """A question whose answers have no order: one state an answer; readings `share_<code>` and `mean`.

    The mean only tells the states apart: it is never stated, and need not stay open.
    """
    item = list_item_states(codes, point=1.0)
    return replace(item, spans={})


def list_score_states(codes: list[int], *, point: float) -> States:
    """A question from 0 to 10 of which an NPS is stated: also the reading `nps` (Reichheld 2003)."""
    item = list_item_states(codes, point=point)
    values = item.readings["mean"]
    nps = np.where(values >= 9, 100.0, np.where(values <= 6, -100.0, 0.0))
    return replace(item, readings={**item.readings, "nps": nps}, grains={**item.grains, "nps": 100.0})


def list_scale_states(
    *, lowest: float, highest: float, step: float, point: float, top: bool = False
) -> States:
    """A scale: its two ends; reading `mean`. Scores are multiples of `step`: 1 over the number of items.

    With `top` also the last score below the highest, and the reading `ceiling`: who has the highest score is
    in its state, and every other score is a mixture of the other two.
    """
    ladder = [lowest, highest - step, highest] if top else [lowest, highest]
    readings = {"mean": np.array(ladder)} | ({"ceiling": np.array([0.0, 0.0, 1.0])} if top else {})
    grains = {"mean": step, "ceiling": 1.0}
    return States(
        readings=readings, spans={"mean": point}, certain=(), grains={name: grains[name] for name in readings}
    )


def list_paired_states(*, lowest: float, highest: float, step: float, point: float) -> States:
    """Two moments of a scale or an item of which only means and directions are stated.

    Readings `mean_from`, `mean_to`, `change`, `improved`, `same`, `worse`. Scores, and so changes, are
    multiples of `step`. The corners of the three regions (better, same, worse) describe every mixture.
    """
    ends = (lowest, highest)
    better = [(lowest, lowest + step), (lowest, highest), (highest - step, highest)]
    corners = {
        "same": [(end, end) for end in ends],
        "improved": better,
        "worse": [(after, before) for before, after in better],
    }
    rows = [(name, *corner) for name, region in corners.items() for corner in dict.fromkeys(region)]
    before, after = (np.array([row[place] for row in rows], dtype=float) for place in (1, 2))
    directions = {name: np.array([row[0] == name for row in rows], dtype=float) for name in corners}
    return States(
        readings={"mean_from": before, "mean_to": after, "change": after - before, **directions},
        spans={"mean_from": point, "mean_to": point},
        certain=tuple(corners),
        grains=dict.fromkeys(("mean_from", "mean_to", "change"), step) | dict.fromkeys(corners, 1.0),
    )


def mix_single(states: States, values: Floats) -> Floats:
    """The answers at one moment as mixtures (people × states): between the two states around each value."""
    ladder = states.readings["mean"]
    return np.array([np.interp(values, ladder, corner) for corner in np.eye(ladder.size)]).T


def mix_paired(states: States, *, before: Floats, after: Floats) -> Floats:
    """The answers at two moments as mixtures (people × states), each of the states of its own region.

    Raises:
        ValueError: if somebody's change is smaller than the step of the states.
    """
    mixtures = np.zeros((before.size, states.count))
    known = np.array([before, after, np.ones(before.size)])
    direction = np.sign(np.round(after - before, 9))
    for name, sign in (("same", 0), ("improved", 1), ("worse", -1)):
        corners = np.flatnonzero(states.readings[name])
        people = np.flatnonzero(direction == sign)
        table = np.array([states.readings[moment][corners] for moment in ("mean_from", "mean_to")])
        mixtures[np.ix_(people, corners)] = _mix(np.vstack([table, np.ones(corners.size)]), known[:, people])
    return mixtures


def _mix(table: Floats, known: Floats) -> Floats:
    exact = np.abs(table[:, :, None] - known[:, None, :]).max(axis=0, initial=0) < _NEAR
    weights = np.where(exact.any(axis=0), exact.astype(float), np.linalg.pinv(table) @ known)
    if weights.size and (weights.min() < -_NEAR or np.abs(table @ weights - known).max() > _NEAR):
        raise ValueError("a change is smaller than the step")
    return weights.T.clip(0)
