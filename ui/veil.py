"""What is taken out of a table before anybody gets it: numbers that are not shown, trajectories not named."""

from collections.abc import Sequence

import polars as pl

from ui.viewer import Viewer

_SHOWN = "shown"
_STAYS = frozenset(
    {
        "cell_id",
        "indicator_id",
        "wave",
        "statistic",
        "model",
        "term",
        "yardstick_id",
        "measure",
        "category",
        "status",
        "reason",
    }
)
"""What says which row it is and why it is empty. Everything else is emptied, also what comes later."""
_FEWEST_OTHERS = 3


def hide_numbers(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with every number of a row that is not `shown` emptied, whatever the release says."""
    if "status" not in frame.columns:
        return frame
    hidden = [name for name in frame.columns if name not in _STAYS]
    return frame.with_columns(pl.when(pl.col("status") == _SHOWN).then(pl.col(name)) for name in hidden)


def veil_reach(frame: pl.DataFrame, *, viewer: Viewer) -> pl.DataFrame:
    """Counts, without those of single trajectories that are not this viewer's to see."""
    if viewer.names_all:
        return frame
    rows = frame.select("dimension", "measure", "category").iter_rows()
    kept = [
        dimension != "trajectory" or viewer.may_count(measure=measure, trajectory_id=category)
        for dimension, measure, category in rows
    ]
    return frame.filter(pl.Series(kept, dtype=pl.Boolean))


def veil_models(frame: pl.DataFrame, *, viewer: Viewer, trajectories: Sequence[str]) -> pl.DataFrame:
    """Results of models, without terms that name a trajectory which is not this viewer's to see."""
    others = {name for name in trajectories if not viewer.may_name(name)}
    if not others:
        return frame
    kept = [others.isdisjoint(term.split(".")) for term in frame["term"]]
    return frame.filter(pl.Series(kept, dtype=pl.Boolean))


def range_of_others(frame: pl.DataFrame, *, viewer: Viewer) -> tuple[float, float, int] | None:
    """Lowest and highest shown `value` of trajectories that may not be named, and how many there are.

    Columns: trajectory_id, value, status. None where there are so few that a name would be a guess of one
    in two.
    """
    hidden = frame.filter(pl.col("status") == _SHOWN).drop_nulls("value")
    values = [
        v for name, v in hidden.select("trajectory_id", "value").iter_rows() if not viewer.may_name(name)
    ]
    return (min(values), max(values), len(values)) if len(values) >= _FEWEST_OTHERS else None
