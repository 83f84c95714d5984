"""The tables, as queries see them; `migrations` makes them."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as microseconds since 1970: the same in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002, D102
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102
        return None if value is None else _EPOCH + value * _MICROSECOND


class Day(TypeDecorator[date]):
    """A day as `2026-11-25`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002, D102
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:  # noqa: ARG002, D102
        return None if value is None else date.fromisoformat(value)


class Document(TypeDecorator[Any]):
    """Numbers, texts, lists and dictionaries as JSON text; a list comes back as a list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002, D102
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002, D102
        return None if value is None else json.loads(value)


METADATA = MetaData()

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("code", Text),
    Column("code_expires_at", Moment),
    Column("title", Text),
    Column("template", Text),
    Column("release_id", Text),
    Column("programme", Text),
    Column("moderated", Boolean),
    Column("max_people", Integer),
    Column("status", Text),
    Column("owner_id", Text),
    Column("owner_role", Text),
    Column("owner_trajectories", Document),
    Column("previous_id", Text),
    Column("current_card_id", Text),
    Column("revision", BigInteger),
    Column("seen_revision", BigInteger),
    Column("made_at", Moment),
    Column("changed_at", Moment),
)

CARDS = Table(
    "cards",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("session_id", Text),
    Column("place", Integer),
    Column("kind", Text),
    Column("title", Text),
    Column("body", Text),
    Column("private_note", Text),
    Column("figure", Document),
    Column("poll", Document),
    Column("answers_open", Boolean),
    Column("round", Integer),
    Column("first_shown", Boolean),
    Column("second_shown", Boolean),
    Column("timer_ends_at", Moment),
)

PARTICIPANTS = Table(
    "participants",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("session_id", Text),
    Column("token_hash", Text),
    Column("name", Text),
    Column("joined_at", Moment),
    Column("seen_at", Moment),
    Column("writes", Integer),
    Column("writes_since", Moment),
)

ANSWERS = Table(
    "answers",
    METADATA,
    Column("card_id", Text, primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("participant_id", Text, primary_key=True),
    Column("value", Document),
    Column("answered_at", Moment),
)

NOTES = Table(
    "notes",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("card_id", Text),
    Column("participant_id", Text),
    Column("column_name", Text),
    Column("text", Text),
    Column("status", Text),
    Column("group_name", Text),
    Column("pinned", Boolean),
    Column("written_at", Moment),
)

SUPPORTS = Table(
    "supports",
    METADATA,
    Column("note_id", Text, primary_key=True),
    Column("participant_id", Text, primary_key=True),
)

CONCLUSIONS = Table(
    "conclusions",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("session_id", Text),
    Column("text", Text),
    Column("written_at", Moment),
)

ACTIONS = Table(
    "actions",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("session_id", Text),
    Column("what", Text),
    Column("who", Text),
    Column("due", Day),
    Column("status", Text),
    Column("written_at", Moment),
)

WRONG_CODES = Table(
    "wrong_codes",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("source", Text),
    Column("tried_at", Moment),
)

OWN_NOTES = Table(
    "own_notes",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("programme", Text),
    Column("trajectory_id", Text),
    Column("kind", Text),
    Column("text", Text),
    Column("who", Text),
    Column("due", Day),
    Column("status", Text),
    Column("writer_id", Text),
    Column("linked", Boolean),
    Column("session_id", Text),
    Column("action_id", Text),
    Column("written_at", Moment),
    Column("changed_at", Moment),
)

SAVED_VIEWS = Table(
    "saved_views",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("programme", Text),
    Column("owner_id", Text),
    Column("owner_role", Text),
    Column("name", Text),
    Column("page", Text),
    Column("query", Text),
    Column("release_id", Text),
    Column("made_at", Moment),
    Column("changed_at", Moment),
)
