"""Notes in three columns: writing, supporting, moderating."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, and_, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from live.board import read_board, read_own_note
from live.codes import make_id
from live.model import COLUMNS, Column, Note, NoteStatus, Refusal, Refused, Seat
from live.reading import read_card_state
from live.tables import NOTES, PARTICIPANTS, SUPPORTS
from live.transactions import (
    AnyRow,
    Change,
    Transactions,
    check_text,
    get_row,
    read_place,
    take_writer,
)


class Notes(Transactions):
    """The part of the store for notes.

    What others wrote is seen once the card's results are shown: everyone thinks first. The
    facilitator sees notes at once, without their writers, to approve or hide them.
    """

    def write_note(self, participant_id: str, card_id: str, column: Column, text: str) -> Note:
        """A new note; under moderation it waits.

        Raises:
            Refused: CLOSED, EMPTY, TOO_LONG, TOO_MANY, NOT_POSSIBLE (a break, no such column),
                NOT_YOURS or SLOW_DOWN.
        """
        with self.change_card(card_id, desk_only=True) as (change, card):
            take_writer(change, participant_id, limits=self.limits)
            _check_open(card)
            if column not in COLUMNS or card.kind == "break":
                raise Refused(Refusal.NOT_POSSIBLE)
            self._check_room(change.connection, participant_id)
            status: NoteStatus = "waiting" if change.session.moderated else "shown"
            note_id = make_id()
            written = insert(NOTES).values(
                id=note_id,
                card_id=card_id,
                participant_id=participant_id,
                column_name=column,
                text=check_text(text, longest=self.limits.note_length),
                status=status,
                pinned=False,
                written_at=change.now,
            )
            change.connection.execute(written)
            change.desk_only = not (_is_shown(card) and status == "shown")
            return read_own_note(change.connection, note_id, participant_id)

    def edit_note(self, participant_id: str, note_id: str, text: str) -> Note:
        """Another text for one's own note; under moderation it waits again, and a hidden one stays hidden.

        Raises:
            Refused: as `write_note`; NOT_YOURS for another's note.
        """
        with self._change_own(participant_id, note_id) as (change, note):
            status = note.status
            if change.session.moderated and status == "shown":
                status = "waiting"
            checked = check_text(text, longest=self.limits.note_length)
            edited = update(NOTES).where(NOTES.c.id == note_id).values(text=checked, status=status)
            change.connection.execute(edited)
            return read_own_note(change.connection, note_id, participant_id)

    def withdraw_note(self, participant_id: str, note_id: str) -> None:
        """Take one's own note away for good, text and all."""
        with self._change_own(participant_id, note_id) as (change, _):
            change.connection.execute(delete(NOTES).where(NOTES.c.id == note_id))

    def support(self, note_id: str, participant_id: str, on: bool) -> None:
        """Support another's note that one can see, or no longer; twice counts once.

        Raises:
            Refused: NOT_POSSIBLE for one's own note or one that is not seen; CLOSED, NOT_YOURS, SLOW_DOWN.
        """
        with self.change_note(note_id) as (change, note, card):
            take_writer(change, participant_id, limits=self.limits)
            if note.participant_id == participant_id or note.status != "shown" or not _is_shown(card):
                raise Refused(Refusal.NOT_POSSIBLE)
            given = {"note_id": note_id, "participant_id": participant_id}
            if on:
                kind = postgresql.insert if self.database.is_postgresql else sqlite.insert
                change.connection.execute(kind(SUPPORTS).values(**given).on_conflict_do_nothing())
            else:
                mine = and_(SUPPORTS.c.note_id == note_id, SUPPORTS.c.participant_id == participant_id)
                change.connection.execute(delete(SUPPORTS).where(mine))

    def list_notes(self, card_id: str, *, seat: Seat, participant_id: str | None = None) -> tuple[Note, ...]:
        """The notes that this seat may see: pinned first, then most supported, then oldest.

        A participant sees the own notes always, whatever their status.

        Raises:
            Refused: NOT_YOURS for a participant of another session.
        """
        with self.database.read() as connection:
            place = read_place(connection, card_id)
            if participant_id is not None:
                _check_session(connection, participant_id, place.session_id)
            board = self.memory.recall(
                ("notes", card_id),
                place.revision,
                self.clock(),
                lambda: read_board(connection, NOTES.c.card_id == card_id),
            )
        if seat == "facilitator":
            return tuple(posted.note for posted in board)
        return tuple(
            posted.seen_by(participant_id)
            for posted in board
            if (_is_shown(place) and posted.note.status == "shown") or posted.writer == participant_id
        )

    def _check_room(self, connection: Connection, participant_id: str) -> None:
        counted = select(func.count()).where(NOTES.c.participant_id == participant_id)
        if connection.execute(counted).scalar_one() >= self.limits.notes_per_participant:
            raise Refused(Refusal.TOO_MANY)

    @contextmanager
    def change_note(
        self, note_id: str, *, desk_only: bool = False
    ) -> Iterator[tuple[Change, AnyRow, AnyRow]]:
        """Take the note's session, and hand out the note and its card as they then are."""
        card_id = self.find_row(NOTES, note_id).card_id
        with self.change_card(card_id, desk_only=desk_only) as (change, card):
            yield change, get_row(change.connection, NOTES, note_id), card

    @contextmanager
    def _change_own(self, participant_id: str, note_id: str) -> Iterator[tuple[Change, AnyRow]]:
        with self.change_note(note_id, desk_only=True) as (change, note, card):
            take_writer(change, participant_id, limits=self.limits)
            if note.participant_id != participant_id:
                raise Refused(Refusal.NOT_YOURS)
            _check_open(card)
            yield change, note
            change.desk_only = not (_is_shown(card) and note.status == "shown")


class Moderation(Notes):
    """What the facilitator does with notes."""

    def approve_note(self, note_id: str) -> None:
        """Let others see a note that waits or is hidden."""
        self._set_note(note_id, status="shown")

    def hide_note(self, note_id: str) -> None:
        """Nobody but its writer and the facilitator sees it any more."""
        self._set_note(note_id, status="hidden")

    def pin_note(self, note_id: str, on: bool) -> None:
        """Put a note on top, or back."""
        self._set_note(note_id, pinned=on)

    def group_notes(self, note_ids: Sequence[str], name: str | None) -> None:
        """Put notes of one card together under a name; None takes them out of their group.

        Raises:
            Refused: NOT_POSSIBLE for notes of several cards, EMPTY or TOO_LONG for the name.
        """
        checked = None if name is None else check_text(name, longest=self.limits.title_length)
        if not note_ids:
            return
        with self.change_note(note_ids[0]) as (change, _, card):
            own = and_(NOTES.c.id.in_(note_ids), NOTES.c.card_id == card.id)
            grouped = change.connection.execute(update(NOTES).where(own).values(group_name=checked))
            if grouped.rowcount != len(set(note_ids)):
                raise Refused(Refusal.NOT_POSSIBLE)

    def _set_note(self, note_id: str, **values: object) -> None:
        with self.change_note(note_id) as (change, _, _card):
            change.connection.execute(update(NOTES).where(NOTES.c.id == note_id).values(**values))


def _is_shown(card: AnyRow) -> bool:
    return bool(read_card_state(card).shown_rounds)


def _check_session(connection: Connection, participant_id: str, session_id: str) -> None:
    if get_row(connection, PARTICIPANTS, participant_id).session_id != session_id:
        raise Refused(Refusal.NOT_YOURS)


def _check_open(card: AnyRow) -> None:
    if not card.answers_open and not _is_shown(card):
        raise Refused(Refusal.CLOSED)
