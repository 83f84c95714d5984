"""The numbers as they are shown: rounded, coded at the ends, with intervals that tell no more than that.

A bound of an interval is the shown value and its distance, rounded up: rounded by itself it would tell on
which side of the shown value the true one lies.
"""

import numpy as np
import polars as pl

from etl.disclosure.rounding import Floats, Shown, find_point, show_means, show_plain, show_shares, show_top2
from etl.measures.intervals import wilson_bounds
from etl.measures.scope import ONE_WAY, SMALL

_MEANS = ("mean", "mean_programme", "mean_from", "mean_to")
_SHARES = ("improved", "same", "worse", "ceiling")
_STEPS = {
    "d_av": 0.01,
    "d_z": 0.01,
    "hl": 0.1,
    "p_adjusted": 0.001,
    "p_signed_rank": 0.001,
    "rank_biserial": 0.01,
    "nps": 1.0,
    "top2_change": 0.01,
    "count": 1.0,
    "rate": 0.01,
}
_WILSON = ("top2", "ceiling", "share_")
_NEAR = 1e-9


def show_statements(statements: pl.DataFrame) -> pl.DataFrame:
    """`statements` with value, low and high as shown, coded, and what the true value can be.

    Args:
        statements: statistic, value, low, high, n, kind (of the cell), unit, lowest and highest (of the
            indicator; of a change these are the ends of the scale too).

    Returns:
        the same rows, with value, low and high replaced, and coded, least and most: a shown number leaves
        everything between these possible.
    """
    placed = statements.with_row_index("row").with_columns(style=_find_style())
    parts = [_show_style(part, style=str(name)) for (name,), part in placed.group_by("style")]
    shown = pl.concat(parts).sort("row") if parts else placed.with_columns(_NO_NUMBERS)
    return shown.drop("row", "style")


_NO_NUMBERS = (
    pl.lit(None, dtype=pl.Int64).alias("coded"),
    pl.lit(None, dtype=pl.Float64).alias("least"),
    pl.lit(None, dtype=pl.Float64).alias("most"),
)


def _find_style() -> pl.Expr:
    """How each row is shown: `mean`, `change`, `share` (whole percent), `steps` (of 5 %), or a statistic."""
    statistic, small = pl.col("statistic"), pl.col("n") < SMALL
    is_share = statistic.str.starts_with("share_") | statistic.is_in(_SHARES)
    in_steps = (statistic == "top2") & ~pl.col("kind").is_in(ONE_WAY)
    return (
        pl.when(is_share | ((statistic == "top2") & ~in_steps))
        .then(pl.lit("share"))
        .when(in_steps | (statistic.is_in(_MEANS) & (pl.col("unit") == "share") & small))
        .then(pl.lit("steps"))
        .when(statistic.is_in(_MEANS) & (pl.col("unit") == "share"))
        .then(pl.lit("share"))
        .when(statistic.is_in(_MEANS))
        .then(pl.lit("mean"))
        .otherwise("statistic")
    )


def _show_style(part: pl.DataFrame, *, style: str) -> pl.DataFrame:
    shown = _show_values(part, style=style)
    numbers = part.with_columns(
        pl.Series("shown", shown.value, nan_to_null=True),
        pl.Series("coded", shown.coded, dtype=pl.Int64),
        pl.Series("least", shown.low, nan_to_null=True),
        pl.Series("most", shown.high, nan_to_null=True),
    )
    step = {"share": 0.01, "steps": 0.05}.get(style, _STEPS.get(style, 0.1))
    bounds = _bound_share(step) if style in ("share", "steps") else _bound_distance(step)
    plain = pl.col("coded") == 0
    known = numbers.with_columns(
        low=pl.when(plain & pl.col("low").is_not_null()).then(bounds[0]),
        high=pl.when(plain & pl.col("high").is_not_null()).then(bounds[1]),
    )
    return known.with_columns(value=_tidy("shown"), low=_tidy("low"), high=_tidy("high")).drop("shown")


def _show_values(part: pl.DataFrame, *, style: str) -> Shown:
    values = _numbers(part, "value")
    if style == "share":
        return show_shares(values)
    if style == "steps":
        return show_top2(values)
    if style not in ("mean", "change"):
        return show_plain(values, step=_STEPS.get(style, 0.01))
    lowest, highest = _numbers(part, "lowest"), _numbers(part, "highest")
    point = find_point(lowest=lowest, highest=highest)
    if style == "change":
        lowest, highest = lowest - highest, highest - lowest
    n = part["n"].fill_null(0).to_numpy()
    return show_means(values, n=n, lowest=lowest, highest=highest, point=point)


def _bound_share(step: float) -> tuple[pl.Expr, pl.Expr]:
    """Wilson's interval of the shown share itself: it follows from what is shown, and so tells nothing."""
    low, high = wilson_bounds(pl.col("shown"), pl.col("n").cast(pl.Float64))
    named = pl.col("statistic").is_in(_WILSON) | pl.col("statistic").str.starts_with("share_")
    plain = _bound_distance(step)
    return (
        pl.when(named).then((low / 0.01).round() * 0.01).otherwise(plain[0]),
        pl.when(named).then((high / 0.01).round() * 0.01).otherwise(plain[1]),
    )


def _bound_distance(step: float) -> tuple[pl.Expr, pl.Expr]:
    below = ((pl.col("value") - pl.col("low")) / step - _NEAR).ceil() * step
    above = ((pl.col("high") - pl.col("value")) / step - _NEAR).ceil() * step
    return pl.col("shown") - below, pl.col("shown") + above


def _tidy(name: str) -> pl.Expr:
    """No digits of binary fractions, and no minus zero."""
    return (pl.col(name).round(6) + 0.0).alias(name)


def _numbers(part: pl.DataFrame, name: str) -> Floats:
    return np.asarray(part[name].cast(pl.Float64).fill_null(np.nan).to_numpy(), dtype=np.float64)
