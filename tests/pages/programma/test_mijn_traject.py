"""Mijn traject: for organisers, about their own trajectories, with notes that nobody else reads."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from live.model import Draft, Facilitator, Session
from live.notebook import Notebook
from live.tables import SESSIONS
from tests.builders.logins import ACCESS, configure_login, make_claims, write_access
from tests.builders.release import make_tables, write_release
from tests.builders.screens import (
    choose,
    list_options,
    open_screen,
    read_chosen,
    read_headings,
    read_screen,
    read_title,
    serve_release,
)
from texts import texts_in
from ui.live.service import find_live

NL = texts_in("nl")
OWN = {"rol": "organisator-pi-3"}
ALL = {**OWN, "deel": "all"}
DEMO = Facilitator(id="demo", role="organiser", trajectories=("pi-3",))
NOTEBOOK = Notebook(programme="proef", trajectory_id="pi-3")
WILD = "<b>vet</b> **sterk** [hier](https://evil.example)"
TWO = """
[[rules]]
role = "organiser"
address = "twee@voorbeeld.be"
trajectories = ["pi-9", "pi-3"]
"""


@pytest.fixture(autouse=True)
def no_notes() -> Iterator[None]:
    yield
    find_live().erase_notebook(NOTEBOOK)


def press(screen: AppTest, label: str) -> AppTest:
    after = next(button for button in screen.button if button.label == label).click().run()
    assert not after.exception
    return after


def open_mine(**query: str) -> AppTest:
    screen = open_screen("mine", query={**ALL, **query})
    assert not screen.exception
    return screen


@pytest.mark.usefixtures("full")
def test_page_when_an_organiser_opens_it_then_shows_every_part_of_the_own_trajectory() -> None:
    words = read_screen(open_mine())

    for part in (
        "strengths",
        "part",
        "answers",
        "partnerships",
        "yardsticks",
        "since",
        "notebook",
        "sessions",
    ):
        assert NL(f"mine.section_{part}") in words
    assert "Traject 3 ·" in words
    assert NL("mine.no_before") in words
    named = set(re.findall(r"Traject (\d+) ·", re.sub(r'<select name="rol".*?</select>', "", words)))
    assert named == {"3"}


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("role", ["beleid", "reflectiegroep", "gegevensbeheerder"])
def test_page_when_another_role_opens_it_then_is_refused_and_not_in_the_menu(role: str) -> None:
    find_live().write_own_note(NOTEBOOK, text="geheim plan", by=DEMO)
    words = read_screen(open_screen("mine", query={"rol": role, "deel": "all", "traject": "pi-3"}))

    assert NL("access.not_your_page") in words
    assert "geheim plan" not in words
    assert NL("mine.section_strengths") not in words


@pytest.mark.usefixtures("full")
def test_page_when_the_address_names_anothers_trajectory_then_stays_at_the_own() -> None:
    words = read_screen(open_mine(traject="pi-4"))

    assert NL("access.not_your_value", parameter="traject") in words
    assert "Traject 4 ·" not in re.sub(r'<select name="rol".*?</select>', "", words)


@pytest.mark.usefixtures("full")
def test_page_when_an_organiser_has_two_trajectories_then_switches_between_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    configure_login(monkeypatch, tmp_path)
    write_access(tmp_path, ACCESS + TWO)
    user = make_claims(email="twee@voorbeeld.be", email_verified=True, lasts_s=10**5)
    screen = open_screen("mine", user=user)

    assert read_title(screen) == NL("mine.title")
    assert set(list_options(screen, "traject")) == {"pi-3", "pi-9"}
    first = read_chosen(screen, "traject")
    other = {"pi-3": "pi-9", "pi-9": "pi-3"}[str(first)]
    assert read_chosen(choose(screen, traject=other), "traject") == other


@pytest.mark.usefixtures("full")
def test_page_when_a_steward_looks_as_an_organiser_then_sees_figures_and_no_notes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    configure_login(monkeypatch, tmp_path)
    steward = make_claims(email="beheer@voorbeeld.be", email_verified=True, lasts_s=10**5)
    find_live().write_own_note(NOTEBOOK, text="geheim plan", by=DEMO)
    words = read_screen(open_screen("mine", query=ALL, user=steward))

    assert NL("mine.section_strengths") in words
    assert NL("mine.notes_preview") in words
    assert "geheim plan" not in words


@pytest.mark.usefixtures("full")
def test_notebook_when_written_in_then_keeps_text_as_text() -> None:
    screen = open_mine(deel="notebook")
    screen.text_input(key="mine-action-what").set_value(WILD)
    screen.text_input(key="mine-action-who").set_value("Anna")
    screen = press(screen, NL("mine.add_action"))
    screen.text_area(key="mine-note-text").set_value(WILD)
    screen = press(screen, NL("mine.add_note"))

    kept = find_live().list_own(NOTEBOOK, by=DEMO)
    assert [(note.kind, note.text) for note in kept] == [("note", WILD), ("action", WILD)]
    words = read_screen(screen)
    assert "&lt;b&gt;vet&lt;/b&gt; **sterk** [hier]" in words
    assert "<b>vet" not in words

    action = kept[1]
    screen.selectbox(key=f"mine-status-{action.id}").set_value("done").run()
    assert [note.status for note in find_live().list_own(NOTEBOOK, by=DEMO)] == [None, "done"]


@pytest.mark.usefixtures("full")
def test_notebook_when_a_note_is_erased_then_is_gone() -> None:
    note = find_live().write_own_note(NOTEBOOK, text="weg ermee", by=DEMO)
    screen = open_mine(deel="notebook")
    screen.button(key=f"mine-erase-{note.id}").click().run()

    assert find_live().list_own(NOTEBOOK, by=DEMO) == ()
    assert "weg ermee" not in read_screen(screen)


@pytest.mark.usefixtures("full")
def test_notebook_when_the_role_is_lost_before_the_click_then_nothing_is_written() -> None:
    screen = open_mine(deel="notebook")
    screen.text_area(key="mine-note-text").set_value("te laat")
    screen.query_params["rol"] = "organisator-pi-4"
    screen = press(screen, NL("mine.add_note"))

    assert find_live().list_own(NOTEBOOK, by=DEMO) == ()


@pytest.mark.usefixtures("full")
def test_sessions_when_they_have_open_actions_then_are_listed_with_these() -> None:
    store = find_live()
    draft = Draft(title="Ronde <i>tafel</i>", template="walk", release_id="proef-1", programme="proef")
    session = store.create_session(draft, by=DEMO)
    store.add_action(session.id, what="Plan maken", who="Anna")
    done = store.add_action(session.id, what="Al gebeurd")
    store.set_action_status(done.id, "done")
    words = read_screen(open_mine(deel="sessions"))

    assert "Ronde &lt;i&gt;tafel&lt;/i&gt;" in words
    assert "Plan maken" in words
    assert "Al gebeurd" not in words
    store.erase_session(session.id)


@pytest.fixture
def session() -> Iterator[Session]:
    """A session of the demo's organiser, about the own trajectory."""
    draft = Draft(title="Ronde <i>tafel</i>", template="walk", release_id="proef-1", programme="proef")
    made = find_live().create_session(draft, by=DEMO)
    yield made
    if made.id in {there.id for there in find_live().list_all_sessions()}:
        find_live().erase_session(made.id)


