"""Runs a page on a made-up release, the way a visitor with that address would."""

from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from tests.builders.release import write_release
from tests.builders.screens import list_headings, read_headings, read_screen

__all__ = [
    "count_charts",
    "read_charts",
    "read_headings",
    "read_questions",
    "read_sections",
    "read_text",
    "run_page",
]

PAGES = Path(__file__).parents[2] / "pages"
PROGRAMME = "proef"


def run_page(
    page: str,
    *,
    built: Path,
    monkeypatch: pytest.MonkeyPatch,
    tables: dict[str, pl.DataFrame] | None = None,
    query: dict[str, str] | None = None,
) -> AppTest:
    """All parts of the page `resultaten/leren.py`, run once on `tables` (the full release by default)."""
    write_release(built / PROGRAMME, tables)
    monkeypatch.setenv("KOMPAS_BUILT", str(built))
    monkeypatch.setenv("KOMPAS_PROGRAMME", PROGRAMME)
    app = AppTest.from_file(PAGES / page, default_timeout=60)
    for name, value in {"deel": "all", **(query or {})}.items():
        app.query_params[name] = value
    return app.run()


def read_sections(app: AppTest) -> list[str]:
    """The headings of the sections."""
    return [words for level, words in list_headings(app) if level == 2]


def read_questions(app: AppTest) -> list[str]:
    """The questions of figures that stand in a section."""
    return [words for level, words in list_headings(app) if level == 3]


def read_text(app: AppTest) -> str:
    """Everything in words on the page, outside the charts."""
    return read_screen(app)


def count_charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def read_charts(app: AppTest) -> str:
    return "\n".join(str(chart.proto.spec) for chart in app.get("plotly_chart"))
