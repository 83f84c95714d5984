"""Paired change: the same people at two moments."""

from collections.abc import Callable
from functools import partial

import numpy as np
import polars as pl

from etl.measures.adjusted import adjust_p
from etl.measures.effect_size import bound_sizes
from etl.measures.intervals import add_t_interval, wilson_bounds
from etl.measures.paired_share import bound_difference
from etl.measures.paired_sums import sum_pairs, to_numbers
from etl.measures.pooled import add_pooled_error, is_own
from etl.measures.ranked_change import STATISTICS as RANKED
from etl.measures.ranked_change import measure_ranks
from etl.measures.results import shape_results
from etl.measures.scope import DIRECTIONS, PAIRED_ALL
from etl.measures.views import SCALES

_KEYS = ["cell", "indicator_id", "wave"]
_FAMILY = ["cell", "wave", "family"]
_TINY = 1e-9


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
    pairs: pl.DataFrame,
    *,
    members: pl.DataFrame,
    clusters: pl.DataFrame,
    views: pl.DataFrame,
    own: pl.Series | None = None,
    clustered: bool = True,
    statistics: tuple[str, ...] = PAIRED_ALL,
) -> pl.DataFrame:
    """What is stated of a paired change.

    The interval of the change is cluster-robust (CR2) with Satterthwaite's degrees of freedom over
    partnerships. With fewer than four clusters, or when not `clustered` (inside one partnership), it
    is the plain t interval over people; in small groups over the spread of all cells of their kind
    (`etl.measures.pooled`). d_av = change / ((s1 + s2) / 2), d_z = change / s of the
    differences (Cumming 2012).

    Args:
        pairs: from `pair_answers`.
        members: leader, cell.
        clusters: leader, cluster: each leader's partnership.
        views: indicator_id, family (changes that are read together: their p-values are adjusted
            together), high (the highest answer), top (the lowest of the two highest answers; null
            where shares are not stated).
        own: the cells that are no pool of others; every cell when None.
        clustered: whether partnerships can be clusters in these cells.
        statistics: what to state, of `etl.measures.scope.PAIRED_ALL`.
    """
    seen = views.with_columns(pl.col("indicator_id").cast(pairs.schema["indicator_id"]))
    placed = pairs.join(seen, on="indicator_id").join(members, on="leader").join(clusters, on="leader")
    moved = placed.with_columns(difference=pl.col("value_to") - pl.col("value_from"))
    sums = adjust_p(sum_pairs(moved, clustered=clustered), family=_FAMILY)
    known = sums.with_columns(own=is_own(own))
    adjusted = add_pooled_error(known, variance=pl.col("s_z") ** 2)
    changed = add_t_interval(adjusted, value="change", error="error", df="df")
    stated = [_state(changed, name) for name in statistics if name not in RANKED.values()]
    ranked = [measure_ranks(moved)] if set(RANKED.values()) <= set(statistics) else []
    return pl.concat([*stated, *ranked])


def _state(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    states: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
        "change": _state_change,
        "p_adjusted": _state_p,
        "d_av": partial(_state_size, name="d_av", spread="s_av"),
        "d_z": partial(_state_size, name="d_z", spread="s_z"),
        "ceiling": _state_ceiling,
        "top2_change": _state_top2,
    }
    return states.get(name, partial(_state_plain, name=name))(frame)


def _state_plain(frame: pl.DataFrame, *, name: str) -> pl.DataFrame:
    if name in DIRECTIONS:
        frame = frame.filter(pl.col("family").str.ends_with(SCALES))
    return shape_results(frame.select(*_KEYS, "n", value=name), statistic=name, method="change_people")


def _state_change(frame: pl.DataFrame) -> pl.DataFrame:
    partnerships = pl.when(~pl.col("small")).then("n_partnerships")
    stated = frame.with_columns(partnerships, value="change", method=_method_of("change"))
    return shape_results(stated, statistic="change")


def _state_p(frame: pl.DataFrame) -> pl.DataFrame:
    stated = frame.select(*_KEYS, "n", "n_partnerships", value="p_adjusted")
    return shape_results(stated, statistic="p_adjusted", method="p_adjusted")


def _state_size(frame: pl.DataFrame, *, name: str, spread: str) -> pl.DataFrame:
    known = frame.with_columns(pl.when(pl.col(spread) > _TINY).then(spread))
    change, error, df, unit = (to_numbers(known[column]) for column in ("change", "error", "df", spread))
    low, high = bound_sizes(change, error=np.where(error > _TINY, error, np.nan), df=df, spread=unit)
    stated = known.with_columns(
        value=pl.col("change") / pl.col(spread), low=low, high=high, method=_method_of("d")
    )
    return shape_results(stated, statistic=name)


def _state_ceiling(frame: pl.DataFrame) -> pl.DataFrame:
    low, high = wilson_bounds(pl.col("ceiling"), pl.col("n"))
    stated = frame.select(*_KEYS, "n", value="ceiling", low=low, high=high)
    return shape_results(stated, statistic="ceiling", method="wilson")


def _state_top2(frame: pl.DataFrame) -> pl.DataFrame:
    low, high = bound_difference(gained=pl.col("gained"), lost=pl.col("lost"), n=pl.col("n"))
    shares = frame.filter(pl.col("top").is_not_null())
    stated = shares.select(*_KEYS, "n", value=pl.col("gained") - pl.col("lost"), low=low, high=high)
    return shape_results(stated, statistic="top2_change", method="mcnemar")


def _method_of(family: str) -> pl.Expr:
    robust = pl.when("robust").then(pl.lit(f"{family}_cr2")).otherwise(pl.lit(f"{family}_people"))
    return pl.when("small").then(pl.lit("change_pooled")).otherwise(robust) if family == "change" else robust
