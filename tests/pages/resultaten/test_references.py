"""A value from elsewhere on the screen: a labelled line, with its source, and never as our own."""

from pathlib import Path

import polars as pl
import pytest

from tests.builders.release import make_tables
from tests.builders.result_pages import read_charts, read_text, run_page

PAGE = "resultaten/reactie.py"


def test_value_from_elsewhere_is_drawn_and_said_to_be_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = make_tables()
    reference = tables["reference_values"].with_columns(indicator_id=pl.lit("usefulness"))
    tables["reference_values"] = reference
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables)
    assert not app.exception
    assert "Verzonnen elders, 2018" in read_charts(app)
    text = read_text(app)
    assert "“Bruikbaarheid” elders: 3,5 (Verzonnen elders, 2018; bron: verzonnen bron)." in text
    assert "Een waarde van elders gaat over andere mensen." in text


def test_page_without_values_from_elsewhere_does_not_speak_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = read_text(run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch))
    assert "elders" not in text
