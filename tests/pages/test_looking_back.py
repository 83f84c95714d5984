"""An earlier release gives nobody more than the one in service: by its address, and on Mijn traject."""

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
import streamlit as st

from tests.builders.crawl import View, crawl, list_differences
from tests.builders.release import make_tables, write_release
from tests.pages.test_crawler import Tables, alter_foreign, tell_withheld
from ui.service import describe_file
from ui.viewer import Viewer

OWN = Viewer(role="organiser", trajectories=("pi-3",))
ROLE = ("rol", "organisator-pi-3")
VIEWS = [
    View("reaction", (ROLE, ("deel", "all"), ("uitgave", "oud-1"), ("traject", "pi-3"))),
    View("differences", (ROLE, ("deel", "all"), ("uitgave", "oud-1"))),
    View("mine", (ROLE, ("deel", "all"), ("uitgave", "oud-1"))),
    View("mine", (ROLE, ("deel", "since"))),
]


def make_old() -> Tables:
    tables = make_tables(release_id="oud-1")
    dated = tables["release"].with_columns(made_at=pl.lit(datetime(2025, 5, 1, 9, 0)))
    return {**tables, "release": dated}


def look(monkeypatch: pytest.MonkeyPatch, folder: Path, *, old: Tables) -> dict[str, str]:
    st.cache_resource.clear()
    describe_file.cache_clear()
    write_release(folder / "proef", old)
    write_release(folder / "proef", make_tables(release_id="nieuw-2"))
    monkeypatch.setenv("KOMPAS_BUILT", str(folder))
    monkeypatch.setenv("KOMPAS_PROGRAMME", "proef")
    monkeypatch.setenv("KOMPAS_LOG_DIR", str(folder / "log"))
    return crawl(monkeypatch, VIEWS)


def test_earlier_release_when_looked_at_then_nothing_withheld_or_foreign_comes_through(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = make_old()
    ours = look(monkeypatch, tmp_path / "ours", old=old)
    twin = look(monkeypatch, tmp_path / "twin", old=alter_foreign(tell_withheld(old), viewer=OWN))

    assert sum("oud-1" in text for text in ours.values()) > 3
    assert list_differences(ours, twin) == []


def test_earlier_release_when_the_scope_is_open_then_it_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = make_old()
    altered = alter_foreign(old, viewer=OWN)
    monkeypatch.setattr(Viewer, "may_see", lambda *_, **__: True)
    monkeypatch.setattr(Viewer, "may_name", lambda *_: True)
    ours = look(monkeypatch, tmp_path / "ours", old=old)
    twin = look(monkeypatch, tmp_path / "twin", old=altered)

    assert list_differences(ours, twin) != []
