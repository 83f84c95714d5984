"""The shape of what a model gives: one row a term, with a number or the reason that there is none."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

import polars as pl

from schemas.release import Models
from schemas.table import empty_frame


class NotEstimableError(ValueError):
    """The answers do not give this result; the message is the reason, as `Models.reason` has it."""

    @property
    def reason(self) -> str:
        """`too_few_people`, `too_few_partnerships`, `no_spread`, `not_converged`, …"""
        return str(self)


@dataclass(frozen=True, kw_only=True)
class ModelRow:
    """One row of `schemas.release.Models`, before protection."""

    model: str
    indicator_id: str
    wave: str
    term: str
    method: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    n_partnerships: int | None = None
    status: str = "shown"
    reason: str | None = None

    def explain(self, error: NotEstimableError) -> "ModelRow":
        """The same row with the reason in place of a number."""
        bare = replace(self, value=None, low=None, high=None, n=None, n_partnerships=None)
        return replace(bare, status="not_estimable", reason=error.reason)

    def withhold(self) -> "ModelRow":
        """The same row without its numbers."""
        bare = replace(self, value=None, low=None, high=None, n=None, n_partnerships=None)
        return replace(bare, status="withheld", reason=None)


def shape_models(rows: Iterable[ModelRow], *, fewest_people: int) -> pl.DataFrame:
    """The rows as `schemas.release.Models`; shown rows about fewer than `fewest_people` are withheld.

    Means and changes are rounded as statements are (a bound is the rounded value and its distance, rounded
    up), a range to one decimal, all else to three. A shown value that is not finite would be a wrong
    number, so it becomes `not_converged`.
    """
    kept = [row.withhold() if row.status == "shown" and (row.n or 0) < fewest_people else row for row in rows]
    frame = pl.DataFrame([asdict(row) for row in kept], schema=empty_frame(Models).schema)
    lost = (pl.col("status") == "shown") & ~pl.col("value").is_finite().fill_null(value=False)
    told = frame.with_columns(
        status=pl.when(lost).then(pl.lit("not_estimable")).otherwise("status"),
        reason=pl.when(lost).then(pl.lit("not_converged")).otherwise("reason"),
    )
    return Models.validate(told.with_columns(_round_numbers()))


def _round_numbers() -> list[pl.Expr]:
    as_stated, tenths = pl.col("term").is_in(_AS_STATEMENTS), pl.col("term") == _IN_TENTHS
    value = (pl.col("value") / _STEP).round() * _STEP
    below, above = pl.col("value") - pl.col("low"), pl.col("high") - pl.col("value")
    stated = {"value": value, "low": value - _up(below), "high": value + _up(above)}
    return [
        pl.when((pl.col("status") == "shown") & pl.col(name).is_finite())
        .then(_tidy(name, number=number, as_stated=as_stated, tenths=tenths))
        .alias(name)
        for name, number in stated.items()
    ]


def _tidy(name: str, *, number: pl.Expr, as_stated: pl.Expr, tenths: pl.Expr) -> pl.Expr:
    told = pl.when(as_stated).then(number.round(6)).when(tenths).then(pl.col(name).round(1))
    return told.otherwise(pl.col(name).round(_DECIMALS)) + 0.0


def _up(distance: pl.Expr) -> pl.Expr:
    return (distance / _STEP - _NEAR).ceil() * _STEP


_STEP, _DECIMALS = 0.1, 3
_AS_STATEMENTS = ("mean", "change", "change_raked")
_IN_TENTHS = "range_partnership"
_NEAR = 1e-9