def find_links(words: str, session: Session) -> list[str]:
    """What the links to a session say, as HTML."""
    return re.findall(rf'<a href="[^"]*={session.id}[^"]*">(.*?)</a>', words)


@pytest.mark.usefixtures("full")
def test_action_when_taken_over_from_a_session_then_stands_in_the_notebook_with_its_title_and_date(
    session: Session,
) -> None:
    agreed = find_live().add_action(session.id, what=WILD, who="Anna")
    screen = open_mine(deel="sessions")
    screen = screen.button(key=f"mine-take-{session.id}-{agreed.id}").click().run()

    assert [success.value for success in screen.success] == [NL("mine.taken_over")]
    assert NL("mine.taken") in read_screen(screen)
    assert [button.label for button in screen.button if button.label == NL("mine.take_over")] == []
    (kept,) = find_live().list_own(NOTEBOOK, by=DEMO)
    assert (kept.text, kept.who, kept.session_id) == (WILD, "Anna", session.id)
    words = read_screen(open_mine(deel="notebook"))
    made = NL.date(session.made_at.astimezone().date())
    assert find_links(words, session) == ["<strong>Ronde &lt;i&gt;tafel&lt;/i&gt;</strong>"]
    assert f"{NL('mine.of_session')} <a " in words
    assert f"</a> · {made}</p>" in words


@pytest.mark.usefixtures("full")
def test_note_when_linked_in_the_form_or_later_then_shows_the_way_and_once_erased_that_it_is_gone(
    session: Session,
) -> None:
    screen = open_mine(deel="notebook")
    screen.text_area(key="mine-note-text").set_value("meteen")
    screen.selectbox(key="mine-note-session").select(session.id)
    screen = press(screen, NL("mine.add_note"))
    screen.text_input(key="mine-action-what").set_value("later")
    screen = press(screen, NL("mine.add_action"))
    later, at_once = find_live().list_own(NOTEBOOK, by=DEMO)
    assert (at_once.session_id, later.session_id) == (session.id, None)

    screen = screen.selectbox(key=f"mine-link-{later.id}").select(session.id).run()
    assert {note.session_id for note in find_live().list_own(NOTEBOOK, by=DEMO)} == {session.id}
    assert len(find_links(read_screen(screen), session)) == 2
    find_live().erase_session(session.id)
    words = read_screen(open_mine(deel="notebook"))
    assert words.count(NL("mine.session_erased")) == 2
    assert "meteen" in words
    assert "tafel" not in words


