"""The agenda: cards in an order."""

from dataclasses import asdict
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, insert, select, update

from live.codes import make_id
from live.limits import Limits
from live.model import Card, NewCard, Poll, Refusal, Refused
from live.reading import read_card
from live.tables import ANSWERS, CARDS, SESSIONS
from live.transactions import Transactions, check_text


class Agenda(Transactions):
    """The part of the store for preparing."""

    def list_cards(self, session_id: str) -> tuple[Card, ...]:
        """The whole agenda with the facilitator's notes: for the facilitator only."""
        query = select(CARDS).where(CARDS.c.session_id == session_id).order_by(CARDS.c.place)
        with self.database.read() as connection:
            return tuple(read_card(row, private=True) for row in connection.execute(query))

    def add_card(self, session_id: str, card: NewCard, *, at: int | None = None) -> Card:
        """Put a card at place `at`, or at the end.

        Raises:
            Refused: TOO_MANY cards, NOT_POSSIBLE for a poll or figure that cannot be, or texts.
        """
        values = _check_card(card, limits=self.limits)
        with self.change(session_id) as change:
            counted = select(func.count()).select_from(CARDS).where(CARDS.c.session_id == session_id)
            count = change.connection.execute(counted).scalar_one()
            if count >= self.limits.cards:
                raise Refused(Refusal.TOO_MANY)
            if card.figure is not None and card.figure.release_id != change.session.release_id:
                raise Refused(Refusal.NOT_POSSIBLE)
            place = count if at is None else min(max(at, 0), count)
            _shift_places(change.connection, session_id, first=place, by=1)
            added = insert(CARDS).values(
                id=make_id(),
                session_id=session_id,
                place=place,
                answers_open=False,
                round=1,
                first_shown=False,
                second_shown=False,
                **values,
            )
            return read_card(change.connection.execute(added.returning(*CARDS.c)).one(), private=True)

    def edit_card(self, card_id: str, card: NewCard) -> Card:
        """Replace what the card says. A poll that has answers keeps its question and options.

        Raises:
            Refused: as `add_card`; NOT_POSSIBLE to change a poll that has answers.
        """
        values = _check_card(card, limits=self.limits)
        with self.change_card(card_id) as (change, row):
            if card.figure is not None and card.figure.release_id != change.session.release_id:
                raise Refused(Refusal.NOT_POSSIBLE)
            answered = select(ANSWERS.c.card_id).where(ANSWERS.c.card_id == card_id).limit(1)
            if values["poll"] != row.poll and change.connection.execute(answered).first() is not None:
                raise Refused(Refusal.NOT_POSSIBLE)
            edited = update(CARDS).where(CARDS.c.id == card_id).values(**values)
            return read_card(change.connection.execute(edited.returning(*CARDS.c)).one(), private=True)

    def move_card(self, card_id: str, *, by: Literal[-1, 1]) -> None:
        """One place up (-1) or down (1); at the end of the list nothing happens."""
        with self.change_card(card_id) as (change, row):
            neighbour = (CARDS.c.session_id == row.session_id) & (CARDS.c.place == row.place + by)
            moved = change.connection.execute(update(CARDS).where(neighbour).values(place=row.place))
            if moved.rowcount:
                here = update(CARDS).where(CARDS.c.id == card_id).values(place=row.place + by)
                change.connection.execute(here)

    def remove_card(self, card_id: str) -> None:
        """Take the card off, with its answers and notes."""
        with self.change_card(card_id) as (change, row):
            change.connection.execute(delete(CARDS).where(CARDS.c.id == card_id))
            _shift_places(change.connection, row.session_id, first=row.place, by=-1)
            if change.session.current_card_id == card_id:
                left = update(SESSIONS).where(SESSIONS.c.id == row.session_id).values(current_card_id=None)
                change.connection.execute(left)


def _shift_places(connection: Connection, session_id: str, *, first: int, by: int) -> None:
    moved = (CARDS.c.session_id == session_id) & (CARDS.c.place >= first)
    connection.execute(update(CARDS).where(moved).values(place=CARDS.c.place + by))


def _check_card(card: NewCard, *, limits: Limits) -> dict[str, Any]:
    if (card.kind == "poll") != (card.poll is not None) or (card.kind == "figure" and card.figure is None):
        raise Refused(Refusal.NOT_POSSIBLE)
    return {
        "kind": card.kind,
        "title": check_text(card.title, longest=limits.title_length),
        "body": check_text(card.body, longest=limits.body_length, required=False),
        "private_note": check_text(card.private_note, longest=limits.body_length, required=False),
        "figure": None if card.figure is None else asdict(card.figure),
        "poll": None if card.poll is None else _check_poll(card.poll, limits=limits),
    }


def _check_poll(poll: Poll, *, limits: Limits) -> dict[str, Any]:
    options = [check_text(option, longest=limits.option_length) for option in poll.options]
    possible = not options if poll.kind == "scale" else 2 <= len(options) <= limits.options
    if not possible or len(set(options)) < len(options) or (poll.several and poll.kind != "choice"):
        raise Refused(Refusal.NOT_POSSIBLE)
    return {"kind": poll.kind, "options": options, "several": poll.several}
