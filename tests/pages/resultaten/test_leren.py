"""Change, look back and perceived learning stand apart."""

from pathlib import Path

import polars as pl
import pytest

from tests.builders.programme import make_programme, words
from tests.builders.release import make_tables
from tests.builders.result_pages import read_questions, read_sections, read_text, run_page
from tests.builders.screens import choose
from texts import texts_in

PAGE = "resultaten/leren.py"


def test_sections_go_from_change_by_way_of_perceived_learning_to_each_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    names = ("change", "then", "perceived", "trend", "standing", "items")
    assert read_sections(app) == [texts_in("nl")(f"results.section_{name}") for name in names]


def test_later_change_stands_apart_from_the_main_contrast(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = make_later_tables()
    first = run_page(
        PAGE, built=tmp_path / "first", monkeypatch=monkeypatch, tables=tables, query={"deel": ""}
    )
    assert not first.exception
    assert read_questions(first) == ["Wat veranderde er bij dezelfde mensen, Begin tot einde?"]
    later = run_page(
        PAGE, built=tmp_path / "later", monkeypatch=monkeypatch, tables=tables, query={"deel": "followup"}
    )
    assert read_sections(later) == [texts_in("nl")("results.section_followup")]
    assert read_questions(later) == ["Wat veranderde er bij dezelfde mensen, Einde tot later?"]


def make_later_tables() -> dict[str, pl.DataFrame]:
    """A release with a change between the end and the follow-up, like that between begin and end."""
    programme = make_programme()
    main = programme.contrasts[0]
    label = words("Einde tot later", "End to later")
    later = main.model_copy(update={"from_wave": "end", "to_wave": "followup", "label": label})
    tables = make_tables(programme=programme.model_copy(update={"contrasts": (*programme.contrasts, later)}))
    asked = pl.col("waves").str.replace('"begin-end"', '"begin-end", "end-followup"', literal=True)
    again = (
        tables["statements"].filter(pl.col("wave") == "begin-end").with_columns(wave=pl.lit("end-followup"))
    )
    return {
        **tables,
        "indicators": tables["indicators"].with_columns(waves=asked),
        "statements": pl.concat([tables["statements"], again]),
    }


def test_change_look_back_and_perceived_learning_have_figures_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = read_questions(run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch))
    assert questions[0] == "Wat veranderde er bij dezelfde mensen, Begin tot einde?"
    assert questions[1].startswith("En als ze achteraf terugblikken")
    assert questions[2].startswith("Wat vinden deelnemers zelf dat ze leerden?")


def test_perceived_learning_is_cautioned_and_absent_from_the_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    assert texts_in("nl")("results.caution_perceived") in read_text(app)
    specs = [str(chart.proto.spec) for chart in app.get("plotly_chart")]
    assert "Gepercipieerd leereffect" not in specs[0]
    assert "Gepercipieerd leereffect" in specs[2]


def test_another_moment_changes_the_figures_that_follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    choose(app, moment="begin")
    assert not app.exception
    assert any("· Beginmeting" in question for question in read_questions(app))


@pytest.mark.parametrize(("scale", "times"), [("perceived_learning", 2), ("asking_feedback", 1)])
def test_questions_of_perceived_learning_carry_its_caution_and_others_do_not(
    scale: str, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, query={"schaal": scale})
    assert read_text(app).count(texts_in("nl")("results.caution_perceived")) == times
