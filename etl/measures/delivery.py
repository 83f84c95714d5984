"""Which trajectories delivered answers at which wave: silence of a trajectory is not a small group."""

import polars as pl

from etl.lattice import Lattice
from schemas.programme import Contrast

_KEYS = ["trajectory_id", "source", "wave"]


def list_deliveries(
    *, responses: pl.DataFrame, participation: pl.DataFrame, lattice: Lattice, contrasts: tuple[Contrast, ...]
) -> pl.DataFrame:
    """One row a trajectory, source and wave (or contrast) with at least one answer.

    Args:
        responses: leader_id, instrument, wave.
        participation: leader, indicator_id, wave: attendance, dose and actions of each leader.
        lattice: the leaders and their trajectories.
        contrasts: both of their waves must have been delivered.

    Returns:
        trajectory_id, source (an instrument, `response`, or an indicator of participation), wave.
    """
    people = lattice.leaders.select("leader", "leader_id", "trajectory_id")
    answered = responses.select("leader_id", "instrument", "wave").unique().join(people, on="leader_id")
    by_instrument = answered.select("trajectory_id", source="instrument", wave="wave")
    overall = answered.select("trajectory_id", source=pl.lit("response"), wave="wave")
    surveys = pl.concat([by_instrument, overall]).unique()
    present = participation.join(people, on="leader").select(
        "trajectory_id", source="indicator_id", wave="wave"
    )
    paired = [_pair_deliveries(surveys, contrast=contrast) for contrast in contrasts]
    return pl.concat([surveys, *paired, present.unique()]).select(_KEYS)


def place_deliveries(deliveries: pl.DataFrame, *, lattice: Lattice, kind: str) -> pl.DataFrame:
    """The cells of `kind` of which at least one trajectory delivered: cell, source, wave, delivered."""
    trajectories = lattice.place(lattice.leaders, kind=kind).select("cell", "trajectory_id").unique()
    placed = trajectories.join(deliveries, on="trajectory_id").select("cell", "source", "wave").unique()
    return placed.with_columns(delivered=pl.lit(True))


def _pair_deliveries(surveys: pl.DataFrame, *, contrast: Contrast) -> pl.DataFrame:
    before = surveys.filter(pl.col("wave") == contrast.from_wave)
    after = surveys.filter(pl.col("wave") == contrast.to_wave)
    both = before.join(after, on=["trajectory_id", "source"], how="semi")
    return both.with_columns(wave=pl.lit(contrast.id))
