"""What a nested model of variance needs to know of the answers: a few sums, whatever the number of people.

Partnerships of one trajectory with the same number of people enter the likelihood in the same way, so
they are counted together: fifty thousand leaders in ten trajectories are some hundred rows.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from etl.measures.model_rows import NotEstimableError

Numbers = npt.NDArray[np.float64]
FEWEST_PARTNERSHIPS = 4
FEWEST_TRAJECTORIES = 4
_FLAT = 1e-12


@dataclass(frozen=True)
class Groups:
    """Sums of the standardised answers: minus `centre`, divided by `unit`.

    A row is all partnerships of one trajectory with the same number of people: `size` people each,
    `count` partnerships, `mean` and `spread` (sum of squares) of their means. `starts` are the first rows
    of the trajectories; without a level of trajectories there is one. `within` is the sum of squares
    inside partnerships.
    """

    size: Numbers
    count: Numbers
    mean: Numbers
    spread: Numbers
    starts: npt.NDArray[np.intp]
    within: float
    people: int
    partnerships: int
    trajectories: int
    centre: float
    unit: float

    @property
    def nested(self) -> bool:
        """Whether trajectories are a level of their own."""
        return self.trajectories > 1

    def add(self, rows: Numbers) -> Numbers:
        """The sum of `rows` over each trajectory."""
        return np.add.reduceat(rows, self.starts)

    def square_from(self, centres: Numbers) -> Numbers:
        """By row, the sum of squares of the partnerships' means from their trajectory's centre."""
        return self.spread + self.count * (self.mean - np.repeat(centres, self.lengths)) ** 2

    @cached_property
    def lengths(self) -> npt.NDArray[np.intp]:
        """The number of rows of each trajectory."""
        return np.diff(self.starts, append=len(self.size))


def sum_groups(frame: pl.DataFrame) -> Groups:
    """The sums of `frame`: value, partnership and trajectory (null where there is none), a row a person.

    People without a partnership are left out. Trajectories are a level when there are at least four, and
    one of them has several partnerships; then people without a trajectory are left out too.

    Raises:
        NotEstimableError: `too_few_partnerships`, `too_few_people` when no two people share a
            partnership, `no_spread`, or `not_converged` when all spread lies between partnerships.
    """
    people = _choose_levels(frame.drop_nulls(["value", "partnership"]))
    # Sums depend on their order in the last digits; the same answers must give the same release.
    people = people.sort("trajectory", "partnership", "value")
    centre, unit = _standardise(people)
    scaled = people.with_columns(value=(pl.col("value") - centre) / unit)
    each = scaled.group_by("trajectory", "partnership", maintain_order=True).agg(
        size=pl.len().cast(pl.Float64), mean=pl.col("value").mean(), within=_squares("value")
    )
    within = float(each["within"].sum())
    if within < _FLAT * people.height:
        raise NotEstimableError("not_converged")
    rows = each.group_by("trajectory", "size", maintain_order=True).agg(
        count=pl.len().cast(pl.Float64), spread=_squares("mean"), mean=pl.col("mean").mean()
    )
    rows = rows.sort("trajectory", "size")
    starts = np.flatnonzero(rows["trajectory"].ne_missing(rows["trajectory"].shift()).to_numpy())
    return Groups(
        **{name: rows[name].to_numpy() for name in ("size", "count", "mean", "spread")},
        starts=starts,
        within=within,
        people=people.height,
        partnerships=each.height,
        trajectories=len(starts),
        centre=centre,
        unit=unit,
    )


def _choose_levels(people: pl.DataFrame) -> pl.DataFrame:
    """`people` with one trajectory for all where trajectories are no level of their own."""
    within = people.drop_nulls("trajectory")
    partnerships = within.select("trajectory", "partnership").n_unique()
    trajectories = within["trajectory"].n_unique()
    nested = FEWEST_TRAJECTORIES <= trajectories < partnerships
    chosen = within if nested else people.with_columns(trajectory=pl.lit(""))
    partnerships = chosen.select("trajectory", "partnership").n_unique()
    if partnerships < FEWEST_PARTNERSHIPS:
        raise NotEstimableError("too_few_partnerships")
    if partnerships == chosen.height:
        raise NotEstimableError("too_few_people")
    return chosen


def _standardise(people: pl.DataFrame) -> tuple[float, float]:
    """Mean and standard deviation: sums of answers near 0 lose no digits."""
    values = people["value"].to_numpy()
    centre, unit = float(values.mean()), float(values.std())
    if not unit > _FLAT * max(1.0, abs(centre)):
        raise NotEstimableError("no_spread")
    return centre, unit


def _squares(name: str) -> pl.Expr:
    return ((pl.col(name) - pl.col(name).mean()) ** 2).sum()