@pytest.mark.usefixtures("full")
def test_note_when_its_session_is_no_longer_about_the_own_then_is_not_named(
    session: Session,
) -> None:
    note = find_live().write_own_note(NOTEBOOK, text="n", by=DEMO, session_id=session.id)
    with find_live().database.write() as connection:
        moved = {"owner_id": "ander", "owner_trajectories": ["pi-3", "pi-9"]}
        connection.execute(update(SESSIONS).where(SESSIONS.c.id == session.id).values(**moved))
    screen = open_mine(deel="notebook")

    words = read_screen(screen)
    assert NL("mine.session_of_colleague") in words
    assert "tafel" not in words
    screen.selectbox(key=f"mine-link-{note.id}").select("").run()
    assert not find_live().list_own(NOTEBOOK, by=DEMO)[0].linked


@pytest.mark.usefixtures("full")
def test_action_when_the_role_is_lost_before_the_click_then_is_not_taken_over(session: Session) -> None:
    agreed = find_live().add_action(session.id, what="te laat")
    screen = open_mine(deel="sessions")
    screen.query_params["rol"] = "organisator-pi-4"
    screen.button(key=f"mine-take-{session.id}-{agreed.id}").click().run()

    assert find_live().list_own(NOTEBOOK, by=DEMO) == ()


@pytest.mark.usefixtures("full")
def test_steward_when_erasing_notes_of_a_trajectory_then_does_not_read_them() -> None:
    find_live().write_own_note(NOTEBOOK, text="geheim plan", by=DEMO)
    screen = open_screen("reflect", query={"rol": "gegevensbeheerder"})
    assert "geheim plan" not in read_screen(screen)

    screen = screen.button(key="mine-erase-all-pi-3").click().run()
    assert find_live().list_own(NOTEBOOK, by=DEMO) == ()
    assert NL("mine.erased") in [success.value for success in screen.success]


@pytest.mark.usefixtures("full")
def test_about_when_an_organiser_reads_it_then_tells_the_rule_and_not_to_others() -> None:
    heading = NL("mine.section_strengths")

    assert heading in read_headings(open_screen("about", query=ALL))
    assert heading not in read_headings(open_screen("about", query={"rol": "beleid", "deel": "all"}))


def lift(tables: dict[str, pl.DataFrame], *, by: float) -> dict[str, pl.DataFrame]:
    """The same release with one scale of the own trajectory that much further from the whole."""
    own = (pl.col("cell_id") == "trajectory=pi-3") & (pl.col("indicator_id") == "usefulness")
    mine = own & (pl.col("wave") == "end") & (pl.col("statistic") == "mean")
    moved = {
        "value": 4.0 + by,
        "low": 4.0 + by - 0.2,
        "high": 4.0 + by + 0.2,
    }
    whole = (
        (pl.col("cell_id") == "total")
        & (pl.col("indicator_id") == "usefulness")
        & (pl.col("wave") == "end")
        & (pl.col("statistic") == "mean")
    )
    fixed = {"value": 4.0, "low": 3.9, "high": 4.1}
    statements = tables["statements"].with_columns(
        pl.when(mine)
        .then(pl.lit(moved[name]))
        .when(whole)
        .then(pl.lit(fixed[name]))
        .otherwise(name)
        .alias(name)
        for name in moved
    )
    return {**tables, "statements": statements}


@pytest.mark.parametrize(("by", "side"), [(0.9, "above"), (-0.9, "below")])
def test_strengths_when_a_scale_lies_clear_of_the_whole_then_is_named_on_that_side(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, by: float, side: str
) -> None:
    serve_release(monkeypatch, built=tmp_path, tables=lift(make_tables(release_id="l"), by=by))
    words = read_screen(open_mine(deel="strengths"))
    section = words.split(f">{NL(f'mine.heading_{side}')}</h3>")[1].split("</section>")[0]

    assert f"{4.0 + by:.1f}".replace(".", ",") in section
    assert "tegenover 4,0" in section


def serve_two(monkeypatch: pytest.MonkeyPatch, built: Path) -> None:
    """An earlier release, and one in service in which a scale of pi-3 says something else."""
    old = make_tables(release_id="oud-1")
    release = old["release"].with_columns(made_at=pl.lit(datetime(2026, 5, 1, 9, 0)))
    write_release(built / "proef", {**old, "release": release})
    write_release(built / "proef", lift(make_tables(release_id="nieuw-1"), by=0.9))
    monkeypatch.setenv("KOMPAS_BUILT", str(built))
    monkeypatch.setenv("KOMPAS_PROGRAMME", "proef")


def test_since_when_there_is_an_earlier_release_then_tells_what_says_something_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    serve_two(monkeypatch, tmp_path)
    words = read_screen(open_mine(deel="since"))

    assert "oud-1" in words
    assert "4,9 (n =" in words
    assert NL("mine.no_before") not in words
