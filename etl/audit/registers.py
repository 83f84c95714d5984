"""What registers tell of each leader: attendance, pace and actions."""

from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl

from etl.audit.places import Numbers, Places
from schemas.programme import Programme

_STEPS = ("planned", "done", "evaluated", "adjusted")
_HALF_YEAR = 5
ALL = "all"


def score_registers(
    tables: Mapping[str, pl.DataFrame], *, programme: Programme, places: Places, wanted: set[str]
) -> dict[tuple[str, str], Numbers]:
    """Values by indicator and wave (`all`, or a month), of the indicators in `wanted`."""
    frames = {**_score_attendance(tables), **dict(_score_actions(tables, places=places))}
    found = {key: places.spread(frame) for key, frame in frames.items() if key[0] in wanted}
    for name, kinds, monthly in _list_paces(programme):
        if name in wanted:
            found[name, ALL] = _score_pace(
                frames, tables=tables, programme=programme, places=places, of=(kinds, monthly)
            )
    return found


def _score_attendance(tables: Mapping[str, pl.DataFrame]) -> dict[tuple[str, str], pl.DataFrame]:
    sessions = tables["sessions"].select("session_id", "kind", "held_on", "hours")
    rows = tables["attendance"].join(sessions, on="session_id")
    present = pl.col("status") == "present"
    followed = pl.when(pl.col("minutes").is_null()).then("hours").otherwise(pl.col("minutes") / 60)
    told = rows.with_columns(
        came=present.cast(pl.Float64),
        followed=pl.when(present).then(followed).otherwise(0.0),
        month=pl.col("held_on").dt.strftime("%Y-%m"),
    )
    kinds = ["", *told["kind"].unique().sort().to_list()]
    found: dict[tuple[str, str], pl.DataFrame] = {}
    for kind in kinds:
        part, end = (told.filter(pl.col("kind") == kind), f".{kind}") if kind else (told, "")
        found[f"attendance{end}", ALL] = _gather(part, pl.col("came").mean())
        found[f"sessions{end}", ALL] = _gather(part, pl.col("came").sum())
        found[f"dose{end}", ALL] = _gather(part, pl.col("followed").sum())
        for (month,), own in part.group_by("month"):
            found[f"attendance{end}", str(month)] = _gather(own, pl.col("came").mean())
    return found


def _gather(part: pl.DataFrame, value: pl.Expr) -> pl.DataFrame:
    return part.group_by("leader_id").agg(value=value)


def _score_actions(
    tables: Mapping[str, pl.DataFrame], *, places: Places
) -> Iterator[tuple[tuple[str, str], pl.DataFrame]]:
    """Whether a leader came so far; nothing is known of a trajectory without any action."""
    order = {step: place for place, step in enumerate(_STEPS)}
    acting = tables["actions"].select(
        "leader_id", far=pl.col("status").replace_strict(order, return_dtype=pl.Int64)
    )
    furthest = acting.group_by("leader_id").agg(pl.col("far").max())
    known = places.leaders.join(furthest, on="leader_id", how="semi")["trajectory_id"].unique()
    told = places.leaders.filter(pl.col("trajectory_id").is_in(known.implode())).join(
        furthest, on="leader_id", how="left"
    )
    for step, place in order.items():
        reached = (pl.col("far").fill_null(-1) >= place).cast(pl.Float64)
        yield (f"actions.{step}", ALL), told.select("leader_id", value=reached)


def _list_paces(programme: Programme) -> list[tuple[str, tuple[str, ...], bool]]:
    """Indicator, kinds of sessions, and whether it is by the month (else by the school year)."""
    by = {"attended_a_month": True, "attended_a_year": False}
    return [
        (f"pace.{yardstick.id}", tuple(gauge.kinds), by[gauge.measure])
        for yardstick in programme.yardsticks
        for gauge in yardstick.gauges
        if gauge.measure in by
    ]


def _score_pace(
    frames: dict[tuple[str, str], pl.DataFrame],
    *,
    tables: Mapping[str, pl.DataFrame],
    programme: Programme,
    places: Places,
    of: tuple[tuple[str, ...], bool],
) -> Numbers:
    kinds, monthly = of
    years = _count_years(tables["sessions"], starts=programme.school_year.starts_month)
    names = [f"sessions.{kind}" for kind in kinds] or ["sessions"]
    counts = np.array([places.spread(frames[n, ALL]) for n in names if (n, ALL) in frames])
    if not counts.size:
        return np.full(places.count, np.nan)
    attended = np.where(np.isnan(counts).all(axis=0), np.nan, np.nansum(counts, axis=0))
    time = [years.get(str(name), np.nan) for name in places.leaders["trajectory_id"].to_list()]
    months = programme.school_year.months if monthly else 1
    return np.asarray(attended / (np.array(time) * months), dtype=np.float64)


def _count_years(sessions: pl.DataFrame, *, starts: int) -> dict[str, float]:
    """The school years of each trajectory, in halves: of five months, and of the rest."""
    spans: dict[str, list[int]] = {}
    for trajectory, held in sessions.select("trajectory_id", "held_on").iter_rows():
        year = held.year - (held.month < starts)
        late = (held.month - starts) % 12 >= _HALF_YEAR
        spans.setdefault(trajectory, []).append(2 * year + late)
    return {name: (max(halves) - min(halves) + 1) / 2 for name, halves in spans.items()}
