"""What each register holds: its fields, how each is read, and which a row cannot do without."""

from dataclasses import dataclass
from typing import Literal

import polars as pl

Kind = Literal[
    "identifier",
    "person",
    "text",
    "date",
    "number",
    "whole",
    "yes_no",
    "postcode",
    "choice",
    "trajectory",
    "partnership",
    "school",
    "leader",
    "level",
    "region",
    "net",
    "role",
    "session_kind",
    "mark",
    "moment",
    "wave",
    "goal",
]


@dataclass(frozen=True)
class Field:
    """A field of a table: its name in the warehouse, its kind, and whether a row needs it.

    `default` fills it in where the file has no such column at all.
    """

    name: str
    kind: Kind
    needed: bool = False
    default: str | None = None


TYPES: dict[str, pl.DataType] = {
    "date": pl.Date(),
    "moment": pl.Datetime("us"),
    "number": pl.Float64(),
    "whole": pl.Int64(),
    "yes_no": pl.Boolean(),
}
TEXT = pl.String()
_OF_SUBMISSION = (Field("wave", "wave", needed=True), Field("answered_at", "moment"))
_OF_PERSON = (
    Field("partnership_id", "partnership"),
    Field("trajectory_id", "trajectory"),
    Field("level", "level"),
    Field("region", "region"),
    Field("net", "net"),
    Field("role", "role"),
)

FIELDS: dict[str, tuple[Field, ...]] = {
    "partnerships": (
        Field("partnership_id", "identifier", needed=True),
        Field("trajectory_id", "trajectory", needed=True),
        Field("name", "text"),
    ),
    "schools": (
        Field("school_number", "identifier", needed=True),
        Field("partnership_id", "partnership"),
        Field("postcode", "postcode"),
        Field("region", "region"),
        Field("level", "level"),
        Field("net", "net"),
    ),
    "leaders": (
        Field("leader_id", "person", needed=True),
        Field("partnership_id", "partnership"),
        Field("trajectory_id", "trajectory"),
        Field("school_number", "school"),
        Field("level", "level"),
        Field("region", "region"),
        Field("net", "net"),
        Field("role", "role"),
        Field("started_on", "date"),
        Field("stopped_on", "date"),
        Field("earlier_training", "yes_no"),
    ),
    "applications": (
        Field("application_id", "identifier"),
        Field("trajectory_id", "trajectory", needed=True),
        Field("school_number", "identifier"),
        Field("status", "choice", needed=True),
        Field("applied_on", "date"),
    ),
    "coaches": (
        Field("coach_id", "person", needed=True),
        Field("partnership_id", "partnership", needed=True),
        Field("started_on", "date"),
        Field("stopped_on", "date"),
    ),
    "actions": (
        Field("leader_id", "leader", needed=True),
        Field("action_no", "whole"),
        Field("goal", "goal"),
        Field("status", "choice", needed=True),
    ),
    "sessions": (
        Field("session_id", "identifier", needed=True),
        Field("trajectory_id", "trajectory"),
        Field("partnership_id", "partnership"),
        Field("kind", "session_kind", needed=True),
        Field("held_on", "date", needed=True),
        Field("hours", "number", needed=True),
        Field("mode", "choice", default="on_site"),
    ),
    "attendance": (
        Field("leader_id", "leader", needed=True),
        Field("session_id", "identifier"),
        Field("held_on", "date"),
        Field("status", "mark", needed=True),
        Field("minutes", "number"),
        Field("hours", "number"),
    ),
    "survey": (Field("leader_id", "leader", needed=True), *_OF_SUBMISSION),
    "survey_with_roster": (Field("leader_id", "person", needed=True), *_OF_SUBMISSION, *_OF_PERSON),
    "survey_of_rows": (Field("respondent", "person"), *_OF_SUBMISSION, *_OF_PERSON),
}
"""The fields of each register, of sessions, of attendance in the long layout, and of surveys: with a
register of leaders, without one, and where each row is a person of its own."""

KEYS: dict[str, tuple[str, ...]] = {
    "partnerships": ("partnership_id",),
    "schools": ("school_number",),
    "leaders": ("leader_id",),
    "applications": ("application_id",),
    "coaches": ("coach_id", "partnership_id"),
    "actions": ("leader_id", "action_no"),
    "sessions": ("session_id",),
}
"""The fields that a register has one row of."""

CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "applications.status": {
        "accepted": ("aanvaard", "toegelaten", "goedgekeurd"),
        "waiting": ("wachtlijst", "op de wachtlijst"),
        "referred": ("doorverwezen",),
        "withdrawn": ("ingetrokken", "teruggetrokken"),
    },
    "actions.status": {
        "planned": ("gepland",),
        "done": ("uitgevoerd", "gedaan"),
        "evaluated": ("geëvalueerd",),
        "adjusted": ("bijgestuurd",),
    },
    "sessions.mode": {
        "on_site": ("ter plaatse", "op locatie", "fysiek", "on site"),
        "online": ("digitaal", "op afstand"),
    },
}
"""The values of a `choice`, with the spellings that need no configuration."""

MARKS: dict[str, tuple[str, ...]] = {
    "present": ("x", "v", "✓", "✔", "aanwezig", "ja", "yes", "1", "p", "present"),
    "absent": ("a", "-", "0", "afwezig", "nee", "no", "absent"),
    "excused": ("vw", "verontschuldigd", "gewettigd", "excused", "e"),
}
"""The marks of attendance that need no configuration."""

SHORT_NAMES = {
    "leader": "leader_id",
    "partnership": "partnership_id",
    "trajectory": "trajectory_id",
    "school": "school_number",
    "session": "session_id",
    "coach": "coach_id",
    "application": "application_id",
}
"""What a configuration may write for short."""
