"""Means of such programmes: what the next ones may give, with partnerships as the draw."""

import polars as pl

from etl.measures.cluster_robust import choose_error, sum_over_clusters
from etl.measures.intervals import add_t_interval
from etl.measures.results import shape_results

_KEYS = ["cell", "indicator_id", "wave"]


def measure_programme_means(
    answers: pl.DataFrame, *, members: pl.DataFrame, clusters: pl.DataFrame
) -> pl.DataFrame:
    """`mean_programme`: the same value as `mean`, its interval over partnerships and not narrowed.

    CR2 with Satterthwaite's degrees of freedom; see `etl.measures.cluster_robust`. With fewer than
    four partnerships it is the plain t interval over people (method `mean_people`).

    Args:
        answers: leader, indicator_id, wave, value.
        members: leader, cell.
        clusters: leader, cluster: each leader's partnership.
    """
    placed = answers.join(members, on="leader").join(clusters, on="leader")
    value = pl.col("value")
    parts = placed.group_by(*_KEYS, "cluster").agg(
        m=pl.len().cast(pl.Float64), total=value.sum(), square=(value**2).sum()
    )
    frame = choose_error(sum_over_clusters(parts, keys=_KEYS, others=[]), clustered=True)
    method = pl.when("robust").then(pl.lit("mean_cr2")).otherwise(pl.lit("mean_people"))
    ready = frame.with_columns(value="mean", method=method)
    bounded = add_t_interval(ready, value="value", error="error", df="df")
    return shape_results(bounded, statistic="mean_programme")
