"""The record: what a group takes home, and nothing that tells of a few people."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from live.board import read_board
from live.keeping import list_actions_of, rows_of
from live.model import Action, Card, Column, Conclusion, Note, Session
from live.polling import read_shift, read_values
from live.reading import read_card, read_conclusion, read_session
from live.tables import CARDS, CONCLUSIONS, NOTES, PARTICIPANTS, SESSIONS
from live.tally import Shift, Tally, count_answers
from live.transactions import Transactions, get_row


@dataclass(frozen=True, kw_only=True)
class CardRecord:
    """A card as it went. `rounds`: round and tally of those that were shown.

    `left_out`: something was answered or written by too few people to be kept here.
    """

    card: Card
    rounds: tuple[tuple[int, Tally], ...] = ()
    shift: Shift | None = None
    notes: tuple[Note, ...] = ()
    left_out: bool = False

    def notes_in(self, column: Column) -> tuple[Note, ...]:
        """The notes of one column."""
        return tuple(note for note in self.notes if note.column == column)


@dataclass(frozen=True, kw_only=True)
class Record:
    """A session on paper. `agreed`: the group agreed to keep what fewer than `fewest` people said."""

    session: Session
    made_at: datetime
    people: int
    agreed: bool
    fewest: int
    cards: tuple[CardRecord, ...]
    conclusions: tuple[Conclusion, ...]
    actions: tuple[Action, ...]


class Records(Transactions):
    """The part of the store that makes records."""

    def make_record(self, session_id: str, *, agreed: bool) -> Record:
        """The session as it stands, from one snapshot.

        Polls whose results were never shown are left out, as nobody has seen them; hidden and waiting
        notes too. Polls and notes of fewer than `fewest_in_record` people only stay if `agreed`.
        """
        with self.database.read() as connection:
            session = read_session(get_row(connection, SESSIONS, session_id))
            counted = select(func.count()).where(PARTICIPANTS.c.session_id == session_id)
            agenda = select(CARDS).where(CARDS.c.session_id == session_id).order_by(CARDS.c.place)
            cards = [read_card(row, private=False) for row in connection.execute(agenda)]
            fewest = 1 if agreed else self.limits.fewest_in_record
            conclusions = rows_of(connection, CONCLUSIONS, session_id)
            return Record(
                session=session,
                made_at=self.clock(),
                people=connection.execute(counted).scalar_one(),
                agreed=agreed,
                fewest=self.limits.fewest_in_record,
                cards=tuple(_record_card(connection, card, fewest=fewest) for card in cards),
                conclusions=tuple(read_conclusion(row) for row in conclusions),
                actions=list_actions_of(connection, session_id),
            )


def _record_card(connection: Connection, card: Card, *, fewest: int) -> CardRecord:
    tallies = _tally_rounds(connection, card)
    kept = tuple((number, tally) for number, tally in tallies if tally.n >= fewest)
    shift = None
    if card.poll is not None and len(kept) == 2:
        shift = read_shift(connection, card.id, card.poll)
    notes, writers = _shown_notes(connection, card)
    few_notes = 0 < writers < fewest
    few_votes = any(0 < tally.n < fewest for _, tally in tallies)
    return CardRecord(
        card=card,
        rounds=kept,
        shift=shift if shift is not None and shift.n >= fewest else None,
        notes=() if few_notes else notes,
        left_out=few_notes or few_votes,
    )


def _tally_rounds(connection: Connection, card: Card) -> list[tuple[int, Tally]]:
    poll = card.poll
    if poll is None:
        return []
    return [
        (number, count_answers(poll, list(read_values(connection, card.id, number).values())))
        for number in card.state.shown_rounds
    ]


def _shown_notes(connection: Connection, card: Card) -> tuple[tuple[Note, ...], int]:
    shown = and_(NOTES.c.card_id == card.id, NOTES.c.status == "shown")
    if not card.state.shown_rounds:
        return (), 0
    board = read_board(connection, shown)
    return tuple(posted.note for posted in board), len({posted.writer for posted in board})
