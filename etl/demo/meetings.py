"""Sessions of two school years, and who came: trajectory days for all, groups a partnership."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from etl.demo.calendar import SCHOOL_YEARS, Days, Stays, draw_school_days, move_to_school_day
from etl.demo.draws import Floats, Ints
from etl.demo.practice import PRACTICES, Practice
from etl.demo.structure import Structure

_HOURS = {
    "training_day": 6.5,
    "inspiration_fair": 6.0,
    "learning_community": 3.5,
    "coaching": 1.5,
    "intake_talk": 1.0,
}
KINDS = tuple(_HOURS)
WHOLE = -1
"""The partnership of a session that is for the whole trajectory."""
PRESENT, ABSENT, EXCUSED = 0, 1, 2


@dataclass(frozen=True)
class Meetings:
    """One entry a session, by trajectory and day."""

    trajectory: Ints
    partnership: Ints
    kind: Ints
    day: Days
    online: npt.NDArray[np.bool_]

    @property
    def hours(self) -> Floats:
        """The hours that each session takes."""
        return np.array(list(_HOURS.values()))[self.kind]


@dataclass(frozen=True)
class Presence:
    """One entry a session and leader who was expected there; `minutes` is 0 for who was not."""

    session: Ints
    leader: Ints
    status: Ints
    minutes: Ints


def draw_meetings(structure: Structure, rng: np.random.Generator) -> Meetings:
    """All sessions of all trajectories."""
    parts = [
        part
        for number, practice in enumerate(PRACTICES)
        for part in _plan_trajectory(number, practice, structure, rng)
    ]
    trajectory, partnership, kind, day = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((partnership, day, trajectory))
    kind = kind[order]
    online = (kind == KINDS.index("coaching")) | (rng.random(len(kind)) < 0.1)
    return Meetings(trajectory[order], partnership[order], kind, day[order], online)


_Part = tuple[Ints, Ints, Ints, Days]


def _plan_trajectory(
    number: int, practice: Practice, structure: Structure, rng: np.random.Generator
) -> list[_Part]:
    groups = np.flatnonzero(structure.partnership_trajectory == number)
    intake = np.datetime64("2021-09-06") + rng.integers(0, 18, size=len(groups))
    parts = [_make_part(number, "intake_talk", move_to_school_day(intake), groups)]
    for year in range(len(SCHOOL_YEARS)):
        parts += _plan_year(number, practice, groups, year, rng)
    return parts


def _plan_year(
    number: int, practice: Practice, groups: Ints, year: int, rng: np.random.Generator
) -> list[_Part]:
    """The same rhythm for every partnership, on days of its own."""
    together = (("training_day", practice.training_days), ("inspiration_fair", practice.fairs))
    apart = (("learning_community", practice.learning_communities), ("coaching", practice.coaching))
    whole = [
        _make_part(number, kind, draw_school_days(count, year=year, rng=rng), np.full(count, WHOLE))
        for kind, count in together
    ]
    own = []
    for kind, count in apart:
        days = np.tile(draw_school_days(count, year=year, rng=rng), len(groups))
        shifted = move_to_school_day(days - rng.integers(0, 5, size=len(days)))
        own.append(_make_part(number, kind, shifted, np.repeat(groups, count)))
    return whole + own


def _make_part(number: int, kind: str, days: Days, groups: Ints) -> _Part:
    count = len(days)
    return np.full(count, number), groups.astype(np.int64), np.full(count, KINDS.index(kind)), days


def draw_presence(
    meetings: Meetings, structure: Structure, stays: Stays, motivation: Floats, rng: np.random.Generator
) -> Presence:
    """Who came to what, of everybody who was expected and had not left."""
    session, leader = _list_expected(meetings, structure)
    there = stays.covers(leader, meetings.day[session])
    session, leader = session[there], leader[there]
    faithful = np.array([p.attendance for p in PRACTICES])[meetings.trajectory[session]]
    odds = np.clip(faithful + 0.04 * motivation[leader], 0.05, 0.99)
    draws = rng.random(len(session))
    status = np.where(draws < odds, PRESENT, np.where(draws < odds + (1 - odds) * 0.6, EXCUSED, ABSENT))
    short = rng.random(len(session)) < 0.06
    minutes = np.round(meetings.hours[session] * 60 * np.where(short, 0.5, 1.0)).astype(np.int64)
    return Presence(session, leader, status, np.where(status == PRESENT, minutes, 0))


def _list_expected(meetings: Meetings, structure: Structure) -> tuple[Ints, Ints]:
    """Every pair of a session and a leader it is for; leaders of a group stand beside each other."""
    for_all = meetings.partnership == WHOLE
    by_trajectory = _bound(structure.leader_trajectory, len(PRACTICES))
    by_partnership = _bound(structure.leader_partnership, len(structure.partnership_trajectory))
    first = np.where(for_all, by_trajectory[meetings.trajectory], by_partnership[meetings.partnership])
    last = np.where(for_all, by_trajectory[meetings.trajectory + 1], by_partnership[meetings.partnership + 1])
    sizes = last - first
    session = np.repeat(np.arange(len(sizes)), sizes)
    within = np.arange(len(session)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return session, np.repeat(first, sizes) + within


def _bound(groups: Ints, count: int) -> Ints:
    """Where each of `count` sorted groups begins, and where the last one ends."""
    return np.searchsorted(groups, np.arange(count + 1))
