import threading
import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import event

from live import LiveStore
from live.memory import Memory
from tests.builders.live import Clock, make_room


def test_memory_when_asked_again_at_the_same_revision_then_reads_once() -> None:
    memory, clock, asked = Memory(), Clock(), iter("ab")

    answers = [memory.recall("q", 1, clock(), lambda: next(asked)) for _ in range(3)]

    assert answers == ["a", "a", "a"]
    assert memory.recall("q", 2, clock(), lambda: next(asked)) == "b"


def test_memory_when_the_answer_is_old_then_reads_again() -> None:
    memory, clock, asked = Memory(), Clock(), iter("ab")
    memory.recall("q", 1, clock(), lambda: next(asked))

    clock.advance(seconds=2)

    assert memory.recall("q", 1, clock(), lambda: next(asked)) == "b"


def test_memory_when_something_else_is_kept_then_what_is_old_goes() -> None:
    memory, clock = Memory(), Clock()
    memory.recall("secret", 1, clock(), lambda: "Zonnebloem")
    clock.advance(seconds=2)

    memory.recall("q", 1, clock(), lambda: "a")

    assert "Zonnebloem" not in str(vars(memory))


def test_memory_when_much_is_asked_then_stays_small() -> None:
    memory, clock = Memory(), Clock()

    for number in range(1000):
        memory.recall(number, 1, clock(), lambda: "a")

    assert len(vars(memory)["_kept"]) <= 256


def test_memory_when_many_ask_at_once_then_one_reads() -> None:
    memory, clock, reading = Memory(), Clock(), threading.Semaphore(1)

    def read() -> str:
        assert reading.acquire(blocking=False)
        time.sleep(0.02)
        return "a"

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda _: memory.recall("q", 1, clock(), read), range(20)))

    assert answers == ["a"] * 20


def test_state_when_many_read_it_then_most_ask_for_one_row_only(store: LiveStore) -> None:
    room = make_room(store)
    asked: list[str] = []
    event.listen(store.database.engine, "before_cursor_execute", lambda *given: asked.append(str(given[2])))

    for _ in range(10):
        store.read_state(room.session.id, seat="participant")

    assert len([query for query in asked if query.startswith("SELECT")]) <= 10 + 4


def test_state_when_something_changed_then_nobody_reads_the_old_one(store: LiveStore) -> None:
    room = make_room(store)
    for shown in (True, False, True):
        store.set_results_shown(room.card.id, shown)
        state = store.read_state(room.session.id, seat="participant")
        assert state.card is not None
        assert state.card.state.results_shown is shown
        assert (store.tally(room.card.id, 1) is not None) is shown


def test_state_when_the_facilitator_read_first_then_a_participant_learns_no_more(store: LiveStore) -> None:
    room = make_room(store)

    assert store.read_state(room.session.id, seat="facilitator").answered == 0
    assert store.read_state(room.session.id, seat="participant").answered is None
    assert store.read_state(room.session.id, seat="beamer").answered is None
