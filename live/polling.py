"""Answering, and what comes out once results are shown."""

from functools import cache

from sqlalchemy import Connection, Insert, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from live.model import Answer, Poll, Refusal, Refused, Value
from live.reading import read_card_state, read_poll
from live.tables import ANSWERS, CARDS
from live.tally import Shift, Tally, check_value, compare_rounds, count_answers
from live.transactions import AnyRow, Transactions, get_row, read_place, take_writer

_ANSWERED = select(ANSWERS.c.participant_id, ANSWERS.c.value).where(
    ANSWERS.c.card_id == bindparam("card_id"), ANSWERS.c.round == bindparam("round")
)
_OWN = _ANSWERED.where(ANSWERS.c.participant_id == bindparam("participant_id"))


class Polling(Transactions):
    """The part of the store for polls."""

    def answer(self, participant_id: str, card_id: str, value: Value) -> Answer:
        """Keep this answer for the round that is on, in place of an earlier one.

        When this returns, the answer is on the disk.

        Raises:
            Refused: CLOSED, NOT_POSSIBLE, NOT_YOURS (another session's card) or SLOW_DOWN.
        """
        with self.change_card(card_id, desk_only=True) as (change, card):
            take_writer(change, participant_id, limits=self.limits)
            if not card.answers_open:
                raise Refused(Refusal.CLOSED)
            checked = check_value(_poll_of(card), value)
            given = {
                "card_id": card_id,
                "round": card.round,
                "participant_id": participant_id,
                "value": checked,
                "answered_at": change.now,
            }
            change.connection.execute(_write_answer(self.database.is_postgresql), given)
            change.desk_only = not read_card_state(card).results_shown
        return Answer(participant_id=participant_id, card_id=card_id, round=card.round, value=checked)

    def own_answer(self, participant_id: str, card_id: str, *, round_: int | None = None) -> Answer | None:
        """What the participant answered in this round; None: in the one that is on."""
        with self.database.read() as connection:
            number = round_ or get_row(connection, CARDS, card_id).round
            values = read_values(connection, card_id, number, participant_id=participant_id)
        if not values:
            return None
        return Answer(
            participant_id=participant_id, card_id=card_id, round=number, value=values[participant_id]
        )

    def tally(self, card_id: str, round_: int) -> Tally | None:
        """How this round was answered; None for everybody as long as its results are not shown.

        Raises:
            Refused: NOT_POSSIBLE for a card without a poll.
        """
        with self.database.read() as connection:
            place = read_place(connection, card_id)
            poll = _poll_of(place)
            if round_ not in read_card_state(place).shown_rounds:
                return None
            return self.memory.recall(
                ("tally", card_id, round_),
                place.revision,
                self.clock(),
                lambda: count_answers(poll, list(read_values(connection, card_id, round_).values())),
            )

    def shift(self, card_id: str) -> Shift | None:
        """From the first round to the second, on the same people; None unless both are shown."""
        with self.database.read() as connection:
            place = read_place(connection, card_id)
            poll = _poll_of(place)
            if read_card_state(place).shown_rounds != (1, 2):
                return None
            return self.memory.recall(
                ("shift", card_id),
                place.revision,
                self.clock(),
                lambda: read_shift(connection, card_id, poll),
            )


@cache
def _write_answer(is_postgresql: bool) -> Insert:
    kind = postgresql.insert if is_postgresql else sqlite.insert
    added = kind(ANSWERS)
    return added.on_conflict_do_update(
        index_elements=[ANSWERS.c.card_id, ANSWERS.c.round, ANSWERS.c.participant_id],
        set_={"value": added.excluded.value, "answered_at": added.excluded.answered_at},
    )


def _poll_of(card: AnyRow) -> Poll:
    poll = read_poll(card)
    if poll is None:
        raise Refused(Refusal.NOT_POSSIBLE)
    return poll


def read_shift(connection: Connection, card_id: str, poll: Poll) -> Shift:
    """From the first round to the second; whether it may be told is the caller's to know."""
    first, second = (read_values(connection, card_id, number) for number in (1, 2))
    both = first.keys() & second.keys()
    return compare_rounds(poll, [(first[person], second[person]) for person in both])


def read_values(
    connection: Connection, card_id: str, round_: int, *, participant_id: str | None = None
) -> dict[str, Value]:
    """Answers by participant; whether they may be told is the caller's to know."""
    asked = {"card_id": card_id, "round": round_}
    if participant_id is None:
        rows = connection.execute(_ANSWERED, asked)
    else:
        rows = connection.execute(_OWN, {**asked, "participant_id": participant_id})
    return {
        row.participant_id: tuple(row.value) if isinstance(row.value, list) else row.value for row in rows
    }
