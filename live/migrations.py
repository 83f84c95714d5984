"""The numbered steps from an empty database to today's. A step that was released never changes."""

from sqlalchemy import Connection, text

_MADE = (
    """CREATE TABLE sessions (
        id TEXT PRIMARY KEY, code TEXT, code_expires_at BIGINT, title TEXT NOT NULL,
        template TEXT NOT NULL, release_id TEXT NOT NULL, programme TEXT NOT NULL,
        moderated BOOLEAN NOT NULL, max_people INTEGER NOT NULL, status TEXT NOT NULL,
        owner_id TEXT NOT NULL, owner_role TEXT NOT NULL, owner_trajectories TEXT NOT NULL,
        previous_id TEXT REFERENCES sessions (id) ON DELETE SET NULL, current_card_id TEXT,
        revision BIGINT NOT NULL, made_at BIGINT NOT NULL,
        changed_at BIGINT NOT NULL)""",
    "CREATE UNIQUE INDEX sessions_code ON sessions (code) WHERE status = 'open'",
    "CREATE INDEX sessions_owner ON sessions (owner_id)",
    "CREATE INDEX sessions_previous ON sessions (previous_id)",
    """CREATE TABLE cards (
        id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        place INTEGER NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
        private_note TEXT NOT NULL, figure TEXT, poll TEXT, answers_open BOOLEAN NOT NULL,
        round INTEGER NOT NULL, first_shown BOOLEAN NOT NULL, second_shown BOOLEAN NOT NULL,
        timer_ends_at BIGINT)""",
    "CREATE INDEX cards_session ON cards (session_id)",
    """CREATE TABLE participants (
        id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        token_hash TEXT NOT NULL, name TEXT, joined_at BIGINT NOT NULL, seen_at BIGINT NOT NULL,
        writes INTEGER NOT NULL, writes_since BIGINT NOT NULL, UNIQUE (session_id, token_hash))""",
    """CREATE TABLE answers (
        card_id TEXT NOT NULL REFERENCES cards (id) ON DELETE CASCADE, round INTEGER NOT NULL,
        participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
        value TEXT NOT NULL, answered_at BIGINT NOT NULL, PRIMARY KEY (card_id, round, participant_id))""",
    "CREATE INDEX answers_participant ON answers (participant_id)",
    """CREATE TABLE notes (
        id TEXT PRIMARY KEY, card_id TEXT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
        participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
        column_name TEXT NOT NULL, text TEXT NOT NULL, status TEXT NOT NULL, group_name TEXT,
        pinned BOOLEAN NOT NULL, written_at BIGINT NOT NULL)""",
    "CREATE INDEX notes_card ON notes (card_id)",
    "CREATE INDEX notes_participant ON notes (participant_id)",
    """CREATE TABLE supports (
        note_id TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
        participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
        PRIMARY KEY (note_id, participant_id))""",
    "CREATE INDEX supports_participant ON supports (participant_id)",
    """CREATE TABLE conclusions (
        id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        text TEXT NOT NULL, written_at BIGINT NOT NULL)""",
    "CREATE INDEX conclusions_session ON conclusions (session_id)",
    """CREATE TABLE actions (
        id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        what TEXT NOT NULL, who TEXT NOT NULL, due TEXT, status TEXT NOT NULL, written_at BIGINT NOT NULL)""",
    "CREATE INDEX actions_session ON actions (session_id)",
    "CREATE TABLE wrong_codes (id TEXT PRIMARY KEY, source TEXT NOT NULL, tried_at BIGINT NOT NULL)",
    "CREATE INDEX wrong_codes_time ON wrong_codes (tried_at)",
)

# What everyone can see has a number of its own: the other would tell how many hidden answers came in.
_SEEN = ("ALTER TABLE sessions ADD COLUMN seen_revision BIGINT NOT NULL DEFAULT 1",)

_OWN = (
    """CREATE TABLE own_notes (
        id TEXT PRIMARY KEY, programme TEXT NOT NULL, trajectory_id TEXT NOT NULL, kind TEXT NOT NULL,
        text TEXT NOT NULL, who TEXT NOT NULL, due TEXT, status TEXT, writer_id TEXT NOT NULL,
        written_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)""",
    "CREATE INDEX own_notes_trajectory ON own_notes (programme, trajectory_id)",
    "CREATE INDEX own_notes_writer ON own_notes (writer_id, changed_at)",
    "CREATE INDEX own_notes_changed ON own_notes (changed_at)",
    """CREATE TABLE saved_views (
        id TEXT PRIMARY KEY, programme TEXT NOT NULL, owner_id TEXT NOT NULL, owner_role TEXT NOT NULL,
        name TEXT NOT NULL, page TEXT NOT NULL, query TEXT NOT NULL, release_id TEXT NOT NULL,
        made_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)""",
    "CREATE INDEX saved_views_owner ON saved_views (owner_id, owner_role)",
    "CREATE INDEX saved_views_changed ON saved_views (changed_at)",
)

# A note outlives its session, and then only tells that there was one.
_LINKED = (
    "ALTER TABLE own_notes ADD COLUMN linked BOOLEAN NOT NULL DEFAULT false",
    "ALTER TABLE own_notes ADD COLUMN session_id TEXT REFERENCES sessions (id) ON DELETE SET NULL",
    "ALTER TABLE own_notes ADD COLUMN action_id TEXT REFERENCES actions (id) ON DELETE SET NULL",
    "CREATE INDEX own_notes_session ON own_notes (session_id)",
    "CREATE INDEX own_notes_action ON own_notes (action_id)",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_MADE, _SEEN, _OWN, _LINKED)


def migrate(connection: Connection) -> int:
    """Bring the database up to date, within one transaction that no other process can share.

    Returns the number of the newest step. Raises RuntimeError if a newer Kompas wrote this database.
    """
    connection.execute(text("CREATE TABLE IF NOT EXISTS schema_version (number INTEGER PRIMARY KEY)"))
    done = connection.execute(text("SELECT coalesce(max(number), 0) FROM schema_version")).scalar_one()
    if done > len(MIGRATIONS):
        raise RuntimeError(f"live database has version {done}; this Kompas knows {len(MIGRATIONS)}")
    for number, statements in enumerate(MIGRATIONS[done:], start=done + 1):
        for statement in statements:
            connection.execute(text(statement))
        connection.execute(text("INSERT INTO schema_version VALUES (:number)"), {"number": number})
    return len(MIGRATIONS)
