"""Paired change: the same people at two moments."""

import polars as pl

from etl.measures.intervals import add_t_interval
from etl.measures.results import shape_results

FEWEST_CLUSTERS = 4
_KEYS = ["cell", "indicator_id", "wave"]
_TINY = 1e-9
STATISTICS = ("mean_from", "mean_to", "change", "d_av", "improved", "same", "worse")


def pair_answers(before: pl.DataFrame, after: pl.DataFrame, *, wave: str) -> pl.DataFrame:
    """The people who answered at both moments.

    Args:
        before: leader, indicator_id, value.
        after: the same at the later moment.
        wave: the contrast's id.

    Returns:
        leader, indicator_id, wave, value_from, value_to.
    """
    pairs = before.join(after, on=["leader", "indicator_id"], suffix="_to")
    return pairs.select("leader", "indicator_id", wave=pl.lit(wave), value_from="value", value_to="value_to")


def measure_change(
    pairs: pl.DataFrame, *, members: pl.DataFrame, clusters: pl.DataFrame, clustered: bool = True
) -> pl.DataFrame:
    """Everything that is stated of a paired change; the statistics in `STATISTICS`.

    The interval of the change is cluster-robust (CR2) with Satterthwaite's degrees of freedom over
    partnerships. With fewer than four clusters, or when not `clustered` (inside one partnership), it
    is the plain t interval over people. d_av = change / ((s1 + s2) / 2) (Cumming 2012).

    Args:
        pairs: from `pair_answers`.
        members: leader, cell.
        clusters: leader, cluster: each leader's partnership.
        clustered: whether partnerships can be clusters in these cells.
    """
    placed = pairs.join(members, on="leader").join(clusters, on="leader")
    frame = _sum_over_clusters(_sum_in_clusters(placed))
    with_error = _add_error(frame, clustered=clustered)
    changed = add_t_interval(with_error, value="change", error="error", df="df")
    return pl.concat([_select_statistic(changed, name) for name in STATISTICS])


def _sum_in_clusters(placed: pl.DataFrame) -> pl.DataFrame:
    difference = pl.col("value_to") - pl.col("value_from")
    keys = [*_KEYS, "cluster"]
    return (
        placed.with_columns(difference=difference)
        .group_by(keys)
        .agg(
            m=pl.len().cast(pl.Float64),
            sum_d=pl.col("difference").sum(),
            square_d=(pl.col("difference") ** 2).sum(),
            sum_from=pl.col("value_from").sum(),
            square_from=(pl.col("value_from") ** 2).sum(),
            sum_to=pl.col("value_to").sum(),
            square_to=(pl.col("value_to") ** 2).sum(),
            improved=(pl.col("difference") > _TINY).sum(),
            worse=(pl.col("difference") < -_TINY).sum(),
        )
    )


def _sum_over_clusters(parts: pl.DataFrame) -> pl.DataFrame:
    """CR2 of the mean and its Satterthwaite degrees of freedom, and the sums over people.

    For a mean (intercept only) CR2 (Bell–McCaffrey 2002) is Σ S²/(1 − m/n) / n², with S the sum of
    residuals of a cluster and m its size; the degrees of freedom under independent working errors
    (Pustejovsky–Tipton 2018) are n² / (Σ m² + (Σ b)² − Σ b²) with b = m²/(n − m).
    """
    n, mean = pl.col("m").sum(), pl.col("sum_d").sum() / pl.col("m").sum()
    residual = pl.col("sum_d") - pl.col("m") * mean
    b = pl.col("m") ** 2 / (n - pl.col("m"))
    sums = ["square_d", "sum_from", "square_from", "sum_to", "square_to", "improved", "worse"]
    return parts.group_by(_KEYS).agg(
        pl.col(sums).sum(),
        n=n,
        change=mean,
        clusters=pl.len(),
        cr2=(residual**2 / (1 - pl.col("m") / n)).sum() / n**2,
        satterthwaite=n**2 / ((pl.col("m") ** 2).sum() + b.sum() ** 2 - (b**2).sum()),
    )


def _add_error(frame: pl.DataFrame, *, clustered: bool) -> pl.DataFrame:
    robust = (pl.col("clusters") >= FEWEST_CLUSTERS) & pl.lit(clustered)
    mean = pl.col("change")
    plain = _variance("square_d", mean) / pl.col("n")
    deviation = (_deviation("from") + _deviation("to")) / 2
    n = pl.col("n")
    return frame.with_columns(
        method=pl.when(robust).then(pl.lit("change_cr2")).otherwise(pl.lit("change_people")),
        n_partnerships=pl.when(robust).then("clusters"),
        error=pl.when(robust).then("cr2").otherwise(plain).sqrt(),
        df=pl.when(robust).then("satterthwaite").otherwise(n - 1),
        mean_from=pl.col("sum_from") / n,
        mean_to=pl.col("sum_to") / n,
        d_av=pl.when(deviation > _TINY).then(mean / deviation),
        same=(n - pl.col("improved") - pl.col("worse")) / n,
        improved=pl.col("improved") / n,
        worse=pl.col("worse") / n,
    )


def _deviation(moment: str) -> pl.Expr:
    return _variance(f"square_{moment}", pl.col(f"sum_{moment}") / pl.col("n")).sqrt()


def _variance(square: str, mean: pl.Expr) -> pl.Expr:
    n = pl.col("n")
    spread = (pl.col(square) - n * mean**2).clip(0)
    return pl.when(n > 1).then(spread / (n - 1))


def _select_statistic(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    if name == "change":
        stated = ["low", "high", "n_partnerships", "method"]
        return shape_results(frame.select(*_KEYS, "n", *stated, value=name), statistic=name)
    return shape_results(frame.select(*_KEYS, "n", value=name), statistic=name, method="change_people")
