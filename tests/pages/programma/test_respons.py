"""Respons: parts about the chosen group, and parts that say that they are about the whole programme."""

from pathlib import Path

import polars as pl
import pytest

from tests.builders.release import SMALL_CELL, make_empty_tables, make_tables
from tests.builders.result_pages import count_charts, read_questions, read_sections, read_text, run_page
from texts import texts_in

PAGE = "programma/respons.py"
PARTS = ("answered", "leavers", "likeness", "gaps", "reweighted", "reliability")
NL = texts_in("nl")


def test_page_when_everything_is_known_then_goes_from_response_to_reliability(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)

    assert not app.exception
    assert read_sections(app) == [NL(f"results.section_{name}") for name in PARTS]
    # flow, response, leavers, likeness, reweighted, reliability; Little's test is a table
    assert count_charts(app) == 6


def test_page_without_a_choice_then_shows_the_first_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, query={"deel": ""})

    assert read_sections(app) == [NL("results.section_answered")]


def test_page_then_reminds_that_participants_signed_up_voluntarily(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Vrijwillige deelname" in read_text(run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch))


def test_parts_about_everybody_when_a_group_is_chosen_then_say_so_and_stay_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, query={"traject": "pi-2"})

    text = read_text(chosen)
    assert text.count(NL("results.whole_section")) == 5
    assert "Van 420 schoolleiders met een score bij de Beginmeting antwoordden er 114 niet meer" in text
    assert text.count("het hele programma · uitgave") == 5
    assert text.count("Traject 2 · ") >= 2


def test_parts_about_everybody_when_nothing_is_chosen_then_need_no_such_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert NL("results.whole_section") not in read_text(
        run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    )


def test_page_of_a_small_group_then_hides_its_response_and_keeps_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = dict(part.split("=") for part in SMALL_CELL.split("|"))
    query = {"traject": parts["trajectory"], "niveau": parts["level"]}

    text = read_text(run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, query=query))

    assert "wordt niet getoond, om mensen te beschermen" in text
    assert NL("results.section_likeness") in text


def test_page_of_a_programme_without_a_register_then_says_what_nobody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = make_tables()
    tables["indicators"] = tables["indicators"].filter(pl.col("kind") != "response")
    tables["models"] = tables["models"].filter(~pl.col("model").is_in(["representativeness", "raked"]))

    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables)

    assert NL("response.unknown") in read_text(app)
    assert read_sections(app) == [
        NL(f"results.section_{name}") for name in ("leavers", "gaps", "reliability")
    ]


def test_page_of_a_programme_of_one_moment_then_says_that_nobody_could_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = make_tables()
    tables["models"] = tables["models"].filter(~pl.col("wave").str.contains("-"))

    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables)

    assert NL("response.once") in read_text(app)
    assert NL("response.unknown") not in read_text(app)
    assert NL("results.section_leavers") not in read_sections(app)


def test_page_of_a_programme_in_which_nobody_takes_part_then_draws_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=make_empty_tables())

    assert not app.exception
    assert count_charts(app) == 0
    assert NL("response.nothing") in read_text(app)


def test_result_that_does_not_exist_then_is_a_sentence_and_no_empty_chart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = make_tables()
    lost = pl.col("model").is_in(["leavers", "representativeness", "raked"])
    tables["models"] = tables["models"].with_columns(
        *(pl.when(~lost).then(pl.col(name)) for name in ("value", "low", "high", "n")),
        status=pl.when(lost).then(pl.lit("not_estimable")).otherwise("status"),
        reason=pl.when(lost).then(pl.lit("not_converged")).otherwise("reason"),
    )

    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables)

    assert count_charts(app) == 3
    assert read_text(app).count(NL("results.reason_not_converged")) >= 3


def test_reliability_when_another_moment_is_chosen_then_is_of_that_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, query={"moment": "end"})

    assert "Hoe goed hangen de vragen van een schaal samen? · Eindmeting" in read_questions(app)


def test_page_in_english_then_is_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, query={"taal": "en"})

    assert read_sections(app) == [texts_in("en")(f"results.section_{name}") for name in PARTS]
