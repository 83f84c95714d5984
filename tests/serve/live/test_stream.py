"""What a stream tells, to whom, and when it ends, asked over a real connection."""

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack

import httpx
import orjson
import pytest

from live import LiveStore
from live.model import Seat, State
from serve.live import board, stream
from serve.live.figure import prepare
from tests.builders.live_server import LiveServer, make_figure_card, make_session
from tests.builders.live_stream import heard_by, join, wait_until
from ui.live.cards import read_view
from ui.live.desk import make_pass
from ui.live.link import STREAM
from ui.live.service import find_live


@pytest.mark.parametrize(
    "forge",
    [
        lambda _own, other: make_pass(other, seat="facilitator"),
        lambda own, _other: make_pass(own, seat="beamer").replace("beamer", "facilitator"),
        lambda own, _other: make_pass(own, seat="beamer")[:-1],
        lambda _own, _other: "facilitator.99999999999.",
        lambda _own, _other: "é.1.x",
    ],
)
def test_stream_when_who_takes_part_forges_a_pass_then_is_refused_and_logged(
    phone: httpx.Client, caplog: pytest.LogCaptureFixture, forge: Callable[[str, str], str]
) -> None:
    session, other = make_session(), make_session()
    join(phone, session.code)
    with caplog.at_level(logging.WARNING, logger="kompas"):
        answer = phone.get(STREAM, params={"sessie": session.id, "pas": forge(session.id, other.id)})

    assert answer.status_code == 403
    assert "a seat that is not theirs" in caplog.text


def test_stream_when_a_card_is_shown_then_tells_a_higher_revision_and_nothing_of_people(
    phone: httpx.Client,
) -> None:
    store, session = find_live(), make_session()
    join(phone, session.code, naam="Anna")
    with heard_by(phone, sessie=session.id) as heard:
        assert wait_until(lambda: len(heard.revisions) == 1)
        store.show_card(session.id, store.list_cards(session.id)[0].id)
        assert wait_until(lambda: len(heard.revisions) == 2)

    assert heard.revisions[1] == store.find_session(session.id).revision > heard.revisions[0]
    assert heard.figures == ["-"]


def test_stream_when_a_hidden_answer_comes_then_only_the_desk_hears_of_it(
    server: LiveServer, phone: httpx.Client
) -> None:
    store, session = find_live(), make_session()
    join(phone, session.code)
    poll = store.list_cards(session.id)[1]
    store.show_card(session.id, poll.id)
    store.set_answers_open(poll.id, True)
    desk_pass = make_pass(session.id, seat="facilitator")
    with (
        httpx.Client(base_url=server.address) as desk,
        heard_by(phone, sessie=session.id) as at_phone,
        heard_by(desk, sessie=session.id, pas=desk_pass) as at_desk,
    ):
        assert wait_until(lambda: len(at_phone.revisions) == len(at_desk.revisions) == 1)
        time.sleep(0.4)
        store.answer(store.list_participants(session.id)[0].id, poll.id, (0,))

        assert wait_until(lambda: len(at_desk.revisions) == 2)
        assert len(at_phone.revisions) == 1


def test_stream_when_the_server_stops_then_ends_at_once(server: LiveServer, phone: httpx.Client) -> None:
    session = make_session()
    join(phone, session.code)
    with heard_by(phone, sessie=session.id) as heard:
        assert wait_until(lambda: len(heard.revisions) == 1)
        assert server.routes.streams.count() == 1
        server.routes.streams.end()

        assert wait_until(lambda: heard.ended)
    assert heard.revisions[-1] > 0
    assert wait_until(lambda: server.routes.streams.count() == 0)


