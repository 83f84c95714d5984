"""How trajectories are set up: time, sessions held, groups and coaches. Facts of the registers, exact."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from schemas.programme import Programme
from schemas.yardsticks import Gauge, SchoolYear, Yardstick

_OFFER = ("held", "hours")
_HALF_MONTHS = 5
"""Months of the first half of a school year; the second half is the rest, holidays included."""


@dataclass(frozen=True)
class Ground:
    """What the facts are counted from.

    `sessions`, `partnerships`, `leaders`, `coaches`: the warehouse's tables. `for_all`: the kinds of
    session that are always for a whole trajectory.
    """

    sessions: pl.DataFrame
    partnerships: pl.DataFrame
    leaders: pl.DataFrame
    coaches: pl.DataFrame
    for_all: tuple[str, ...]
    calendar: SchoolYear

    @cached_property
    def years(self) -> pl.DataFrame:
        """The school years of each trajectory; see `time_trajectories`."""
        return time_trajectories(self.sessions, calendar=self.calendar)

    @cached_property
    def offer(self) -> pl.DataFrame:
        """What was offered; see `count_offer`."""
        return count_offer(self.sessions, partnerships=self.partnerships, for_all=self.for_all)


def set_ground(tables: dict[str, pl.DataFrame], *, programme: Programme) -> Ground:
    """The tables of `schemas.warehouse` that the facts are counted from."""
    return Ground(
        sessions=tables["sessions"],
        partnerships=tables["partnerships"],
        leaders=tables["leaders"],
        coaches=tables["coaches"],
        for_all=tuple(kind.id for kind in programme.session_kinds if kind.whole_trajectory),
        calendar=programme.school_year,
    )


def time_trajectories(sessions: pl.DataFrame, *, calendar: SchoolYear) -> pl.DataFrame:
    """The school years that each trajectory lasted, from the half of its first session to that of its last.

    A school year has two halves: the first five months, and the rest. A trajectory from October 2021
    to May 2023 lasted four halves, which is two school years; one from March to October 2022 lasted one.

    Args:
        sessions: trajectory_id, held_on.
        calendar: when a school year starts.

    Returns:
        trajectory_id, school_years (a multiple of 0.5).
    """
    month, year = pl.col("held_on").dt.month(), pl.col("held_on").dt.year()
    since = (month.cast(pl.Int32) - calendar.starts_month) % 12
    school_year = year - (month < calendar.starts_month).cast(pl.Int32)
    half = 2 * school_year + (since >= _HALF_MONTHS).cast(pl.Int32)
    span = half.max() - half.min() + 1
    return sessions.group_by("trajectory_id").agg(school_years=span / 2).sort("trajectory_id")


def count_offer(
    sessions: pl.DataFrame, *, partnerships: pl.DataFrame, for_all: tuple[str, ...]
) -> pl.DataFrame:
    """Sessions and hours of each trajectory and kind, apart for all and for one partnership.

    A session without a partnership is for all of its trajectory; so is one of a kind in `for_all`.

    Args:
        sessions: trajectory_id, partnership_id, kind, hours.
        partnerships: partnership_id, trajectory_id; a trajectory without any counts as one group.
        for_all: kinds of session.

    Returns:
        trajectory_id, kind, groups, held_all, held_own, hours_all, hours_own.
    """
    own = pl.col("partnership_id").is_not_null() & ~pl.col("kind").is_in(for_all)
    sums = sessions.group_by("trajectory_id", "kind").agg(
        held_all=(~own).sum(),
        held_own=own.sum(),
        hours_all=pl.col("hours").filter(~own).sum(),
        hours_own=pl.col("hours").filter(own).sum(),
    )
    groups = partnerships.group_by("trajectory_id").agg(groups=pl.len())
    return sums.join(groups, on="trajectory_id", how="left").with_columns(pl.col("groups").fill_null(1))


def measure_gauge(ground: Ground, *, yardstick: Yardstick, gauge: Gauge) -> pl.DataFrame:
    """One fact of every trajectory that has what it takes, and of the whole programme.

    Returns:
        trajectory_id (null: the whole programme), category, value, n, n_partnerships, method.
    """
    return _MEASURES[gauge.measure](ground, yardstick, gauge)


def _measure_years(ground: Ground, yardstick: Yardstick, gauge: Gauge) -> pl.DataFrame:  # noqa: ARG001
    units = ground.years.with_columns(category=pl.lit("all"))
    return _sum_up(units, value=pl.col("school_years").mean(), n=pl.len(), method="school_years")


def _measure_held(ground: Ground, yardstick: Yardstick, gauge: Gauge) -> pl.DataFrame:  # noqa: ARG001
    """Sessions a month that a partnership could go to; a trajectory without such sessions held 0."""
    counted = (
        _of_kinds(ground.offer, gauge)
        .group_by("trajectory_id")
        .agg(
            held=(pl.col("held_all") + pl.col("held_own") / pl.col("groups")).sum(),
            sessions=(pl.col("held_all") + pl.col("held_own")).sum(),
        )
    )
    units = ground.years.join(counted, on="trajectory_id", how="left").with_columns(
        pl.col("held", "sessions").fill_null(0), category=pl.lit("all")
    )
    pace = pl.col("held") / (pl.col("school_years") * ground.calendar.months)
    return _sum_up(units, value=pace.mean(), n=pl.col("sessions").sum(), method="held_sessions")


def _measure_hours(ground: Ground, yardstick: Yardstick, gauge: Gauge) -> pl.DataFrame:  # noqa: ARG001
    """How the hours offered to a partnership are divided over the kinds; they add up to 1."""
    units = _of_kinds(ground.offer, gauge).with_columns(category=pl.col("kind"), hours=_offered_hours())
    found = _sum_up(
        units,
        value=pl.col("hours").sum(),
        n=(pl.col("held_all") + pl.col("held_own")).sum(),
        method="offered_hours",
    )
    whole = pl.col("value").sum().over("trajectory_id")
    return found.with_columns(value=pl.col("value") / whole)


def _measure_within(ground: Ground, yardstick: Yardstick, gauge: Gauge) -> pl.DataFrame:  # noqa: ARG001
    units = _of_kinds(ground.offer, gauge).with_columns(category=pl.lit("all"), hours=_offered_hours())
    share = pl.col("hours_own").sum() / pl.col("hours").sum()
    sessions = (pl.col("held_all") + pl.col("held_own")).sum()
    return _sum_up(units, value=share, n=sessions, method="offered_hours")


def _measure_sizes(ground: Ground, yardstick: Yardstick, gauge: Gauge) -> pl.DataFrame:  # noqa: ARG001
    sizes = ground.leaders.drop_nulls("partnership_id").group_by("partnership_id", "trajectory_id")
    return _count_partnerships(sizes.agg(size=pl.len()), yardstick=yardstick)


def _measure_coaches(ground: Ground, yardstick: Yardstick, gauge: Gauge) -> pl.DataFrame:  # noqa: ARG001
    """Coaches of each partnership over the whole programme; of a partnership without any it is unknown."""
    places = ground.partnerships.select("partnership_id", "trajectory_id")
    coaches = ground.coaches.group_by("partnership_id").agg(size=pl.col("coach_id").n_unique())
    return _count_partnerships(coaches.join(places, on="partnership_id"), yardstick=yardstick)


def _count_partnerships(units: pl.DataFrame, *, yardstick: Yardstick) -> pl.DataFrame:
    """The median over partnerships and, where there is a norm, the share of them within it."""
    low, high = yardstick.at_least or 0.0, yardstick.at_most or float("inf")
    inside = pl.col("size").is_between(low, high)
    counted = units.with_columns(category=pl.lit("all"))
    median = _sum_up(counted, value=pl.col("size").median(), n=pl.len(), method="partnership_count")
    if not yardstick.has_norm:
        return median.with_columns(n_partnerships=pl.col("n"))
    within = _sum_up(
        counted.with_columns(category=pl.lit("within")),
        value=inside.mean(),
        n=inside.sum(),
        method="partnership_count",
        n_partnerships=pl.len(),
    )
    return pl.concat([median.with_columns(n_partnerships=pl.col("n")), within])


def _of_kinds(offer: pl.DataFrame, gauge: Gauge) -> pl.DataFrame:
    return offer.filter(pl.col("kind").is_in(gauge.kinds)) if gauge.kinds else offer


def _offered_hours() -> pl.Expr:
    """Hours summed over partnerships: what is for all counts for each of them."""
    return pl.col("groups") * pl.col("hours_all") + pl.col("hours_own")


def _sum_up(
    units: pl.DataFrame, *, value: pl.Expr, n: pl.Expr, method: str, n_partnerships: pl.Expr | None = None
) -> pl.DataFrame:
    """The same sums for each trajectory and for all of them together, by category."""
    partnerships = pl.lit(None, dtype=pl.Int64) if n_partnerships is None else n_partnerships
    together = units.with_columns(trajectory_id=pl.lit(None, dtype=pl.String))
    keys = ["trajectory_id", "category"]
    return pl.concat(
        part.group_by(keys)
        .agg(value=value, n=n, n_partnerships=partnerships)
        .select(
            *keys,
            pl.col("value").cast(pl.Float64),
            pl.col("n", "n_partnerships").cast(pl.Int64),
            method=pl.lit(method),
        )
        for part in (units, together)
    )


_MEASURES: dict[str, Callable[[Ground, Yardstick, Gauge], pl.DataFrame]] = {
    "school_years": _measure_years,
    "held_a_month": _measure_held,
    "group_size": _measure_sizes,
    "coaches": _measure_coaches,
    "hours_by_kind": _measure_hours,
    "within_partnership": _measure_within,
}
