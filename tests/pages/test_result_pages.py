"""What holds for attendance, reaction, learning and behaviour alike."""

from pathlib import Path

import polars as pl
import pytest

from tests.builders.release import SMALL_CELL, make_empty_tables, make_tables
from tests.builders.result_pages import count_charts, read_charts, read_headings, read_text, run_page
from tests.builders.screens import choose, list_headings, open_screen, read_chosen, read_title
from texts import texts_in
from ui.navigation import PAGES

ROOMS = {
    "programma/aanwezigheid.py": "attendance",
    "resultaten/reactie.py": "reaction",
    "resultaten/leren.py": "learning",
    "resultaten/gedrag.py": "behaviour",
}
EACH_PAGE = pytest.mark.parametrize("page", list(ROOMS))
SMALL = {"traject": "pi-10", "niveau": "basis-buitengewoon"}


@EACH_PAGE
def test_page_with_a_full_release_shows_figures(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(page, built=tmp_path, monkeypatch=monkeypatch)
    assert not app.exception
    assert count_charts(app) >= 3
    assert read_title(app) == texts_in("nl")(f"{ROOMS[page]}.title")


@EACH_PAGE
def test_page_with_an_empty_release_says_so_and_draws_nothing(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(page, built=tmp_path, monkeypatch=monkeypatch, tables=make_empty_tables())
    assert not app.exception
    assert count_charts(app) == 0
    assert [info.value for info in app.info] == [texts_in("nl")(f"{ROOMS[page]}.nothing")]


@EACH_PAGE
def test_page_of_a_withheld_cell_shows_the_fixed_sentence_and_ways_on(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(page, built=tmp_path, monkeypatch=monkeypatch, query=SMALL)
    assert not app.exception
    assert count_charts(app) == 0
    assert read_text(app).count(texts_in("nl")("frame.status_withheld")) == 1
    assert any("nearest" in str(button.key) for button in app.button)


@pytest.mark.parametrize(
    ("page", "indicator", "wave"),
    [
        ("programma/aanwezigheid.py", "attendance.training_day", "all"),
        ("resultaten/reactie.py", "satisfaction", "end"),
        ("resultaten/leren.py", "asking_feedback", "begin-end"),
        ("resultaten/gedrag.py", "collective_depth", "begin-end"),
    ],
)
def test_page_of_a_withheld_cell_repeats_only_what_differs(
    page: str, indicator: str, wave: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables, texts = make_tables(), texts_in("nl")
    differs = (pl.col("indicator_id") == indicator) & (pl.col("wave") == wave)
    status = pl.when((pl.col("cell_id") == SMALL_CELL) & differs).then(pl.lit("not_delivered"))
    tables["statements"] = tables["statements"].with_columns(status=status.otherwise("status"))
    app = run_page(page, built=tmp_path, monkeypatch=monkeypatch, tables=tables, query=SMALL)
    assert not app.exception
    assert read_text(app).count(texts("frame.status_withheld")) == 1
    assert read_text(app).count(texts("frame.status_not_delivered")) == 1
    assert read_chosen(app, "moment") is None


@pytest.mark.parametrize(
    ("query", "moment", "scale"),
    [
        ({"moment": "followup", "schaal": "usefulness"}, "followup", "usefulness"),
        ({"moment": "then", "schaal": "asking_feedback"}, "end", "satisfaction"),
        ({"moment": "<b>", "schaal": "begin-end"}, "end", "satisfaction"),
    ],
    ids=["both known", "of another page", "of no page"],
)
def test_choices_in_the_address_are_shown_and_bad_ones_ignored(
    query: dict[str, str], moment: str, scale: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page("resultaten/reactie.py", built=tmp_path, monkeypatch=monkeypatch, query=query)
    assert not app.exception
    assert read_chosen(app, "moment") == moment
    assert read_chosen(app, "schaal") == scale


def test_choices_go_into_the_address_and_survive_another_filter_and_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page("resultaten/reactie.py", built=tmp_path, monkeypatch=monkeypatch)
    choose(app, moment="followup")
    choose(app, schaal="usefulness")
    choose(app, traject="pi-2")
    address = dict(app.query_params.items())
    chosen = {"deel": "all", "moment": "followup", "schaal": "usefulness"}
    assert address == {**chosen, "traject": "pi-2", "taal": "nl"}
    assert read_chosen(app, "moment") == "followup"


@pytest.mark.usefixtures("full")
def test_choices_are_left_behind_when_another_page_is_opened() -> None:
    screen = open_screen("reaction", query={"traject": "pi-2", "deel": "items", "moment": "between"})
    assert read_chosen(screen, "moment") == "between"
    screen.query_params.clear()  # what Streamlit does when the reader opens another page
    screen.switch_page(PAGES["learning"]).run()
    assert dict(screen.query_params) == {"traject": "pi-2", "taal": "nl"}
    assert read_chosen(screen, "deel") == "change"


@pytest.mark.usefixtures("full")
def test_part_when_none_is_chosen_then_only_the_first_is_shown() -> None:
    screen = open_screen("learning")
    sections = [words for level, words in list_headings(screen) if level == 2]
    assert sections == [texts_in("nl")("results.section_change")]


@pytest.mark.usefixtures("full")
def test_part_when_chosen_then_it_stands_there_alone_with_its_choices_and_in_the_address() -> None:
    screen = open_screen("learning")
    choose(screen, deel="items")
    sections = [words for level, words in list_headings(screen) if level == 2]
    assert sections == [texts_in("nl")("results.section_items")]
    assert read_chosen(screen, "moment")
    assert read_chosen(screen, "schaal")
    assert screen.query_params["deel"] == "items"


@pytest.mark.usefixtures("full")
def test_part_when_the_address_names_one_that_is_not_there_then_the_first_is_shown() -> None:
    screen = open_screen("learning", query={"deel": "<b>"})
    assert not screen.exception
    assert read_chosen(screen, "deel") == "change"


@pytest.mark.usefixtures("full")
def test_part_when_all_are_chosen_then_a_shared_choice_is_drawn_once() -> None:
    screen = open_screen("learning", query={"deel": "all"})
    assert not screen.exception
    rows = [h.proto.body for h in screen.get("html") if 'data-choice="moment=' in h.proto.body]
    assert len(rows) == 1


@EACH_PAGE
def test_button_of_a_withheld_cell_leads_to_figures(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(page, built=tmp_path, monkeypatch=monkeypatch, query=SMALL)
    next(button for button in app.button if "nearest" in str(button.key)).click().run()
    assert not app.exception
    assert count_charts(app) > 0


@EACH_PAGE
def test_page_in_english_has_no_dutch_heading(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dutch = read_headings(run_page(page, built=tmp_path / "nl", monkeypatch=monkeypatch))
    english = run_page(page, built=tmp_path / "en", monkeypatch=monkeypatch, query={"taal": "en"})
    assert not english.exception
    assert len(read_headings(english)) == len(dutch)
    assert not set(read_headings(english)) & set(dutch)


def test_small_cell_in_the_test_release_is_really_withheld() -> None:
    statements = make_tables()["statements"]
    assert set(statements.filter(statements["cell_id"] == SMALL_CELL)["status"]) <= {"withheld", "not_asked"}


@EACH_PAGE
def test_page_of_one_trajectory_keeps_the_whole_programme_as_reference(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(page, built=tmp_path, monkeypatch=monkeypatch, query={"traject": "pi-2"})
    assert not app.exception
    assert texts_in("nl")("results.whole_programme") in read_charts(app)


@EACH_PAGE
def test_page_never_claims_an_effect_or_ranks(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(page, built=tmp_path, monkeypatch=monkeypatch)
    words = read_text(app).lower().replace("gepercipieerd leereffect", "")
    assert not [word for word in ("effect", "impact", "rangschikking", "beste traject") if word in words]
