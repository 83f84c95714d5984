"""Days of the demo world: school years, waves of measurement, and when people come and go."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from etl.demo.draws import Bools, Floats, standardise
from etl.demo.parameters import Parameters

Days = npt.NDArray[np.datetime64]
START = np.datetime64("2021-09-01")
LATE_START = np.datetime64("2022-09-01")
END = np.datetime64("2023-06-30")
NEVER = np.datetime64("NaT")
SCHOOL_YEARS = (("2021-10-04", "2022-06-24"), ("2022-09-12", "2023-06-23"))
_LEFT = (np.datetime64("2022-01-10"), np.datetime64("2023-04-28"))
_HOLIDAYS = (
    ("2021-11-01", "2021-11-07"),
    ("2021-12-27", "2022-01-09"),
    ("2022-02-28", "2022-03-06"),
    ("2022-04-04", "2022-04-18"),
    ("2022-10-31", "2022-11-06"),
    ("2022-12-26", "2023-01-08"),
    ("2023-02-20", "2023-02-26"),
    ("2023-04-03", "2023-04-16"),
)


@dataclass(frozen=True)
class Stays:
    """First and last day of each leader; `stopped` is NaT for who stayed."""

    started: Days
    stopped: Days

    def covers(self, people: npt.NDArray[np.int64], days: Days) -> Bools:
        """Whether each leader was there on the day beside it."""
        stopped = self.stopped[people]
        return np.asarray((self.started[people] <= days) & (np.isnat(stopped) | (days <= stopped)))


def draw_stays(motivation: Floats, parameters: Parameters, rng: np.random.Generator) -> Stays:
    """Who came late and who left early: leaving goes a little with less motivation."""
    count = len(motivation)
    late = rng.random(count) < parameters.late_start
    leaning = standardise(rng.normal(size=count) - 0.3 * motivation)
    leaves = (leaning > np.quantile(leaning, 1 - parameters.stopped)) & ~late
    days = _LEFT[0] + rng.integers(0, int((_LEFT[1] - _LEFT[0]).astype(int)), size=count)
    return Stays(
        started=np.where(late, LATE_START, START),
        stopped=np.where(leaves, days, NEVER),
    )


def draw_school_days(count: int, *, year: int, rng: np.random.Generator) -> Days:
    """`count` days of a school year, evenly spread, on school days. `year` is 0 or 1."""
    first, last = (np.datetime64(day) for day in SCHOOL_YEARS[year])
    length = int((last - first).astype(int))
    step = length / max(count, 1)
    spread = (np.arange(count) + rng.random(count) * 0.8) * step
    return move_to_school_day(first + spread.astype(np.int64))


def move_to_school_day(days: Days) -> Days:
    """Each day itself, or the first school day after it."""
    holidays = [
        day
        for first, last in _HOLIDAYS
        for day in np.arange(np.datetime64(first), np.datetime64(last) + np.timedelta64(1, "D"))
    ]
    return np.busday_offset(days, 0, roll="forward", holidays=holidays)


def draw_moments(
    opens: date, closes: date, count: int, rng: np.random.Generator
) -> npt.NDArray[np.datetime64]:
    """Moments (to the second) in the daytime between two days; more of them early on."""
    length = (closes - opens).days
    days = np.datetime64(opens) + np.floor(rng.beta(1.2, 2.0, size=count) * length).astype(np.int64)
    seconds = rng.integers(7 * 3600, 22 * 3600, size=count)
    return days.astype("datetime64[s]") + seconds.astype("timedelta64[s]")
