"""Presence and dose: facts of the roster, so without an interval."""

import polars as pl

from etl.measures.results import shape_results

_KEYS = ["leader", "indicator_id", "wave"]


def list_presence(attendance: pl.DataFrame, *, sessions: pl.DataFrame) -> pl.DataFrame:
    """One row a leader and session where that leader was expected.

    Args:
        attendance: leader, session_id, status, minutes.
        sessions: session_id, kind, held_on, hours.

    Returns:
        leader, kind, month (`2022-03`), present (0 or 1), hours (followed; the session's hours when
        the sheet gives no minutes).
    """
    expected = attendance.join(sessions.select("session_id", "kind", "held_on", "hours"), on="session_id")
    present = pl.col("status") == "present"
    followed = pl.coalesce(pl.col("minutes") / 60, pl.col("hours"))
    return expected.select(
        "leader",
        "kind",
        month=pl.col("held_on").dt.strftime("%Y-%m"),
        present=present.cast(pl.Float64),
        hours=pl.when(present).then(followed).otherwise(0.0),
    )


def score_attendance(presence: pl.DataFrame) -> pl.DataFrame:
    """What each leader attended: overall, by kind, and the share also by month.

    Args:
        presence: from `list_presence`.

    Returns:
        leader, indicator_id (a family, or `<family>.<kind>`), wave (`all`, and a month for attendance),
        value. The families: `attendance` (share of the expected sessions attended), `sessions` (number
        attended) and `dose` (hours followed).
    """
    share = pl.col("present").mean()
    totals = {"sessions": pl.col("present").sum(), "dose": pl.col("hours").sum()}
    whole, month = pl.lit("all"), pl.col("month")
    parts = [
        _score(presence, family="attendance", by_kind=by_kind, wave=wave, value=share)
        for by_kind in (False, True)
        for wave in (whole, month)
    ]
    amounts = [
        _score(presence, family=family, by_kind=by_kind, wave=whole, value=total)
        for family, total in totals.items()
        for by_kind in (False, True)
    ]
    return pl.concat([*parts, *amounts])


def measure_attendance(scores: pl.DataFrame, *, members: pl.DataFrame) -> pl.DataFrame:
    """The mean over the leaders of each cell of what `score_attendance` gives; statistic `mean`."""
    placed = scores.join(members, on="leader")
    means = placed.group_by("cell", "indicator_id", "wave").agg(value=pl.col("value").mean(), n=pl.len())
    return shape_results(means, statistic="mean", method="attendance")


def _score(
    presence: pl.DataFrame, *, family: str, by_kind: bool, wave: pl.Expr, value: pl.Expr
) -> pl.DataFrame:
    name = pl.concat_str(pl.lit(f"{family}."), pl.col("kind")) if by_kind else pl.lit(family)
    named = presence.with_columns(indicator_id=name, wave=wave)
    return named.group_by(_KEYS).agg(value=value)
