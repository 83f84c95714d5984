"""Which statistic may be stated in which cell, of how many people, and which fall together.

All of it follows from how many people there are, and nothing from what they answered: what is refused here
tells nobody anything. Counts of people are the exception, and look at what is counted.
"""

import polars as pl

from etl.disclosure.policy import Policy, is_one_of
from etl.measures.scope import ONE_WAY

PAIRS = ("trajectory_level", "trajectory_region", "level_region")
_SINGLE_ANSWERS = ("likert", "number", "choice", "multiple", "actions")
"""Kinds of indicators that are one answer, and no average of several."""
_NOT_IN_GROUPS = ("top2", "p_adjusted")
_WORTH = {
    "total": 4000.0,
    **dict.fromkeys(ONE_WAY[1:], 3000.0),
    **dict.fromkeys(PAIRS, 2000.0),
    "partnership": 1000.0,
}
MEAN, TOP2, DISTRIBUTION, COUNT = "mean", "top2", "distribution", "count"
"""Bundles: what is shown or withheld together, of one indicator in one cell."""


def add_rules(statements: pl.DataFrame, *, policy: Policy) -> pl.DataFrame:
    """`statements` with allowed (bool), bundle, and worth (to readers; the cheapest falls first).

    Args:
        statements: statistic, value, n, kind (of the cell), indicator_kind, is_planned (a month of attendance
            is not).
        policy: the thresholds.
    """
    n = pl.col("n").fill_null(0)
    least = pl.when(_needs_more(policy)).then(policy.k_distribution).otherwise(policy.k)
    return statements.with_columns(
        allowed=_has_place(policy) & (n >= least) & ~_counts_few(policy),
        bundle=_find_bundle(policy),
        worth=pl.col("kind").replace_strict(_WORTH, default=0.0, return_dtype=pl.Float64) + n,
    )


def _has_place(policy: Policy) -> pl.Expr:
    one_way, pair = pl.col("kind").is_in(ONE_WAY), pl.col("kind").is_in(PAIRS)
    only_wide = is_one_of(policy.distributions) | ~pl.col("is_planned")
    no_groups = is_one_of((*_NOT_IN_GROUPS, *policy.people))
    return pl.when(only_wide).then(one_way).when(no_groups).then(one_way | pair).otherwise(pl.lit(value=True))


def _needs_more(policy: Policy) -> pl.Expr:
    finer = is_one_of((*policy.distributions, *policy.with_mean, *policy.people, "top2"))
    return finer | pl.col("indicator_kind").is_in(_SINGLE_ANSWERS) | ~pl.col("is_planned")


def _counts_few(policy: Policy) -> pl.Expr:
    """Whether the people counted, or those who were not, are 1 to k − 1."""
    counted = pl.when(pl.col("statistic") == "rate").then(pl.col("value") * pl.col("n")).otherwise("value")
    few = pl.min_horizontal(counted.round(), pl.col("n") - counted.round())
    return is_one_of(policy.people) & few.is_between(1, policy.k - 1)


def _find_bundle(policy: Policy) -> pl.Expr:
    return (
        pl.when(is_one_of(policy.distributions))
        .then(pl.lit(DISTRIBUTION))
        .when(is_one_of(policy.people))
        .then(pl.lit(COUNT))
        .when(pl.col("statistic") == "top2")
        .then(pl.lit(TOP2))
        .otherwise(pl.lit(MEAN))
    )
