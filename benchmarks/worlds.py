"""Small made-up worlds whose truth is known: trajectories, partnerships and leaders who answer twice."""

from dataclasses import dataclass

import numpy as np
import polars as pl


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What every world is drawn from, in points of the scale.

    A leader's change = `change` + that of the trajectory + that of the partnership + the leader's own,
    the last three normal with these standard deviations. Partnerships have three to ten leaders, of whom
    `answering` answer both times.
    """

    change: float = 0.3
    tau_trajectory: float = 0.15
    tau_partnership: float = 0.45
    sigma: float = 0.7
    trajectories: int = 10
    partnerships: int = 85
    answering: float = 0.7


@dataclass(frozen=True, kw_only=True)
class World:
    """`people`: leader, trajectory, partnership, value_from, value_to; one row a leader who answered twice.

    `change`: the true mean change of the people in these trajectories, whatever partnerships had joined.
    """

    people: pl.DataFrame
    change: float


def draw_world(truth: Truth, *, seed: int) -> World:
    """One world; the same seed gives the same one."""
    draw = np.random.default_rng([2023, seed])
    of_partnership = np.arange(truth.partnerships) % truth.trajectories
    sizes = draw.binomial(draw.integers(3, 11, truth.partnerships), truth.answering)
    partnership = np.repeat(np.arange(truth.partnerships), sizes)
    trajectory = of_partnership[partnership]
    shifts = draw.normal(0, truth.tau_trajectory, truth.trajectories)
    together = draw.normal(0, truth.tau_partnership, truth.partnerships)
    own = draw.normal(0, truth.sigma, len(partnership))
    value_from = draw.normal(3.5, 0.6, len(partnership))
    moved = truth.change + shifts[trajectory] + together[partnership] + own
    people = pl.DataFrame(
        {
            "leader": np.arange(len(partnership), dtype=np.uint32),
            "trajectory": trajectory.astype(str),
            "partnership": partnership,
            "value_from": value_from,
            "value_to": value_from + moved,
        }
    )
    return World(people=people, change=truth.change + float(shifts[trajectory].mean()))
