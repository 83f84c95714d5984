"""The warehouse: every table of persons, pseudonymised. Only the build job opens it.

Each model is strict: its grain is in the docstring and its key in `Config.unique`. Validate
*collected* frames; on a LazyFrame pandera checks no values.
"""

from datetime import date, datetime

import pandera.polars as pa

from schemas.table import Table

PSEUDONYM = r"^[0-9a-f]{20}$"


class Trajectories(Table):
    """One row a trajectory (PI)."""

    trajectory_id: str = pa.Field(unique=True)
    number: int = pa.Field(ge=1)
    organiser_id: str
    call_id: str = pa.Field(nullable=True)


class Organisers(Table):
    """One row an organiser; it may own several trajectories."""

    organiser_id: str = pa.Field(unique=True)
    name: str


class Applications(Table):
    """One row an application of a school for a trajectory."""

    application_id: str = pa.Field(unique=True)
    trajectory_id: str
    school_number: str = pa.Field(nullable=True)
    status: str = pa.Field(isin=["accepted", "waiting", "referred", "withdrawn"])
    applied_on: date = pa.Field(nullable=True)


class Partnerships(Table):
    """One row a partnership; each is in exactly one trajectory."""

    partnership_id: str = pa.Field(unique=True)
    trajectory_id: str
    name: str


class Schools(Table):
    """One row a school that takes part. Region follows the postcode as it was in the programme's years."""

    school_number: str = pa.Field(unique=True)
    partnership_id: str = pa.Field(nullable=True)
    postcode: str = pa.Field(nullable=True)
    region: str = pa.Field(nullable=True)
    level: str = pa.Field(nullable=True)
    net: str = pa.Field(nullable=True)


class Leaders(Table):
    """One row a school leader. Level, region and net are those of the leader's school."""

    leader_id: str = pa.Field(unique=True, str_matches=PSEUDONYM)
    partnership_id: str = pa.Field(nullable=True)
    trajectory_id: str
    school_number: str = pa.Field(nullable=True)
    level: str = pa.Field(nullable=True)
    region: str = pa.Field(nullable=True)
    net: str = pa.Field(nullable=True)
    role: str = pa.Field(nullable=True)
    started_on: date = pa.Field(nullable=True)
    stopped_on: date = pa.Field(nullable=True)
    earlier_training: bool = pa.Field(nullable=True)


class Coaches(Table):
    """One row a coach and partnership."""

    coach_id: str = pa.Field(str_matches=PSEUDONYM)
    partnership_id: str
    started_on: date = pa.Field(nullable=True)
    stopped_on: date = pa.Field(nullable=True)

    class Config:
        strict = True
        unique = ["coach_id", "partnership_id"]


class Sessions(Table):
    """One row a session; without a partnership it is for the whole trajectory."""

    session_id: str = pa.Field(unique=True)
    trajectory_id: str
    partnership_id: str = pa.Field(nullable=True)
    kind: str
    held_on: date
    hours: float = pa.Field(gt=0, le=24)
    mode: str = pa.Field(isin=["on_site", "online"])


class Attendance(Table):
    """One row a session and leader who was expected there. `minutes` is null when absent."""

    session_id: str
    leader_id: str = pa.Field(str_matches=PSEUDONYM)
    status: str = pa.Field(isin=["present", "absent", "excused"])
    minutes: int = pa.Field(ge=0, nullable=True)

    class Config:
        strict = True
        unique = ["session_id", "leader_id"]


class Responses(Table):
    """One row a leader, instrument, wave and item. `value` is the code as answered (not reversed).

    An option of a `multiple` item is an item of its own, `<item>.<code>`, with value 0 or 1. A
    retrospective item is stored under the item it looks back on, in the retrospective wave.
    """

    leader_id: str = pa.Field(str_matches=PSEUDONYM)
    instrument: str
    wave: str
    item_id: str
    value: float
    answered_at: datetime = pa.Field(nullable=True)

    class Config:
        strict = True
        unique = ["leader_id", "instrument", "wave", "item_id"]


class Comments(Table):
    """One row a coded remark; the text itself is never loaded."""

    leader_id: str = pa.Field(str_matches=PSEUDONYM)
    wave: str
    item_id: str
    theme: str


class Actions(Table):
    """One row a planned action of a leader."""

    leader_id: str = pa.Field(str_matches=PSEUDONYM)
    action_no: int = pa.Field(ge=1)
    goal: str
    status: str = pa.Field(isin=["planned", "done", "evaluated", "adjusted"])

    class Config:
        strict = True
        unique = ["leader_id", "action_no"]


class Items(Table):
    """One row an item of an instrument (and an option of a `multiple` item); null scale = alone."""

    instrument: str
    item_id: str = pa.Field(unique=True)
    scale_id: str = pa.Field(nullable=True)
    kind: str = pa.Field(isin=["likert", "number", "choice", "multiple"])
    low: int
    high: int
    reverse: bool


class Intake(Table):
    """One row a source file: rows read = rows loaded + rows refused, always."""

    source_id: str
    file: str = pa.Field(unique=True)
    sha256: str = pa.Field(str_matches=r"^[0-9a-f]{64}$")
    format: str
    rows_read: int = pa.Field(ge=0)
    rows_loaded: int = pa.Field(ge=0)
    rows_refused: int = pa.Field(ge=0)


class Findings(Table):
    """One row a finding. `row` and `column` are as the reader sees them in the file (row 1 = top);
    `position` is the column's number (1 = A). Sentences never hold a name, address or free text.
    """

    check: str
    severity: str = pa.Field(isin=["error", "warning"])
    file: str = pa.Field(nullable=True)
    sheet: str = pa.Field(nullable=True)
    row: int = pa.Field(ge=1, nullable=True)
    column: str = pa.Field(nullable=True)
    position: int = pa.Field(ge=1, nullable=True)
    sentence_nl: str
    sentence_en: str


TABLES: dict[str, type[Table]] = {
    "trajectories": Trajectories,
    "organisers": Organisers,
    "applications": Applications,
    "partnerships": Partnerships,
    "schools": Schools,
    "leaders": Leaders,
    "coaches": Coaches,
    "sessions": Sessions,
    "attendance": Attendance,
    "responses": Responses,
    "comments": Comments,
    "actions": Actions,
    "items": Items,
    "intake": Intake,
    "findings": Findings,
}
