"""Notes of a trajectory: its organisers' alone, bounded, and gone when erased."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live import Limits, LiveStore, open_live
from live.model import Facilitator, Refusal, Refused, UnknownIdError
from live.notebook import Notebook, OwnNote
from tests.builders.live import DRAFT, Clock

ANNA = Facilitator(id="a" * 24, role="organiser", trajectories=("pi-3", "pi-9"))
BRAM = Facilitator(id="b" * 24, role="organiser", trajectories=("pi-3",))
CARLA = Facilitator(id="c" * 24, role="organiser", trajectories=("pi-4",))
MINISTRY = Facilitator(id="m" * 24, role="ministry")
OTHERS = (
    CARLA,
    MINISTRY,
    Facilitator(id="s" * 24, role="steward"),
    # A role that is no organiser's has no trajectory, whatever it says.
    Facilitator(id="f" * 24, role="ministry", trajectories=("pi-3",)),
    replace(BRAM, trajectories=()),
)
OWN = Notebook(programme="proef", trajectory_id="pi-3")
WILD = "<b>vet</b> **sterk** [hier](https://evil.example)"


def texts_of(store: LiveStore, *, notebook: Notebook = OWN, by: Facilitator = ANNA) -> list[str]:
    return [note.text for note in store.list_own(notebook, by=by)]


def plan(store: LiveStore, *, what: str = "bellen", by: Facilitator = ANNA) -> OwnNote:
    return store.plan_own_action(OWN, what=what, who="Anna", due=date(2026, 4, 1), by=by)


def reason_of(call: object) -> Refusal:
    with pytest.raises(Refused) as refused:
        call()  # type: ignore[operator]
    return refused.value.reason


def test_notebook_when_written_in_then_each_organiser_of_the_trajectory_reads_it(store: LiveStore) -> None:
    store.write_own_note(OWN, text=f"  {WILD}\x00 ", by=ANNA)
    plan(store, by=BRAM)

    action, note = store.list_own(OWN, by=BRAM)
    assert (note.kind, note.text, note.who, note.due, note.status) == ("note", WILD, "", None, None)
    assert (action.kind, action.who, action.due, action.status) == (
        "action",
        "Anna",
        date(2026, 4, 1),
        "planned",
    )
    assert store.list_own(OWN, by=ANNA) == (action, note)
    assert BRAM.id not in repr(action)


@pytest.mark.parametrize("somebody", OTHERS)
def test_notebook_when_somebody_else_asks_then_is_refused_by_name_and_by_id(
    store: LiveStore, somebody: Facilitator
) -> None:
    note = plan(store)

    for forbidden in (
        lambda: store.list_own(OWN, by=somebody),
        lambda: store.write_own_note(OWN, text="x", by=somebody),
        lambda: store.plan_own_action(OWN, what="x", by=somebody),
        lambda: store.set_own_status(note.id, "done", by=somebody),
        lambda: store.erase_own(note.id, by=somebody),
    ):
        assert reason_of(forbidden) is Refusal.NOT_YOURS
    assert store.list_own(OWN, by=ANNA) == (note,)


def test_notebooks_when_of_other_trajectories_or_programmes_then_are_kept_apart(store: LiveStore) -> None:
    plan(store, what="drie")
    other = replace(OWN, trajectory_id="pi-9")
    store.write_own_note(other, text="negen", by=ANNA)
    store.write_own_note(replace(OWN, programme="ander"), text="ander", by=ANNA)

    assert texts_of(store) == ["drie"]
    assert texts_of(store, notebook=other) == ["negen"]


def test_action_when_it_goes_on_then_has_that_status_and_a_note_never(store: LiveStore) -> None:
    action, note = plan(store), store.write_own_note(OWN, text="n", by=ANNA)

    for status in ("going_on", "done", "dropped", "planned"):
        store.set_own_status(action.id, status, by=BRAM)  # type: ignore[arg-type]
        assert [kept.status for kept in store.list_own(OWN, by=ANNA)] == [None, status]
    assert reason_of(lambda: store.set_own_status(note.id, "done", by=ANNA)) is Refusal.NOT_POSSIBLE
    forged: str = "<b>"
    assert (
        reason_of(lambda: store.set_own_status(action.id, forged, by=ANNA))  # type: ignore[arg-type]
        is Refusal.NOT_POSSIBLE
    )


def test_note_when_erased_then_is_gone_for_everybody(store: LiveStore) -> None:
    note = plan(store)
    store.erase_own(note.id, by=BRAM)

    assert texts_of(store) == []
    with pytest.raises(UnknownIdError):
        store.set_own_status(note.id, "done", by=ANNA)
    with pytest.raises(UnknownIdError):
        store.erase_own("nooit", by=ANNA)


def test_notebook_when_a_steward_erases_it_then_only_that_one_goes(store: LiveStore) -> None:
    plan(store)
    store.write_own_note(replace(OWN, trajectory_id="pi-9"), text="blijft", by=ANNA)

    assert store.count_notebooks("proef") == {"pi-3": 1, "pi-9": 1}
    assert store.count_notebooks("ander") == {}
    assert store.erase_notebook(OWN) == 1
    assert texts_of(store) == []
    assert texts_of(store, notebook=replace(OWN, trajectory_id="pi-9")) == ["blijft"]


@pytest.mark.parametrize(
    ("text", "reason"), [(" \n\x07", Refusal.EMPTY), ("x" * 501, Refusal.TOO_LONG)], ids=["empty", "long"]
)
def test_action_when_its_text_is_none_or_too_long_then_is_refused(
    store: LiveStore, text: str, reason: Refusal
) -> None:
    assert reason_of(lambda: plan(store, what=text)) is reason
    assert texts_of(store) == []


def test_notebook_when_full_then_takes_no_more(url: str, clock: Clock) -> None:
    store = open_live(url, clock=clock, limits=Limits(own_notes=2))
    plan(store)
    plan(store)

    assert reason_of(lambda: plan(store)) is Refusal.TOO_MANY
    store.close()


def test_writer_when_too_fast_then_waits_a_minute_and_colleagues_do_not(url: str, clock: Clock) -> None:
    store = open_live(url, clock=clock, limits=Limits(writes_per_minute=3))
    action = plan(store)
    for _ in range(2):
        plan(store)

    assert reason_of(lambda: plan(store)) is Refusal.SLOW_DOWN
    assert reason_of(lambda: store.set_own_status(action.id, "done", by=ANNA)) is Refusal.SLOW_DOWN
    plan(store, by=BRAM)
    clock.advance(seconds=61)
    plan(store)
    store.close()


def test_retention_when_nothing_was_changed_that_long_then_note_and_view_go_and_others_stay(
    store: LiveStore, clock: Clock
) -> None:
    old, kept = plan(store, what="oud"), plan(store, what="bijgewerkt")
    clock.advance(days=300)
    store.set_own_status(kept.id, "going_on", by=ANNA)
    clock.advance(days=100)

    assert store.carry_out_retention() == 1
    assert [note.id for note in store.list_own(OWN, by=ANNA)] == [kept.id]
    assert old.id not in {note.id for note in store.list_own(OWN, by=ANNA)}
    clock.now += timedelta(days=400)
    assert store.carry_out_retention() == 1


def test_sessions_when_listed_of_a_trajectory_then_a_colleague_sees_none_about_more_than_the_own(
    store: LiveStore,
) -> None:
    wide = store.create_session(DRAFT, by=ANNA)
    narrow = store.create_session(DRAFT, by=BRAM)
    store.create_session(DRAFT, by=CARLA)
    policy = store.create_session(DRAFT, by=MINISTRY)

    assert [s.id for s in store.list_sessions_of("pi-3", by=ANNA)] == [narrow.id, wide.id]
    assert [s.id for s in store.list_sessions_of("pi-3", by=BRAM)] == [narrow.id]
    assert [s.id for s in store.list_sessions_of("pi-3", by=MINISTRY)] == [policy.id]
    assert store.list_sessions_of("pi-3", by=replace(MINISTRY, id="x")) == ()


WRITERS = st.sampled_from((ANNA, BRAM, CARLA, MINISTRY))
STEPS = st.lists(
    st.tuples(st.sampled_from(("note", "action", "done", "erase")), WRITERS, st.integers(0, 8)), max_size=14
)


def follow_steps(store: LiveStore, steps: list[tuple[str, Facilitator, int]], *, notebook: Notebook) -> None:
    """The store beside a plain list: who may, and what is then kept."""
    kept: list[tuple[str, str, str | None]] = []
    for number, (what, by, place) in enumerate(steps):
        may = by in (ANNA, BRAM)
        name = f"{number}"
        try:
            if what == "note":
                kept.insert(0, (store.write_own_note(notebook, text=name, by=by).id, name, None))
            elif what == "action":
                added = store.plan_own_action(notebook, what=name, by=by)
                kept.insert(0, (added.id, name, "planned"))
            elif kept:
                note_id, text, status = kept[place % len(kept)]
                if what == "erase":
                    store.erase_own(note_id, by=by)
                    kept.remove((note_id, text, status))
                else:
                    store.set_own_status(note_id, "done", by=by)
                    kept[place % len(kept)] = (note_id, text, "done")
        except Refused as refusal:
            reason = refusal.reason
            assert reason is (Refusal.NOT_POSSIBLE if may else Refusal.NOT_YOURS)
            assert not may or what == "done"
        else:
            assert may or (what in ("done", "erase") and not kept)
    found = [(note.id, note.text, note.status) for note in store.list_own(notebook, by=BRAM)]
    assert found == kept


def test_notebook_when_anything_is_done_in_any_order_then_is_as_a_plain_list(url: str) -> None:
    store = open_live(url, limits=Limits(writes_per_minute=10**6))
    books = iter(range(10**6))

    @settings(max_examples=40, deadline=None)
    @given(steps=STEPS)
    def run(steps: list[tuple[str, Facilitator, int]]) -> None:
        follow_steps(store, steps, notebook=replace(OWN, programme=f"p{next(books)}"))

    run()
    store.close()
