"""The figure of a card for who looks around alone, asked over a real connection."""

import httpx
import pytest

from tests.builders.live_server import make_figure_card, make_session
from tests.builders.live_stream import join
from ui.live.desk import make_pass
from ui.live.link import FIGURE
from ui.live.service import find_live


def test_figure_when_no_card_is_asked_for_then_there_is_none(phone: httpx.Client, release_id: str) -> None:
    store, session = find_live(), make_session(release_id=release_id)
    card = store.add_card(session.id, make_figure_card(release_id, page="reach", key="map"))
    store.show_card(session.id, card.id)
    join(phone, session.code)

    assert phone.get(FIGURE, params={"sessie": session.id, "kaart": card.id}).status_code == 200
    assert phone.get(FIGURE, params={"sessie": session.id}).status_code == 204
    assert phone.get(FIGURE, params={"sessie": session.id, "kaart": "x"}).status_code == 204


def test_figure_when_its_card_was_not_shown_yet_then_a_participant_does_not_get_it(
    phone: httpx.Client, release_id: str
) -> None:
    store, session = find_live(), make_session(release_id=release_id)
    card = store.add_card(session.id, make_figure_card(release_id, page="reach", key="map"))
    store.show_card(session.id, store.list_cards(session.id)[0].id)
    join(phone, session.code)

    ahead = phone.get(FIGURE, params={"sessie": session.id, "kaart": card.id})
    desk_pass = make_pass(session.id, seat="facilitator")
    desk = phone.get(FIGURE, params={"sessie": session.id, "kaart": card.id, "pas": desk_pass})

    assert (ahead.status_code, desk.status_code) == (204, 200)


@pytest.mark.parametrize("filters", ["traject=pi-1", "traject=pi-1&verband=swv-1", "rol=beleid&traject=pi-1"])
def test_figure_when_filters_ask_for_more_than_the_scope_then_there_is_none(
    phone: httpx.Client, release_id: str, filters: str
) -> None:
    store, session = find_live(), make_session(release_id=release_id)
    card = store.add_card(session.id, make_figure_card(release_id, page="reach", key="map"))
    store.show_card(session.id, card.id)
    join(phone, session.code)

    answer = phone.get(FIGURE, params={"sessie": session.id, "kaart": card.id, "filters": filters})

    assert answer.status_code == 204


@pytest.mark.parametrize("page", ["design", "quality", "audit", "access", "reflect", "nergens", "../server"])
def test_figure_when_its_page_is_not_for_a_group_then_there_is_none(
    phone: httpx.Client, release_id: str, page: str
) -> None:
    store, session = find_live(), make_session(release_id=release_id)
    card = store.add_card(session.id, make_figure_card(release_id, page=page, key="design"))
    store.show_card(session.id, card.id)
    join(phone, session.code)

    assert phone.get(FIGURE, params={"sessie": session.id, "kaart": card.id}).status_code == 204
