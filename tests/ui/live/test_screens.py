"""The screens of a live session, without a browser: prepare, join, follow, answer, lead, keep."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from live.model import Draft, NewCard, Poll, Session
from tests.builders.live_server import DESK, make_figure_card, make_session
from tests.builders.logins import configure_login
from tests.builders.screens import TIMEOUT_S, open_screen, read_screen, read_title, serve_release
from texts import texts_in
from ui.live.link import write_ticket
from ui.live.service import find_live
from ui.navigation import PAGES

NL = texts_in("nl")
WILD = "<b>vet</b> **sterk** [hier](https://evil.example)"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("live-screens")


@pytest.fixture(autouse=True)
def full(monkeypatch: pytest.MonkeyPatch, built: Path) -> None:
    serve_release(monkeypatch, built=built, tables=None)


def take_place(session: Session, *, name: str | None = None) -> AppTest:
    """The page of somebody who joined."""
    joined = find_live().join(session.code or "", name=name, source="test")
    screen = AppTest.from_file(str(Path(__file__).parents[3] / "dashboard.py"), default_timeout=TIMEOUT_S)
    screen.session_state["kompas-live-ticket"] = write_ticket(session.id, joined.token)
    screen.switch_page(PAGES["live"])
    return screen.run()


def show(session: Session, place: int) -> str:
    """Brings everybody to the card at this place; its id."""
    store = find_live()
    card = store.list_cards(session.id)[place]
    store.show_card(session.id, card.id)
    return card.id


def press(screen: AppTest, label: str) -> AppTest:
    """Presses the first button with this label."""
    after = next(button for button in screen.button if button.label == label).click().run()
    assert not after.exception
    return after


def test_page_when_the_address_has_no_code_then_asks_for_one_and_tells_nothing() -> None:
    make_session()
    screen = open_screen("live")

    assert read_title(screen) == NL("live.title")
    assert "Ronde tafel" not in read_screen(screen)


def test_page_when_the_code_is_typed_then_joins(built: Path) -> None:
    session = make_session()
    screen = open_screen("live", query={"code": session.code or ""})
    screen.text_input[1].set_value("Anna")
    screen = press(screen, NL("live.join"))

    assert read_title(screen) == "Ronde tafel"
    assert [person.name for person in find_live().list_participants(session.id)] == ["Anna"]


@pytest.mark.parametrize("reason", ["wrong_code", "slow_down", "full", "closed", "expired"])
def test_page_when_joining_was_refused_then_says_why(reason: str) -> None:
    screen = open_screen("live", query={"code": "ABC-DEF", "fout": reason})

    assert [error.value for error in screen.error] == [NL(f"live.refused_{reason}")]


@pytest.mark.parametrize("reason", ["nonsense", "<b>x</b>"])
def test_page_when_the_reason_in_the_address_is_made_up_then_says_nothing(reason: str) -> None:
    assert not open_screen("live", query={"fout": reason}).error


def test_page_when_a_login_is_needed_elsewhere_then_who_has_a_code_comes_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    configure_login(monkeypatch, tmp_path)

    assert read_title(open_screen("live")) == NL("live.title")
    assert "Ronde tafel" in read_screen(take_place(make_session()))


@pytest.mark.parametrize("name", [name for name in PAGES if name != "live"])
def test_other_pages_when_a_login_is_needed_then_a_place_in_a_session_opens_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    configure_login(monkeypatch, tmp_path)
    screen = take_place(make_session())
    screen = screen.switch_page(PAGES[name]).run()

    assert NL("access.login_title") in [title.value for title in screen.title]
    assert not screen.get("plotly_chart")


def test_card_when_it_has_a_figure_then_shows_it_from_the_release_of_the_session() -> None:
    store, session = find_live(), make_session(release_id="proef-1")
    store.add_card(session.id, make_figure_card("proef-1", page="reach", key="map"))
    show(session, 2)

    words = read_screen(take_place(session))

    assert "proef-1" in words


def test_poll_when_answered_then_is_kept_and_hidden_until_shown() -> None:
    store, session = find_live(), make_session()
    card = show(session, 1)
    store.set_answers_open(card, True)
    screen = take_place(session)
    screen.radio[0].set_value(1)
    screen = press(screen, NL("live.answer"))

    assert NL("live.answered") in read_screen(screen)
    assert NL("live.results") not in read_screen(screen)
    store.set_results_shown(card, True)
    assert NL("live.results") in read_screen(screen.run())
    tally = store.tally(card, 1)
    assert tally is not None
    assert tally.counts == (0, 1)


def test_poll_when_answered_without_a_choice_then_says_so() -> None:
    store, session = find_live(), make_session()
    store.set_answers_open(show(session, 1), True)
    screen = press(take_place(session), NL("live.answer"))

    assert [error.value for error in screen.error] == [NL("live.answer_first")]


@pytest.mark.parametrize(
    ("poll", "answer"),
    [
        (Poll(kind="likert", options=("oneens", "eens")), lambda s: s.radio[0].set_value(1)),
        (Poll(kind="scale"), lambda s: s.radio[0].set_value(7)),
        (Poll(kind="choice", options=("a", "b"), several=True), lambda s: s.checkbox[1].check()),
        (
            Poll(kind="ranking", options=("a", "b")),
            lambda s: [s.selectbox[-2].set_value(1), s.selectbox[-1].set_value(0)],
        ),
    ],
)
def test_poll_when_of_any_kind_then_can_be_answered(poll: Poll, answer: Callable[[AppTest], object]) -> None:
    store, session = find_live(), make_session()
    card = store.add_card(session.id, NewCard(kind="poll", title="Peiling", poll=poll)).id
    show(session, 2)
    store.set_answers_open(card, True)
    screen = take_place(session)
    answer(screen)
    press(screen, NL("live.answer"))
    store.set_results_shown(card, True)

    tally = store.tally(card, 1)
    assert tally is not None
    assert tally.n == 1


def test_note_when_written_then_is_text_and_never_markup() -> None:
    store, session = find_live(), make_session()
    card = show(session, 0)
    store.set_answers_open(card, True)
    screen = take_place(session)
    screen.text_area[0].set_value(WILD)
    screen = press(screen, NL("live.send"))

    words = read_screen(screen)
    assert "<b>vet</b>" not in words
    assert "&lt;b&gt;vet&lt;/b&gt;" in words
    assert [note.text for note in store.list_notes(card, seat="facilitator")] == [WILD]


def test_note_when_of_another_and_shown_then_can_be_supported() -> None:
    store, session = find_live(), make_session()
    card = show(session, 0)
    store.set_answers_open(card, True)
    writer = store.join(session.code or "", source="test").participant
    store.write_note(writer.id, card, "see", "Veel verschil")
    screen = take_place(session)
    assert "Veel verschil" not in read_screen(screen)
    store.set_results_shown(card, True)
    press(screen.run(), NL("live.support"))

    assert [note.support for note in store.list_notes(card, seat="facilitator")] == [1]


def test_screen_when_somebody_was_taken_out_then_says_so() -> None:
    store, session = find_live(), make_session()
    screen = take_place(session)
    store.remove_participant(store.list_participants(session.id)[0].id)

    assert read_title(screen.run()) == NL("live.title")


def open_desk(session: Session, part: str) -> AppTest:
    return open_screen("reflect", query={"sessie": session.id, "deel": part})


def test_list_when_a_session_is_made_from_a_template_then_it_has_its_cards() -> None:
    screen = open_screen("reflect")
    screen.text_input(key="live-new-title").set_value(WILD)
    screen.selectbox(key="live-new-template").set_value("walk")
    screen = press(screen, NL("live.make"))

    made = find_live().list_sessions(by=DESK)[0]
    assert made.title == WILD
    assert len(find_live().list_cards(made.id)) == 3
    assert "<b>vet</b>" not in read_screen(screen)


def test_agenda_when_a_card_is_moved_then_the_order_changes() -> None:
    store, session = find_live(), make_session()
    before = [card.id for card in store.list_cards(session.id)]
    screen = open_desk(session, "prepare")
    screen.button(key=f"live-down-{before[0]}").click().run()

    assert [card.id for card in store.list_cards(session.id)] == before[::-1]


def test_desk_when_next_is_pressed_then_everybody_is_at_the_first_card() -> None:
    store, session = find_live(), make_session()
    press(open_desk(session, "lead"), NL("live.next"))

    assert store.find_session(session.id).current_card_id == store.list_cards(session.id)[0].id


def test_desk_when_next_and_previous_are_pressed_then_goes_along_the_agenda() -> None:
    store, session = find_live(), make_session()
    cards = [card.id for card in store.list_cards(session.id)]
    screen = open_desk(session, "lead")
    seen = []
    for step in ("next", "next", "previous", "next"):
        screen = press(screen, NL(f"live.{step}"))
        seen.append(cards.index(store.find_session(session.id).current_card_id or ""))

    assert seen == [0, 1, 0, 1]


def test_desk_when_answers_are_opened_and_results_shown_then_the_store_knows() -> None:
    store, session = find_live(), make_session()
    show(session, 1)
    screen = press(open_desk(session, "lead"), NL("live.open_answers"))
    screen = press(screen, NL("live.show_results"))
    screen = press(screen, NL("live.second_round"))

    state = store.read_state(session.id, seat="facilitator")
    assert state.card is not None
    assert (state.card.state.round, state.card.state.shown_rounds) == (2, (1,))


def test_desk_when_the_session_is_somebody_elses_then_is_refused() -> None:
    draft = Draft(title="Van een ander", template="empty", release_id="r1", programme="proef")
    session = find_live().create_session(draft, by=type(DESK)(id="ander", role="organiser"))
    for part in ("prepare", "lead", "keep"):
        words = read_screen(open_desk(session, part))
        assert "Van een ander" not in words
        assert NL("live.refused_not_yours") in words


@pytest.mark.parametrize("role", ["reflectiegroep"])
@pytest.mark.parametrize("name", ["reflect", "beamer"])
def test_desk_when_a_reflection_group_opens_it_then_is_refused(role: str, name: str) -> None:
    session = make_session()
    words = read_screen(open_screen(name, query={"sessie": session.id, "rol": role}))

    assert NL("access.not_your_page") in words
    assert "Ronde tafel" not in words


def test_keeping_when_a_conclusion_and_an_action_are_written_then_they_are_kept() -> None:
    store, session = find_live(), make_session()
    screen = open_desk(session, "keep")
    screen.text_area(key="live-conclusion-text").set_value("Meer tijd")
    screen = press(screen, NL("live.add"))
    screen.text_input(key="live-action-what").set_value("Plan maken")
    [button for button in screen.button if button.label == NL("live.add")][-1].click().run()

    assert [kept.text for kept in store.list_conclusions(session.id)] == ["Meer tijd"]
    assert [action.what for action in store.list_actions(session.id)] == ["Plan maken"]


def test_keeping_when_erased_then_nothing_is_left() -> None:
    store, session = find_live(), make_session()
    screen = press(open_desk(session, "keep"), NL("live.erase_yes"))

    assert session.id not in {kept.id for kept in store.list_all_sessions()}
    assert NL("live.erased") in [success.value for success in screen.success]


def test_beamer_when_nobody_is_at_a_card_then_shows_code_and_qr() -> None:
    session = make_session()
    words = read_screen(open_screen("beamer", query={"sessie": session.id}))

    assert session.code in words
    assert "data:image/svg+xml" in words


def test_figure_when_its_block_is_asked_then_goes_on_the_agenda_with_its_filters() -> None:
    store, session = find_live(), make_session(release_id="proef-1")
    screen = open_screen("reach", query={"deel": "facts", "verzamel": "map"})
    screen.selectbox(key="live-collect-session").set_value(0)
    press(screen, NL("live.collect_do"))

    card = store.list_cards(session.id)[-1]
    assert card.figure is not None
    assert (card.figure.page, card.figure.key, card.figure.query) == ("reach", "map", "deel=facts")


def test_figure_when_a_group_does_not_get_it_then_stays_off_the_agenda() -> None:
    store, session = find_live(), make_session(release_id="proef-1")
    screen = open_screen("reach", query={"deel": "facts", "verzamel": "map", "traject": "pi-1"})
    screen = press(screen, NL("live.collect_do"))

    assert [error.value for error in screen.error] == [NL("live.collect_not")]
    assert all(card.figure is None for card in store.list_cards(session.id))


def test_figure_when_a_reflection_group_looks_then_offers_no_adding() -> None:
    words = read_screen(open_screen("reach", query={"rol": "reflectiegroep"}))

    assert NL("live.collect") not in words
