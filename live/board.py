"""Notes as they hang on the board: each with its writer and supporters, which only the store knows."""

from collections import defaultdict
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, select

from live.model import Note
from live.tables import NOTES, SUPPORTS
from live.transactions import AnyRow


@dataclass(frozen=True)
class PostedNote:
    """A note, and what nobody else may learn: whose it is, and who supports it."""

    note: Note
    writer: str
    supporters: frozenset[str]

    def seen_by(self, participant_id: str | None) -> Note:
        """The note as this participant has it; None: anybody else."""
        if participant_id is None:
            return self.note
        mine, supported = self.writer == participant_id, participant_id in self.supporters
        return replace(self.note, mine=mine, supported=supported)


def read_board(connection: Connection, which: ColumnElement[bool]) -> tuple[PostedNote, ...]:
    """Those notes: pinned first, then most supported, then oldest."""
    supporters = defaultdict(set)
    given = select(SUPPORTS).join(NOTES, NOTES.c.id == SUPPORTS.c.note_id).where(which)
    for row in connection.execute(given):
        supporters[row.note_id].add(row.participant_id)
    rows = connection.execute(select(NOTES).where(which))
    posted = [_post(row, frozenset(supporters[row.id])) for row in rows]
    return tuple(sorted(posted, key=_place))


def read_own_note(connection: Connection, note_id: str, participant_id: str) -> Note:
    """One note, as its writer has it."""
    (posted,) = read_board(connection, NOTES.c.id == note_id)
    return posted.seen_by(participant_id)


def _place(posted: PostedNote) -> tuple[object, ...]:
    note = posted.note
    return (not note.pinned, -note.support, note.written_at, note.id)


def _post(row: AnyRow, supporters: frozenset[str]) -> PostedNote:
    note = Note(
        id=row.id,
        card_id=row.card_id,
        column=row.column_name,
        text=row.text,
        status=row.status,
        group=row.group_name,
        pinned=row.pinned,
        support=len(supporters),
        mine=False,
        supported=False,
        written_at=row.written_at,
    )
    return PostedNote(note=note, writer=row.participant_id, supporters=supporters)
