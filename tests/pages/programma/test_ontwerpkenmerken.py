"""Norm and practice on the screen: of one trajectory, of all, and where nothing is known."""

import re
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from tests.builders.release import make_empty_tables, make_tables
from tests.builders.result_pages import count_charts, read_headings, read_text, run_page
from tests.builders.yardsticks import make_designed_programme

PAGE = "programma/ontwerpkenmerken.py"
MATRIX = "Hoe verhoudt elk traject zich tot elke aanbeveling?"


def open_design(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, query: dict[str, str] | None = None
) -> AppTest:
    tables = make_tables(programme=make_designed_programme())
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables, query=query)
    assert not app.exception
    return app


def test_design_when_no_trajectory_is_chosen_then_shows_all_in_the_programmes_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_design(tmp_path, monkeypatch)
    text = read_text(app)

    assert MATRIX in read_headings(app)
    matrix = text[text.index(f'aria-label="{MATRIX}"') :]
    places = [matrix.index(f"Traject {n} ·") for n in range(1, 11)]
    assert places == sorted(places)
    assert "○ niet gehaald · 0,8" in matrix
    assert "◐ deels gehaald · 3\u00a0van\u00a09" in matrix
    assert "● gehaald · 9\u00a0van\u00a09" in matrix


def test_design_when_a_trajectory_delivered_nothing_then_the_matrix_says_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = read_text(open_design(tmp_path, monkeypatch))

    matrix = text[text.index("<tbody>") :]
    row = matrix[matrix.index("Traject 10 ·") :].partition("</tr>")[0]
    assert row.count("? niet bekend") == 6


def test_design_when_a_trajectory_is_chosen_then_shows_it_beside_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_design(tmp_path, monkeypatch, query={"traject": "pi-3"})
    text = read_text(app)

    assert MATRIX not in read_headings(app)
    assert "Gehaald: looptijd en procesbegeleider." in text
    assert "Niet gehaald: volle dagen samen." in text
    assert "organiseerde gemiddeld 0,8 keer per maand een Vormingsdag; de aanbeveling is minstens 1." in text
    assert "hele programma" in str(app.get("plotly_chart")[0].proto.spec)
    assert count_charts(app) == 2


def test_design_when_a_yardstick_is_not_measured_then_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = read_text(open_design(tmp_path, monkeypatch, query={"traject": "pi-3"}))

    assert "Visueel model: niet bekend. In dit programma wordt dit niet gemeten." in text


def test_design_when_the_chosen_trajectory_delivered_nothing_then_there_is_no_chart_but_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_design(tmp_path, monkeypatch, query={"traject": "pi-10"})

    assert count_charts(app) == 0
    assert "Looptijd: niet bekend. De registers of lijsten hebben hier niets over." in read_text(app)


def test_design_when_a_level_is_chosen_too_then_says_that_only_the_trajectory_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = {"traject": "pi-3", "niveau": "secundair-gewoon"}
    app = open_design(tmp_path, monkeypatch, query=query)

    assert "Alleen de keuze van het traject telt hier" in app.info[0].value
    words = re.sub(r'href="[^"]*"', "", read_text(app).partition("kompas-answer")[2].lower())
    assert "secundair" not in words


def test_design_when_the_programme_has_no_recommendations_then_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = make_designed_programme().model_copy(update={"yardsticks": ()})
    tables = make_empty_tables(programme=bare)
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables)

    assert not app.exception
    assert count_charts(app) == 0
    assert "geen aanbevelingen" in app.info[0].value


def test_design_when_it_ranks_nobody_then_no_words_of_ranks_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = read_text(open_design(tmp_path, monkeypatch)).lower()

    assert "geen rangschikking" in text
    assert [word for word in ("beste", "slechtste", "effect", "impact") if word in text] == []


def test_design_in_english_when_opened_then_has_no_dutch_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = read_text(open_design(tmp_path, monkeypatch, query={"taal": "en"}))

    assert "○ not met · 0.8" in text
    assert "gehaald" not in text


def test_design_when_statements_are_withheld_then_no_number_of_leaders_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = make_tables(programme=make_designed_programme())
    row = (
        tables["statements"]
        .head(1)
        .with_columns(
            cell_id=pl.lit("trajectory=pi-3"),
            indicator_id=pl.lit("pace.coaching"),
            wave=pl.lit("all"),
            statistic=pl.lit("mean"),
            status=pl.lit("withheld"),
            value=pl.lit(None, dtype=pl.Float64),
            low=pl.lit(None, dtype=pl.Float64),
            high=pl.lit(None, dtype=pl.Float64),
            n=pl.lit(None, dtype=pl.Int64),
        )
    )
    tables["statements"] = pl.concat([tables["statements"], row])
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables, query={"traject": "pi-3"})

    assert "Individuele coaching: niet bekend. Dit wordt niet getoond, om mensen te beschermen." in read_text(
        app
    )
