"""The threshold: a statement about too few people is withheld.

One exchangeable step with a narrow interface: statements in, the same statements out, some withheld.
"""

import polars as pl

from etl.disclosure.policy import Policy

_NUMBERS = ("value", "low", "high", "n", "n_partnerships", "method")


def protect(statements: pl.DataFrame, *, policy: Policy) -> pl.DataFrame:
    """`statements` with what rests on too few people withheld, and all unshown numbers taken out.

    Args:
        statements: the columns of `schemas.release.Statements`, with true values and n (0 when nobody
            answered); status shown, not_estimable, not_asked or not_delivered.
        policy: the thresholds.
    """
    measured = pl.col("status").is_in(["shown", "not_estimable"])
    withheld = statements.with_columns(
        status=pl.when(measured & _is_small(policy)).then(pl.lit("withheld")).otherwise("status")
    )
    shown = pl.col("status") == "shown"
    numbers = (pl.when(shown).then(c).alias(c) for c in _NUMBERS)
    return withheld.with_columns(*numbers, coded=pl.when(shown).then(pl.lit(0, dtype=pl.Int64)))


def _is_small(policy: Policy) -> pl.Expr:
    n = pl.col("n").fill_null(0)
    distribution = _is_one_of((*policy.distributions, *policy.with_mean, "top2"))
    least = pl.when(distribution).then(policy.k_distribution).otherwise(policy.k)
    people = (n < policy.k) | _counts_few(policy)
    return pl.when(_is_one_of(policy.people)).then(people).otherwise(n < least)


def _counts_few(policy: Policy) -> pl.Expr:
    """Whether the people counted, or those who were not, are 1 to k − 1."""
    counted = pl.when(pl.col("statistic") == "rate").then(pl.col("value") * pl.col("n")).otherwise("value")
    few = pl.min_horizontal(counted.round(), pl.col("n") - counted.round())
    return few.is_between(1, policy.k - 1)


def _is_one_of(names: tuple[str, ...]) -> pl.Expr:
    statistic = pl.col("statistic")
    families = [name for name in names if name.endswith("_")]
    exact = statistic.is_in([name for name in names if not name.endswith("_")])
    return pl.any_horizontal(exact, *(statistic.str.starts_with(family) for family in families))
