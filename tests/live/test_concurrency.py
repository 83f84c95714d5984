"""Many at once: nothing lost, counts exact, revisions without gaps."""

from concurrent.futures import ThreadPoolExecutor

from live import LiveStore, open_live
from live.model import NewCard
from tests.builders.live import LIKERT, SCALE, make_room


def test_answers_when_two_hundred_come_at_once_then_none_is_lost(store: LiveStore) -> None:
    room = make_room(store, people=200, card=NewCard(kind="poll", title="?", poll=SCALE))
    before = store.read_revision(room.session.id, seat="facilitator")

    with ThreadPoolExecutor(16) as threads:
        done = threads.map(
            lambda place: store.answer(room.ids()[place], room.card.id, place % 11), range(200)
        )
        confirmed = list(done)
    store.set_results_shown(room.card.id, True)

    tally = store.tally(room.card.id, 1)
    assert tally is not None
    assert (len(confirmed), tally.n) == (200, 200)
    assert tally.counts == tuple(len(range(point, 200, 11)) for point in range(11))
    assert store.read_revision(room.session.id, seat="facilitator") == before + 201


def test_answers_when_two_processes_write_at_once_then_none_is_lost(url: str) -> None:
    stores = [open_live(url), open_live(url)]
    room = make_room(stores[0], people=40)

    def change_mind(place: int) -> None:
        for value in (1, 2, 3):
            stores[place % 2].answer(room.ids()[place], room.card.id, value)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(change_mind, range(40)))
    stores[1].set_results_shown(room.card.id, True)

    tally = stores[0].tally(room.card.id, 1)
    assert tally is not None
    assert tally.counts == (0, 0, 40, 0, 0)
    for store in stores:
        store.close()


def test_round_when_it_is_started_amid_answers_then_each_counts_in_the_round_it_was_given(
    store: LiveStore,
) -> None:
    room = make_room(store, people=60, card=NewCard(kind="poll", title="?", poll=LIKERT))

    def answer(place: int) -> int:
        if place == 30:
            store.start_round(room.card.id, 2)
        return store.answer(room.ids()[place], room.card.id, 3).round

    with ThreadPoolExecutor(8) as threads:
        rounds = list(threads.map(answer, range(60)))
    store.set_results_shown(room.card.id, True)

    second = store.tally(room.card.id, 2)
    assert second is not None
    assert second.n == rounds.count(2)
    assert store.read_state(room.session.id, seat="facilitator").answered == rounds.count(2)


def test_state_when_read_amid_writes_then_it_is_of_one_moment(store: LiveStore) -> None:
    room = make_room(store, people=0)
    assert room.session.code
    code = room.session.code
    start = store.read_state(room.session.id, seat="facilitator").revision

    with ThreadPoolExecutor(6) as threads:
        joining = [threads.submit(store.join, code, source="a") for _ in range(40)]
        states = [store.read_state(room.session.id, seat="facilitator") for _ in range(60)]
        for joined in joining:
            joined.result()

    # Each person who comes in is one revision: the two are never of different moments.
    assert all(state.people == state.revision - start for state in states)
