"""Saved views: of one person in one role."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from live import Limits, LiveStore, open_live
from live.model import Facilitator, Refusal, Refused, UnknownIdError
from live.views import NewView, SavedView
from tests.builders.live import Clock

ANNA = Facilitator(id="a" * 24, role="ministry")
BRAM = Facilitator(id="b" * 24, role="ministry")
VIEW = NewView(programme="proef", page="learning", query="niveau=basis&deel=change", release_id="r-1")


def save(store: LiveStore, *, name: str = "Mijn blik", by: Facilitator = ANNA) -> SavedView:
    return store.save_view(VIEW, name=name, by=by)


def reason_of(call: Callable[[], object]) -> Refusal:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.reason


def test_view_when_saved_then_its_owner_finds_it_and_nobody_else(store: LiveStore) -> None:
    saved = save(store, name="  <b>Mijn</b>\n blik ")

    assert (saved.name, saved.page, saved.query, saved.release_id) == (
        "<b>Mijn</b> blik",
        "learning",
        "niveau=basis&deel=change",
        "r-1",
    )
    assert store.list_views("proef", by=ANNA) == (saved,)
    for others in (BRAM, replace(ANNA, role="organiser")):
        assert store.list_views("proef", by=others) == ()
    assert store.list_views("ander", by=ANNA) == ()


def test_view_when_anothers_id_is_forged_then_nothing_happens(store: LiveStore) -> None:
    saved = save(store)

    for others in (BRAM, replace(ANNA, role="organiser")):
        assert reason_of(lambda by=others: store.rename_view(saved.id, "x", by=by)) is Refusal.NOT_YOURS  # type: ignore[misc]
        assert reason_of(lambda by=others: store.erase_view(saved.id, by=by)) is Refusal.NOT_YOURS  # type: ignore[misc]
    assert store.list_views("proef", by=ANNA) == (saved,)


def test_view_when_renamed_or_erased_then_is_so(store: LiveStore) -> None:
    first, second = save(store), save(store, name="tweede")
    store.rename_view(first.id, "eerste", by=ANNA)
    assert [view.name for view in store.list_views("proef", by=ANNA)] == ["eerste", "tweede"]

    store.erase_view(second.id, by=ANNA)
    assert [view.name for view in store.list_views("proef", by=ANNA)] == ["eerste"]
    with pytest.raises(UnknownIdError):
        store.erase_view(second.id, by=ANNA)


@pytest.mark.parametrize(
    ("name", "reason"), [(" \n", Refusal.EMPTY), ("x" * 121, Refusal.TOO_LONG)], ids=["empty", "long"]
)
def test_view_when_its_name_is_none_or_too_long_then_is_refused(
    store: LiveStore, name: str, reason: Refusal
) -> None:
    saved = save(store)

    assert reason_of(lambda: save(store, name=name)) is reason
    assert reason_of(lambda: store.rename_view(saved.id, name, by=ANNA)) is reason
    assert reason_of(lambda: store.save_view(replace(VIEW, query="x" * 2001), name="n", by=ANNA)) is (
        Refusal.TOO_LONG
    )


def test_views_when_too_many_or_too_fast_then_are_refused(url: str, clock: Clock) -> None:
    store = open_live(url, clock=clock, limits=Limits(views=3, writes_per_minute=2))
    save(store)
    save(store)
    assert reason_of(lambda: save(store)) is Refusal.SLOW_DOWN
    clock.advance(seconds=61)
    save(store)
    clock.advance(seconds=61)
    assert reason_of(lambda: save(store)) is Refusal.TOO_MANY
    save(store, by=BRAM)
    store.close()


def test_view_when_kept_long_enough_then_goes(store: LiveStore, clock: Clock) -> None:
    save(store)
    clock.advance(days=366)

    assert store.carry_out_retention() == 1
    assert store.list_views("proef", by=ANNA) == ()