def test_stream_when_somebody_is_taken_out_then_ends_at_once(server: LiveServer, phone: httpx.Client) -> None:
    store, session = find_live(), make_session()
    join(phone, session.code)
    with httpx.Client(base_url=server.address) as other, heard_by(phone, sessie=session.id) as heard:
        join(other, session.code)
        with heard_by(other, sessie=session.id) as stays:
            assert wait_until(lambda: bool(heard.revisions and stays.revisions))
            store.remove_participant(store.list_participants(session.id)[0].id)

            assert wait_until(lambda: heard.ended)
            assert wait_until(lambda: len(stays.revisions) > 1)
            assert not stays.ended
    assert heard.revisions[-1] == -2
    assert phone.head(STREAM, params={"sessie": session.id}).status_code == 403


def test_stream_when_nothing_is_told_then_looks_at_each_heartbeat_whether_who_leads_still_may(
    phone: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT_S", 0.2)
    session = make_session()
    with heard_by(phone, sessie=session.id, pas=make_pass(session.id, seat="facilitator")) as heard:
        assert wait_until(lambda: heard.silences > 0)
        monkeypatch.setattr(stream, "find_follower", lambda *_, **__: None)

        assert wait_until(lambda: heard.ended)
    assert heard.revisions[-1] == -2


def test_stream_when_a_call_was_missed_then_hears_of_it_at_the_next_heartbeat(
    phone: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT_S", 0.2)
    monkeypatch.setattr(board, "FRESH_S", 0.1)
    store, session = find_live(), make_session()
    join(phone, session.code)
    with heard_by(phone, sessie=session.id) as heard:
        assert wait_until(lambda: len(heard.revisions) == 1)
        monkeypatch.setattr(store.bus, "publish", lambda *_, **__: None)
        store.show_card(session.id, store.list_cards(session.id)[0].id)
        assert wait_until(lambda: len(heard.revisions) == 2)
        store.remove_participant(store.list_participants(session.id)[0].id)

        assert wait_until(lambda: heard.ended)
    assert heard.revisions[-1] == -2


def test_streams_when_asked_then_note_who_is_here_in_one_write(
    server: LiveServer, phone: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, session = find_live(), make_session()
    joined = [store.join(session.code or "", source="x").participant for _ in range(3)]
    join(phone, session.code)
    here = store.list_participants(session.id)[-1]
    with heard_by(phone, sessie=session.id) as heard:
        assert wait_until(lambda: len(heard.revisions) == 1)
        touched: list[tuple[str, ...]] = []
        monkeypatch.setattr(LiveStore, "touch", lambda _store, *ids: touched.append(ids))
        server.routes.streams.note_presence()

    assert touched == [(here.id,)]
    assert here.id not in {participant.id for participant in joined}


@pytest.mark.parametrize("seat", ["participant", "beamer", "facilitator"])
def test_stream_when_the_session_is_erased_then_says_that_it_is_gone(phone: httpx.Client, seat: Seat) -> None:
    session = make_session()
    join(phone, session.code)
    proof = {} if seat == "participant" else {"pas": make_pass(session.id, seat=seat)}
    with heard_by(phone, sessie=session.id, **proof) as heard:
        assert wait_until(lambda: bool(heard.revisions))
        find_live().erase_session(session.id)

        assert wait_until(lambda: heard.ended)
    assert heard.revisions[-1] == -2


@pytest.mark.parametrize("seat", ["beamer", "facilitator"])
def test_stream_when_the_session_was_erased_meanwhile_then_a_pass_is_refused(
    phone: httpx.Client, seat: Seat
) -> None:
    session = make_session()
    asked = {"sessie": session.id, "pas": make_pass(session.id, seat=seat)}
    assert phone.head(STREAM, params=asked).status_code == 204

    find_live().erase_session(session.id)

    assert phone.head(STREAM, params=asked).status_code == 403
    assert phone.get(STREAM, params=asked).status_code == 403


def test_stream_when_it_is_asked_for_then_nothing_keeps_it_back(phone: httpx.Client) -> None:
    session = make_session()
    join(phone, session.code)
    with phone.stream("GET", STREAM, params={"sessie": session.id}) as answer:
        headers = answer.headers

    assert headers["content-type"].startswith("text/event-stream")
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"
    assert "content-encoding" not in headers


def test_stream_when_the_card_has_a_figure_then_brings_that_of_a_reflection_group(
    phone: httpx.Client, release_id: str
) -> None:
    store, session = find_live(), make_session(release_id=release_id)
    card = store.add_card(session.id, make_figure_card(release_id, page="reach", key="map"))
    join(phone, session.code)
    with heard_by(phone, sessie=session.id, taal="nl") as heard:
        assert wait_until(lambda: len(heard.revisions) == 1)
        store.show_card(session.id, card.id)
        assert wait_until(lambda: len(heard.revisions) == 2)
        store.set_timer(card.id, 60)
        assert wait_until(lambda: len(heard.revisions) == 3)

    nothing, shown = heard.unpack()
    assert nothing is None
    assert shown is not None
    assert release_id in shown["below"]
    assert shown["figure"]["data"]


def test_stream_when_cards_follow_each_other_then_no_revision_comes_before_its_figure(
    phone: httpx.Client, release_id: str
) -> None:
    store, session = find_live(), make_session(release_id=release_id)
    cards = [
        store.add_card(session.id, make_figure_card(release_id, page="reach", key=key, query="deel=all"))
        for key in ("map", "coverage")
    ]
    join(phone, session.code)
    with heard_by(phone, sessie=session.id) as heard:
        for card_id in (cards[0].id, cards[1].id, None, cards[0].id):
            store.show_card(session.id, card_id)
            revision = store.find_session(session.id).revision
            assert wait_until(lambda at=revision: heard.revisions[-1:] == [at])
            shown = heard.unpack()[-1]
            expected = None if card_id is None else prepared_of(store, session.id, card_id)
            assert (shown and shown["view"]) == expected


def prepared_of(store: LiveStore, session_id: str, card_id: str) -> str:
    """The name of a card's figure."""
    figure = next(card.figure for card in store.list_cards(session_id) if card.id == card_id)
    assert figure is not None
    prepared = prepare(read_view(figure, language="nl", dark=False))
    assert prepared is not None
    return prepared.name


@pytest.mark.parametrize(("theme", "language"), [("0", "nl"), ("1", "en")])
def test_stream_when_the_browser_cannot_inflate_then_the_figure_comes_as_it_is(
    phone: httpx.Client, release_id: str, theme: str, language: str
) -> None:
    store, session = find_live(), make_session(release_id=release_id)
    card = store.add_card(session.id, make_figure_card(release_id, page="reach", key="map"))
    store.show_card(session.id, card.id)
    join(phone, session.code)
    look = {"sessie": session.id, "taal": language, "donker": theme}
    with heard_by(phone, **look) as packed, heard_by(phone, **look, plat="1") as plain:
        assert wait_until(lambda: bool(packed.revisions and plain.revisions))

    assert orjson.loads(plain.figures[0]) == packed.unpack()[0]


def test_stream_when_two_hundred_hear_of_a_change_then_it_is_read_once(
    phone: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, session = find_live(), make_session()
    join(phone, session.code)
    reads: list[str] = []
    read_state = LiveStore.read_state

    def count(self: LiveStore, session_id: str, *, seat: Seat) -> State:
        reads.append(session_id)
        return read_state(self, session_id, seat=seat)

    monkeypatch.setattr(LiveStore, "read_state", count)
    with ExitStack() as open_streams:
        all_heard = [open_streams.enter_context(heard_by(phone, sessie=session.id)) for _ in range(20)]
        assert wait_until(lambda: all(len(heard.revisions) == 1 for heard in all_heard))
        reads.clear()
        time.sleep(0.3)
        store.show_card(session.id, store.list_cards(session.id)[0].id)
        assert wait_until(lambda: all(len(heard.revisions) == 2 for heard in all_heard))

    assert reads == [session.id]
