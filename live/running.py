"""Running a session: which card is on, what is open, what is shown."""

from datetime import timedelta
from typing import Literal

from sqlalchemy import Connection, and_, distinct, func, select, update

from live.model import Card, Refusal, Refused, Seat, State
from live.reading import read_card, read_session
from live.tables import ANSWERS, CARDS, NOTES, PARTICIPANTS, SESSIONS
from live.transactions import AnyRow, Transactions, get_row


class Running(Transactions):
    """The part of the store for the facilitator who steers, and for those who follow."""

    def show_card(self, session_id: str, card_id: str | None) -> None:
        """Bring everyone to this card (None: to the waiting room); answers on other cards close.

        Raises:
            Refused: NOT_YOURS for a card of another session.
        """
        with self.change(session_id) as change:
            if card_id is not None and get_row(change.connection, CARDS, card_id).session_id != session_id:
                raise Refused(Refusal.NOT_YOURS)
            if card_id == change.session.current_card_id:
                return
            left = update(CARDS).where(CARDS.c.session_id == session_id, CARDS.c.answers_open)
            change.connection.execute(left.values(answers_open=False, timer_ends_at=None))
            shown = update(SESSIONS).where(SESSIONS.c.id == session_id).values(current_card_id=card_id)
            change.connection.execute(shown)

    def set_answers_open(self, card_id: str, is_open: bool) -> Card:
        """Take answers and notes on this card, or no longer."""
        return self._set(card_id, answers_open=is_open)

    def set_results_shown(self, card_id: str, shown: bool) -> Card:
        """Show everyone what was answered in this round, or hide it again.

        Showing closes a poll: who has seen the others does not think alone any more.
        """
        with self.change_card(card_id) as (change, row):
            values: dict[str, bool] = {"second_shown" if row.round == 2 else "first_shown": shown}
            if shown and row.poll is not None:
                values["answers_open"] = False
            return _update_card(change.connection, card_id, **values)

    def start_round(self, card_id: str, number: Literal[2] = 2) -> Card:
        """Ask the poll again, answers open and results hidden; what was answered first stays.

        Raises:
            Refused: NOT_POSSIBLE for what is no poll.
        """
        with self.change_card(card_id) as (change, row):
            if row.poll is None or number != 2:
                raise Refused(Refusal.NOT_POSSIBLE)
            if row.round == number:
                return read_card(row, private=True)
            return _update_card(change.connection, card_id, round=number, answers_open=True)

    def set_timer(self, card_id: str, seconds: int | None) -> Card:
        """Count down from now, or take the timer away. The store closes nothing at its end."""
        if seconds is not None and not 1 <= seconds <= 3600:
            raise Refused(Refusal.NOT_POSSIBLE)
        ends = None if seconds is None else self.clock() + timedelta(seconds=seconds)
        return self._set(card_id, timer_ends_at=ends)

    def read_state(self, session_id: str, *, seat: Seat) -> State:
        """Where the session stands, in one snapshot, as far as this seat may know.

        Raises:
            UnknownIdError: if the session is erased.
        """
        with self.database.read() as connection:
            session = get_row(connection, SESSIONS, session_id)
            at_desk = seat == "facilitator"
            return self.memory.recall(
                ("state", session_id, at_desk),
                session.revision if at_desk else session.seen_revision,
                self.clock(),
                lambda: self._read_state(connection, session, at_desk=at_desk),
            )

    def read_revision(self, session_id: str, *, seat: Seat) -> int:
        """The revision that `read_state` tells at this seat, and the bus to those who follow there.

        Raises:
            UnknownIdError: if the session is erased.
        """
        session = self.find_row(SESSIONS, session_id)
        return int(session.revision if seat == "facilitator" else session.seen_revision)

    def _read_state(self, connection: Connection, session: AnyRow, *, at_desk: bool) -> State:
        card = _find_card(connection, session.current_card_id)
        people, here = self._count_people(connection, session.id)
        agenda = select(func.count()).select_from(CARDS).where(CARDS.c.session_id == session.id)
        return State(
            session=read_session(session),
            card=None if card is None else read_card(card, private=at_desk),
            cards=connection.execute(agenda).scalar_one(),
            people=people,
            people_here=here,
            answered=_count_answered(connection, card) if at_desk and card is not None else None,
            waiting_notes=_count_waiting(connection, card) if at_desk and card is not None else None,
            revision=session.revision if at_desk else session.seen_revision,
        )

    def _count_people(self, connection: Connection, session_id: str) -> tuple[int, int]:
        since = self.clock() - timedelta(seconds=self.limits.here_seconds)
        here = func.count().filter(PARTICIPANTS.c.seen_at >= since)
        query = select(func.count(), here).where(PARTICIPANTS.c.session_id == session_id)
        people, now = connection.execute(query).one()
        return people, now

    def _set(self, card_id: str, **values: object) -> Card:
        with self.change_card(card_id) as (change, _):
            return _update_card(change.connection, card_id, **values)


def _update_card(connection: Connection, card_id: str, **values: object) -> Card:
    changed = update(CARDS).where(CARDS.c.id == card_id).values(**values).returning(*CARDS.c)
    return read_card(connection.execute(changed).one(), private=True)


def _find_card(connection: Connection, card_id: str | None) -> AnyRow | None:
    return connection.execute(select(CARDS).where(CARDS.c.id == card_id)).one_or_none()


def _count_answered(connection: Connection, card: AnyRow) -> int:
    if card.poll is not None:
        own = and_(ANSWERS.c.card_id == card.id, ANSWERS.c.round == card.round)
        return connection.execute(select(func.count()).select_from(ANSWERS).where(own)).scalar_one()
    writers = select(func.count(distinct(NOTES.c.participant_id))).where(NOTES.c.card_id == card.id)
    return connection.execute(writers).scalar_one()


def _count_waiting(connection: Connection, card: AnyRow) -> int:
    waiting = and_(NOTES.c.card_id == card.id, NOTES.c.status == "waiting")
    return connection.execute(select(func.count()).select_from(NOTES).where(waiting)).scalar_one()
