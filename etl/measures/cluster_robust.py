"""The error of a mean of people who come in clusters (partnerships), from sums over each cluster."""

import polars as pl

FEWEST_CLUSTERS = 4
"""With fewer clusters nothing can be said about clusters: the plain error over people stays."""


def sum_over_clusters(parts: pl.DataFrame, *, keys: list[str], others: list[str]) -> pl.DataFrame:
    """The mean of each group of `keys`, with its variance over clusters and over people.

    For a mean (intercept only) CR2 (Bell–McCaffrey 2002) is Σ S²/(1 − m/n) / n², with S the sum of
    residuals of a cluster and m its size; the degrees of freedom under independent working errors
    (Pustejovsky–Tipton 2018) are n² / (Σ m² + (Σ b)² − Σ b²) with b = m²/(n − m).

    Args:
        parts: `keys`, and for each cluster in them m (people, float), total and square (sum and sum
            of squares of the value), and `others`.
        keys: what makes a group.
        others: columns of which only the sum is wanted.

    Returns:
        keys, n (float), mean, square, clusters, cr2 (variance of the mean), satterthwaite (degrees of
        freedom), and the sums of `others`.
    """
    m = pl.col("m")
    n, mean = m.sum(), pl.col("total").sum() / m.sum()
    residual = pl.col("total") - m * mean
    b = m**2 / (n - m)
    return parts.group_by(keys).agg(
        pl.col("square", *others).sum(),
        n=n,
        mean=mean,
        clusters=pl.len(),
        cr2=(residual**2 / (1 - m / n)).sum() / n**2,
        satterthwaite=n**2 / ((m**2).sum() + b.sum() ** 2 - (b**2).sum()),
    )


def choose_error(frame: pl.DataFrame, *, clustered: bool) -> pl.DataFrame:
    """`frame` with the error of the mean that can be had: over clusters, else over people.

    Args:
        frame: from `sum_over_clusters`.
        clustered: whether the clusters can be clusters here (not inside one partnership).

    Returns:
        frame, with robust (whether it is over clusters), error, df, and n_partnerships (null when it is
        over people).
    """
    robust = (pl.col("clusters") >= FEWEST_CLUSTERS) & pl.lit(clustered)
    n = pl.col("n")
    plain = sample_variance("square", mean=pl.col("mean")) / n
    return frame.with_columns(
        robust=robust,
        n_partnerships=pl.when(robust).then("clusters"),
        error=pl.when(robust).then("cr2").otherwise(plain).sqrt(),
        df=pl.when(robust).then("satterthwaite").otherwise(n - 1),
    )


def sample_variance(square: str, *, mean: pl.Expr) -> pl.Expr:
    """The variance (n − 1) from the column with the sum of squares, the mean and column n; null at n = 1."""
    n = pl.col("n")
    spread = (pl.col(square) - n * mean**2).clip(0)
    return pl.when(n > 1).then(spread / (n - 1))
