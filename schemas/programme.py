"""A programme as configuration: its units, trajectories, waves, norms and the files that feed it.

One `programme.toml` = one `Programme`. `etl.configure` reads it; a release carries it as JSON, so
that the pages label what they show without opening any other file.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from schemas.driver import Driver
from schemas.wording import Configured, Count, Slug, Wording
from schemas.yardsticks import SchoolYear, Yardstick


class Units(Configured):
    """What the programme calls its parts; the code says trajectory, partnership, leader, school."""

    trajectory: Count
    partnership: Count
    leader: Count
    school: Count


class Category(Configured):
    """One value of a dimension. `schools` is the number of all such schools (the reach denominator)."""

    id: Slug
    label: Wording
    schools: int | None = Field(default=None, ge=1)


class Dimension(Configured):
    """A way to divide leaders: level, region, net or role. Without categories it is not used.

    `source` says where a leader's value comes from: the `register` of schools or leaders, or the
    school's `postcode` (regions of Flanders only). With `from_register` the categories are not known
    beforehand: they are the values that the registers have at the build, and a release carries them.
    """

    label: Count
    source: Literal["register", "postcode"] = "register"
    from_register: bool = False
    categories: tuple[Category, ...] = ()
    note: Wording | None = None

    def find(self, category_id: str) -> Category | None:
        """The category with this id, or None."""
        return next((c for c in self.categories if c.id == category_id), None)


class Dimensions(Configured):
    """The four ways to divide leaders; level and region are filters, net and role only divide reach."""

    level: Dimension
    region: Dimension
    net: Dimension
    role: Dimension


class Organiser(Configured):
    """Who runs trajectories; one organiser may run several."""

    id: Slug
    name: str


class Call(Configured):
    """A call ("oproepdeel") under which trajectories were chosen."""

    id: Slug
    label: Wording
    aim: Wording


class Trajectory(Configured):
    """A trajectory (PI). `title` is None where it is not known: the screen says so."""

    id: Slug
    number: int = Field(ge=1)
    organiser: Slug
    call: Slug | None = None
    title: str | None = None
    levels: tuple[Slug, ...] = ()
    area: Wording | None = None
    subsidy_max_eur: float | None = None


class Objective(Configured):
    """A specific goal that all trajectories share."""

    id: Slug
    text: Wording


class Wave(Configured):
    """A moment of measurement. `retrospective` waves ("toen") are asked at the wave `asked_at`."""

    id: Slug
    label: Wording
    short: Wording
    opens: date | None = None
    closes: date | None = None
    retrospective: bool = False
    asked_at: Slug | None = None


class Contrast(Configured):
    """Two waves compared on the same people; the first contrast is the programme's main one."""

    from_wave: Slug
    to_wave: Slug
    label: Wording

    @property
    def id(self) -> str:
        """`begin-end`: the contrast's name in the wave column of a release."""
        return f"{self.from_wave}-{self.to_wave}"


class Highlight(Configured):
    """One figure of the story on the overview: which statement stands for a Kirkpatrick level."""

    level: Literal["reaction", "learning", "behaviour"]
    indicator: str
    wave: str
    statistic: Literal["mean", "top2", "nps", "change", "share_1"]


class SessionKind(Configured):
    """A form of work; `names` are the spellings that sheets use for it."""

    id: Slug
    label: Wording
    names: tuple[str, ...] = ()
    whole_trajectory: bool = False


class Source(Configured):
    """One export, or a family of exports with the same layout, and how to read it.

    Register and attendance sources map our column names to the file's (`columns`); a survey's item
    columns are in the codebook. `values` maps a file's spellings to our codes, a column at a time.
    Everything about the text format is detected unless given.

    The keys of `columns`, `values` and `constants` are the columns of the warehouse table that the
    source fills (`leader_id`, `school_number`, `partnership_id`, `trajectory_id`, `level`, `net`,
    `status`, `held_on`, …); a field that is not in `columns` is looked for under its own name. A
    survey may use `answered_at`, `wave`, `partnership_id`, `trajectory_id`, `level`, `region`, `net`
    and `role`; attendance `leader_id` and, in the long layout, `session_id` or `held_on`, `status`,
    `minutes` or `hours`. In `marks` the empty key says what an empty cell of a wide sheet means.
    `item_values` gives a code a label, by item, where a file has labels that the codebook does not know.
    `label` is what the people who hand it in call it.
    """

    id: Slug
    label: Wording | None = None
    kind: Literal["register", "survey", "sessions", "attendance"]
    files: str
    required: bool = True
    format: Literal["csv", "xlsx", "sav", "qualtrics", "limesurvey", "forms"] | None = None
    delimiter: str | None = None
    encoding: str | None = None
    decimal: Literal[",", "."] | None = None
    date_format: str | None = None
    sheet: str | None = None
    header_row: int | None = Field(default=None, ge=1)
    # register
    table: Literal["schools", "partnerships", "leaders", "applications", "coaches", "actions"] | None = None
    columns: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    constants: dict[str, str] = {}
    # survey
    instrument: Slug | None = None
    wave: Slug | None = None
    waves_by_value: dict[str, Slug] = {}
    respondent: str | None = None
    one_row_a_person: bool = False
    item_columns: dict[str, str] = {}
    item_values: dict[str, dict[str, int]] = {}
    # attendance: one row a leader and a column a session, or one row a leader and session
    layout: Literal["wide", "long"] | None = None
    trajectory: Slug | None = None
    marks: dict[str, Literal["present", "absent", "excused"]] = {}


class Programme(Configured):
    """A whole programme. Order of trajectories, waves and categories is the order on the screen."""

    id: Slug
    title: Wording
    story: Wording
    starts: date
    ends: date
    evaluation: Wording
    caution: Wording
    units: Units
    dimensions: Dimensions
    organisers: tuple[Organiser, ...]
    calls: tuple[Call, ...] = ()
    trajectories: tuple[Trajectory, ...]
    objectives: tuple[Objective, ...] = ()
    waves: tuple[Wave, ...]
    contrasts: tuple[Contrast, ...] = ()
    yardsticks: tuple[Yardstick, ...] = ()
    school_year: SchoolYear = SchoolYear()
    session_kinds: tuple[SessionKind, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    drivers: tuple[Driver, ...] = ()
    min_schools_a_partnership: int | None = None
    postcode_regions: dict[str, Slug] = {}
    postcode_notes: dict[str, str] = {}
    sources: tuple[Source, ...] = ()
    credits: tuple[Wording, ...] = ()
