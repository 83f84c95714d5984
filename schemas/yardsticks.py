"""Yardsticks as configuration: a norm, the recommendation that it comes from, and what is read beside it."""

from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.wording import Configured, Slug, Wording

FACTS = ("school_years", "held_a_month", "group_size", "coaches", "hours_by_kind", "within_partnership")
"""Measures of the roster and the list of sessions: exact facts of the programme."""


class SchoolYear(Configured):
    """The school year by which time is counted: the month it starts in and its months of school."""

    starts_month: int = Field(default=9, ge=1, le=12)
    months: int = Field(default=10, ge=1, le=12)


class Gauge(Configured):
    """One number that is read beside a norm. Without `kinds` it counts every kind of session.

    Facts of the programme:

    - `school_years`: from the first to the last session, in half school years;
    - `held_a_month`: sessions held for a partnership, a month of the trajectory;
    - `group_size`: leaders a partnership, and the share of partnerships within the norm;
    - `coaches`: coaches a partnership over the whole programme, and the share within the norm;
    - `hours_by_kind`: how the hours offered are divided over the kinds of session;
    - `within_partnership`: the share of the hours offered that is held within one partnership.

    What comes from leaders' attendance, actions or answers, and is a protected statement:

    - `attended_a_month`, `attended_a_year`: sessions that a leader attended, a month or a school year;
    - `action_plan`: the share of leaders with an action in the register of actions;
    - `statement`: the statement that `indicator`, `wave` and `statistic` name.
    """

    measure: Literal[
        "school_years",
        "held_a_month",
        "group_size",
        "coaches",
        "hours_by_kind",
        "within_partnership",
        "attended_a_month",
        "attended_a_year",
        "action_plan",
        "statement",
    ]
    kinds: tuple[Slug, ...] = ()
    indicator: str | None = None
    wave: str | None = None
    statistic: Literal["mean", "top2", "share_1"] = "mean"

    @model_validator(mode="after")
    def _names_its_statement(self) -> Self:
        if self.measure == "statement" and self.indicator is None:
            raise ValueError("gauges.indicator|gauges|None")
        if self.measure == "statement" and self.wave is None:
            raise ValueError("gauges.wave|gauges|None")
        return self

    @property
    def is_fact(self) -> bool:
        """Whether it is an exact fact of the programme; otherwise it is a protected statement."""
        return self.measure in FACTS


class Comparison(Configured):
    """A yardstick in the unit of an indicator, over the whole programme; `how` says how it was converted."""

    indicator: str
    value: float
    how: Wording


class Yardstick(Configured):
    """A norm from the recommendations: at least, at most, or between two values of a unit.

    `gauges` say what is read beside it; the first is what the norm is about. A yardstick without a
    norm describes only. `compare` puts it beside a published figure, where its unit is not that of
    the figure.
    """

    id: Slug
    label: Wording
    unit: Wording
    at_least: float | None = None
    at_most: float | None = None
    recommendation: Wording
    source: str
    gauges: tuple[Gauge, ...] = ()
    compare: Comparison | None = None

    @property
    def has_norm(self) -> bool:
        """Whether there is anything to meet."""
        return self.at_least is not None or self.at_most is not None
