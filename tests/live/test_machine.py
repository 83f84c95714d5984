"""Any sequence of what people can do: the store on both databases does what plain Python lists do."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from live import LiveStore
from live.model import NewCard, Poll, Refusal, Refused, Session, Value
from tests.builders.live import CHOICE, DRAFT, FACILITATOR, LIKERT, RANKING, SCALE, SEVERAL
from tests.builders.live_model import ModelCard, ModelNote, ModelSession, is_seen

POLLS = (LIKERT, CHOICE, SEVERAL, SCALE, RANKING, None)
ANY = st.integers(0, 2**16)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.integers(-1, 11),
    st.permutations([0, 1, 2]).map(tuple),
    st.lists(st.integers(0, 3), max_size=3).map(tuple),
)


def is_possible(poll: Poll, value: Value) -> bool:
    """The rule of each poll, said again."""
    if poll in {LIKERT, SCALE}:
        return isinstance(value, int) and value in (range(1, 6) if poll == LIKERT else range(11))
    if not isinstance(value, tuple) or len(set(value)) != len(value) or not set(value) <= {0, 1, 2}:
        return False
    return {CHOICE: len(value) == 1, SEVERAL: len(value) > 0, RANKING: len(value) == 3}[poll]


class LiveMachine(RuleBasedStateMachine):
    """One session of a store that other sessions share."""

    def __init__(self, store: LiveStore) -> None:
        super().__init__()
        self.store = store
        self.model = ModelSession()
        self.tokens: dict[str, str] = {}

    @initialize(poll=st.sampled_from(POLLS[:-1]), moderated=st.booleans())
    def begin(self, poll: Poll, moderated: bool) -> None:
        """A session under way, as most that can go wrong does so there."""
        self.session: Session = self.store.create_session(DRAFT, by=FACILITATOR)
        for card in (poll, None):
            self.add_card(card, None)
        self.open_session()
        for _ in range(3):
            self.join()
        self.show_card(0)
        for number in range(2):
            self.set_open(number, True)
        self.moderate(moderated)
        self.write_note(1, 0, "eerst")

    def attempt(self, act: Callable[[], Any], *, refused: Refusal | None) -> Any:
        """What `act` gives; if the model foresees a refusal, exactly that one comes."""
        if refused is None:
            return act()
        with pytest.raises(Refused) as found:
            act()
        assert found.value.reason is refused
        return None

    def pick_card(self, number: int) -> str:
        return list(self.model.cards)[number % len(self.model.cards)]

    def pick_person(self, number: int) -> str:
        return self.model.people[number % len(self.model.people)]

    def has_people_and_cards(self) -> bool:
        return bool(self.model.people and self.model.cards)

    def has_notes(self) -> bool:
        return bool(self.model.people) and any(True for _ in self.model.notes())

    @rule(poll=st.sampled_from(POLLS), at=st.none() | st.integers(0, 3))
    def add_card(self, poll: Poll | None, at: int | None) -> None:
        kind = "question" if poll is None else "poll"
        added = self.store.add_card(self.session.id, NewCard(kind=kind, title="?", poll=poll), at=at)  # type: ignore[arg-type]
        cards = list(self.model.cards.items())
        cards.insert(len(cards) if at is None else at, (added.id, ModelCard(poll=poll)))
        self.model.cards = dict(cards)

    @precondition(lambda self: self.model.cards)
    @rule(number=ANY, by=st.sampled_from([-1, 1]))
    def move_card(self, number: int, by: Any) -> None:
        card_id = self.pick_card(number)
        self.store.move_card(card_id, by=by)
        self.model.move(card_id, by=by)

    @precondition(lambda self: len(self.model.cards) > 2)
    @rule(number=ANY)
    def remove_card(self, number: int) -> None:
        card_id = self.pick_card(number)
        self.store.remove_card(card_id)
        del self.model.cards[card_id]
        if self.model.current == card_id:
            self.model.current = None

    @rule()
    def open_session(self) -> None:
        self.session = self.store.open_session(self.session.id)
        self.model.status = "open"

    @precondition(lambda self: self.model.status == "open")
    @rule(sure=st.integers(0, 3))
    def close_session(self, sure: int) -> None:
        if sure == 0:
            self.store.close_session(self.session.id)
            self.model.status = "closed"

    @rule(on=st.booleans())
    def moderate(self, on: bool) -> None:
        self.store.set_moderated(self.session.id, on)
        self.model.moderated = on

    @precondition(lambda self: self.model.status == "open")
    @rule()
    def join(self) -> None:
        joined = self.store.join(self.session.code or "", source=self.session.id)
        self.model.people.append(joined.participant.id)
        self.tokens[joined.participant.id] = joined.token

    @precondition(lambda self: self.model.people and self.model.status == "open")
    @rule(number=ANY)
    def come_back(self, number: int) -> None:
        person = self.pick_person(number)
        joined = self.store.join(self.session.code or "", token=self.tokens[person], source=self.session.id)
        assert (joined.came_back, joined.participant.id) == (True, person)

    @precondition(lambda self: len(self.model.people) > 2)
    @rule(number=ANY)
    def remove_person(self, number: int) -> None:
        person = self.pick_person(number)
        self.store.remove_participant(person)
        self.model.remove_person(person)
        assert self.store.find_participant(self.session.id, self.tokens[person]) is None

    @precondition(lambda self: self.model.cards)
    @rule(number=ANY)
    def show_card(self, number: int) -> None:
        card_id = self.pick_card(number)
        self.store.show_card(self.session.id, card_id)
        self.model.show(card_id)

    @precondition(lambda self: self.model.cards)
    @rule(number=ANY, is_open=st.sampled_from([True, True, False]))
    def set_open(self, number: int, is_open: bool) -> None:
        card_id = self.pick_card(number)
        self.store.set_answers_open(card_id, is_open)
        self.model.cards[card_id].open = is_open

    @precondition(lambda self: self.model.cards)
    @rule(number=ANY, shown=st.booleans())
    def show_results(self, number: int, shown: bool) -> None:
        card_id = self.pick_card(number)
        self.store.set_results_shown(card_id, shown)
        card = self.model.cards[card_id]
        (card.shown.add if shown else card.shown.discard)(card.round)
        if shown and card.poll is not None:
            card.open = False

    @precondition(lambda self: self.model.cards)
    @rule(number=ANY)
    def start_round(self, number: int) -> None:
        card_id = self.pick_card(number)
        card = self.model.cards[card_id]
        self.attempt(
            lambda: self.store.start_round(card_id, 2),
            refused=Refusal.NOT_POSSIBLE if card.poll is None else None,
        )
        if card.poll is not None and card.round == 1:
            card.round, card.open = 2, True

    @precondition(has_people_and_cards)
    @rule(card=ANY, person=ANY, value=VALUES)
    def answer(self, card: int, person: int, value: Value) -> None:
        card_id, who = self.pick_card(card), self.pick_person(person)
        model = self.model.cards[card_id]
        refused = self.model.why_not_write() or (None if model.open else Refusal.CLOSED)
        if refused is None and (model.poll is None or not is_possible(model.poll, value)):
            refused = Refusal.NOT_POSSIBLE
        given = self.attempt(lambda: self.store.answer(who, card_id, value), refused=refused)
        if given is not None:
            kept = tuple(sorted(value)) if model.poll == SEVERAL and isinstance(value, tuple) else value
            model.answers[given.round, who] = kept
            assert given.round == model.round

    @precondition(has_people_and_cards)
    @rule(card=ANY, person=ANY, text=st.text(min_size=1, max_size=5).filter(str.isalnum))
    def write_note(self, card: int, person: int, text: str) -> None:
        card_id, who = self.pick_card(card), self.pick_person(person)
        model = self.model.cards[card_id]
        refused = self.model.why_not_write() or (None if model.takes_notes() else Refusal.CLOSED)
        note = self.attempt(lambda: self.store.write_note(who, card_id, "see", text), refused=refused)
        if note is not None:
            status = "waiting" if self.model.moderated else "shown"
            model.notes[note.id] = ModelNote(writer=who, text=text, status=status)

    def pick_note(self, number: int) -> tuple[ModelCard, str, ModelNote]:
        notes = list(self.model.notes())
        return notes[number % len(notes)]

    @precondition(has_notes)
    @rule(note=ANY, person=ANY, withdraw=st.booleans())
    def change_note(self, note: int, person: int, withdraw: bool) -> None:
        card, note_id, model = self.pick_note(note)
        who = self.pick_person(person)
        refused = self.model.why_not_write() or (None if model.writer == who else Refusal.NOT_YOURS)
        refused = refused or (None if card.takes_notes() else Refusal.CLOSED)
        if withdraw:
            self.attempt(lambda: self.store.withdraw_note(who, note_id), refused=refused)
        else:
            self.attempt(lambda: self.store.edit_note(who, note_id, "anders"), refused=refused)
        if refused is None and withdraw:
            del card.notes[note_id]
        elif refused is None:
            model.text = "anders"
            if self.model.moderated and model.status == "shown":
                model.status = "waiting"

    @precondition(has_notes)
    @rule(note=ANY, person=ANY, on=st.booleans())
    def support(self, note: int, person: int, on: bool) -> None:
        card, note_id, model = self.pick_note(note)
        who = self.pick_person(person)
        seen = is_seen(card, model, by=None) and model.writer != who
        refused = self.model.why_not_write() or (None if seen else Refusal.NOT_POSSIBLE)
        self.attempt(lambda: self.store.support(note_id, who, on), refused=refused)
        if refused is None:
            (model.supporters.add if on else model.supporters.discard)(who)

    @precondition(has_notes)
    @rule(note=ANY, act=st.sampled_from(["hide", "approve", "pin"]))
    def judge_note(self, note: int, act: str) -> None:
        _, note_id, model = self.pick_note(note)
        if act == "pin":
            model.pinned = not model.pinned
            self.store.pin_note(note_id, model.pinned)
        elif act == "hide":
            model.status = "hidden"
            self.store.hide_note(note_id)
        else:
            model.status = "shown"
            self.store.approve_note(note_id)

    @invariant()
    def state_is_the_models(self) -> None:
        state = self.store.read_state(self.session.id, seat="facilitator")
        assert (state.session.status, state.people) == (self.model.status, len(self.model.people))
        agenda = [(card.place, card.id) for card in self.store.list_cards(self.session.id)]
        assert agenda == list(enumerate(self.model.cards))
        assert state.session.current_card_id == self.model.current
        if self.model.current is not None and state.card is not None:
            model = self.model.cards[self.model.current]
            assert state.answered == len(model.answered())
            found = state.card.state
            assert (found.answers_open, found.round, set(found.shown_rounds)) == (
                model.open,
                model.round,
                model.shown,
            )

    @invariant()
    def nothing_is_told_too_early_and_all_counts_are_exact(self) -> None:
        for card_id, card in self.model.cards.items():
            for round_ in (1, 2) if card.poll is not None else ():
                tally = self.store.tally(card_id, round_)
                assert (tally is not None) == (round_ in card.shown)
                if tally is not None:
                    check_tally(tally, card, round_)

    @invariant()
    def each_seat_sees_its_notes(self) -> None:
        watching: list[str | None] = [None, *self.model.people[:2]]
        for card_id, card in self.model.cards.items():
            if not card.notes:
                continue
            for who in watching:
                found = self.store.list_notes(
                    card_id, seat="beamer" if who is None else "participant", participant_id=who
                )
                seen = {key: note for key, note in card.notes.items() if is_seen(card, note, by=who)}
                assert {note.id: (note.text, note.support, note.pinned, note.mine) for note in found} == {
                    key: (note.text, len(note.supporters), note.pinned, note.writer == who)
                    for key, note in seen.items()
                }

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.store.delete_session(self.session.id)


def check_tally(tally: Any, card: ModelCard, round_: int) -> None:
    values = list(card.values(round_).values())
    assert tally.n == len(values)
    if card.poll == RANKING:
        assert list(tally.counts) == [sum(v[0] == option for v in values) for option in range(3)]  # type: ignore[index]
    elif card.poll in {CHOICE, SEVERAL}:
        assert list(tally.counts) == [sum(option in v for v in values) for option in range(3)]  # type: ignore[operator]
    else:
        points = range(11) if card.poll == SCALE else range(1, 6)
        assert list(tally.counts) == [values.count(point) for point in points]
        if values:
            assert math.isclose(tally.mean, sum(values) / len(values))  # type: ignore[arg-type]


def test_store_when_people_do_anything_in_any_order_then_it_is_as_the_model_says(store: LiveStore) -> None:
    run_state_machine_as_test(
        lambda: LiveMachine(store),
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
