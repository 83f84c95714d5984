"""Saved views and links with a release: nobody gets more than their own role shows."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from live.model import Facilitator
from live.views import NewView, SavedView
from tests.builders.release import make_tables, write_release
from tests.builders.screens import (
    choose,
    follow,
    list_options,
    open_screen,
    read_chosen,
    read_screen,
    read_title,
)
from texts import texts_in
from ui.live.service import find_live
from ui.service import describe_file

NL = texts_in("nl")
MINISTRY = Facilitator(id="demo", role="ministry")
OLD, NEW = "oud-1", "nieuw-2"
Tables = dict[str, pl.DataFrame]


def make(release_id: str, *, year: int, audit_passed: bool = True, **changes: Any) -> Tables:
    tables = make_tables(release_id=release_id)
    release = tables["release"].with_columns(
        made_at=pl.lit(datetime(year, 5, 1, 9, 0)), **{k: pl.lit(v) for k, v in changes.items()}
    )
    if not audit_passed:
        release = release.with_columns(audit=pl.col("audit").str.replace('"passed": true', '"passed": false'))
    return {**tables, "release": release}


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An earlier release and the one in service."""
    folder = tmp_path / "proef"
    old = make(OLD, year=2025)
    # A number by which the earlier release can be recognised.
    leaders = old["reach"].with_columns(
        value=pl.when((pl.col("cell_id") == "total") & (pl.col("measure") == "leaders"))
        .then(pl.lit(7777.0))
        .otherwise("value")
    )
    write_release(folder, {**old, "reach": leaders})
    write_release(folder, make(NEW, year=2026))
    monkeypatch.setenv("KOMPAS_BUILT", str(tmp_path))
    monkeypatch.setenv("KOMPAS_PROGRAMME", "proef")
    yield folder
    for by in (MINISTRY, Facilitator(id="demo", role="organiser")):
        for view in find_live().list_views("proef", by=by):
            find_live().erase_view(view.id, by=by)


def put_beside(folder: Path, tables: Tables) -> None:
    """One more release on the shelf, which is not in service."""
    pointer = (folder / "current.json").read_text()
    write_release(folder, tables)
    (folder / "current.json").write_text(pointer)
    describe_file.cache_clear()


def save(*, page: str = "overview", query: str = "niveau=basis-gewoon", release_id: str = NEW) -> SavedView:
    view = NewView(programme="proef", page=page, query=query, release_id=release_id)
    return find_live().save_view(view, name="Mijn <b>blik</b>", by=MINISTRY)


def press(screen: AppTest, label: str) -> AppTest:
    after = next(button for button in screen.button if button.label == label).click().run()
    assert not after.exception
    return after


def test_link_when_it_names_an_earlier_release_then_shows_it_and_the_way_to_the_newest() -> None:
    screen = open_screen("overview", query={"uitgave": OLD, "niveau": "basis-gewoon"})
    words = read_screen(screen)

    assert NL("views.earlier", release=OLD, newest=NEW) in words
    assert f"Uitgave {OLD}" in words
    assert read_chosen(screen, "niveau") == "basis-gewoon"
    assert "7.777" in read_screen(open_screen("overview", query={"uitgave": OLD}))

    after = follow(screen, NL("views.to_newest"))
    assert dict(after.query_params) == {"niveau": "basis-gewoon", "taal": "nl"}
    assert f"Uitgave {NEW}" in read_screen(after)


def test_link_when_it_names_the_release_in_service_then_says_nothing_more() -> None:
    words = read_screen(open_screen("overview", query={"uitgave": NEW}))

    assert f"Uitgave {NEW}" in words
    assert NL("views.to_newest") not in words
    assert NL("views.no_release") not in words


def test_link_when_a_filter_is_chosen_then_stays_in_the_release_and_another_page_does_not() -> None:
    screen = open_screen("overview", query={"uitgave": OLD})
    choose(screen, niveau="basis-gewoon")
    assert f"Uitgave {OLD}" in read_screen(screen)

    screen.query_params.clear()  # what Streamlit does when the reader opens another page
    screen.switch_page("pages/programma/bereik.py").run()
    assert f"Uitgave {NEW}" in read_screen(screen)


@pytest.mark.parametrize("wanted", ["er-nooit-geweest", "../../etc/passwd", "<b>x</b>", "", "x" * 300])
def test_link_when_there_is_no_such_release_then_says_so_and_shows_the_one_in_service(wanted: str) -> None:
    words = read_screen(open_screen("overview", query={"uitgave": wanted} if wanted else {"uitgave": " "}))

    assert NL("views.no_release") in words
    assert f"Uitgave {NEW}" in words
    assert "passwd" not in words
    assert "<b>x</b>" not in words


def test_link_when_the_release_was_withdrawn_then_is_as_if_it_never_was(served: Path) -> None:
    assert f"Uitgave {OLD}" in read_screen(open_screen("overview", query={"uitgave": OLD}))
    (served / f"release-{OLD}.duckdb").unlink()
    words = read_screen(open_screen("overview", query={"uitgave": OLD}))

    assert NL("views.no_release") in words
    assert f"Uitgave {OLD}" not in words


@pytest.mark.parametrize(
    "tables",
    [
        lambda: make("x", year=2027),
        lambda: make("x", year=2025, audit_passed=False),
        lambda: make("x", year=2025, synthetic=False),
        lambda: make("x", year=2025, policy_version="strenger"),
    ],
    ids=["made later and put back", "audit did not pass", "other data", "another policy"],
)
def test_link_when_the_release_may_not_be_looked_back_at_then_is_not_opened(
    served: Path, tables: Any
) -> None:
    put_beside(served, tables())
    words = read_screen(open_screen("overview", query={"uitgave": "x"}))

    assert NL("views.no_release") in words
    assert f"Uitgave {NEW}" in words


def test_link_when_a_file_on_the_shelf_is_broken_then_the_others_still_open(served: Path) -> None:
    (served / "release-stuk.duckdb").write_bytes(b"geen uitgave")
    describe_file.cache_clear()

    assert NL("views.no_release") in read_screen(open_screen("overview", query={"uitgave": "stuk"}))
    assert f"Uitgave {OLD}" in read_screen(open_screen("overview", query={"uitgave": OLD}))


@pytest.mark.parametrize("uitgave", [OLD, NEW])
def test_link_when_another_role_opens_it_then_it_sees_its_own_scope_only(uitgave: str) -> None:
    query = {"uitgave": uitgave, "traject": "pi-4", "rol": "organisator-pi-3"}
    screen = open_screen("reaction", query=query)
    words = re.sub(r'<select name="rol".*?</select>', "", read_screen(screen), flags=re.DOTALL)

    assert NL("access.not_your_value", parameter="traject") in words
    assert "Traject 4 ·" not in words
    assert set(list_options(screen, "traject")) == {"", "pi-3"}


def test_save_when_named_then_keeps_page_filters_and_release_and_no_role() -> None:
    query = {"rol": "beleid", "niveau": "basis-gewoon", "deel": "change", "bewaar": "ja"}
    screen = open_screen("learning", query=query)
    screen.text_input(key="views-name").set_value(" Mijn  blik ")
    screen = press(screen, NL("views.save_do"))

    (view,) = find_live().list_views("proef", by=MINISTRY)
    assert (view.name, view.page, view.release_id) == ("Mijn blik", "learning", NEW)
    assert dict(parse_qsl(view.query)) == {"niveau": "basis-gewoon", "deel": "change"}
    assert NL("views.saved") in [success.value for success in screen.success]


def test_save_when_not_asked_for_then_there_is_only_a_link() -> None:
    screen = open_screen("learning")

    assert NL("views.save") in read_screen(screen)
    assert not screen.text_input
    assert follow(screen, NL("views.save")).text_input


def test_views_when_saved_then_are_listed_as_text_with_a_link_to_open_and_one_to_share() -> None:
    save()
    save(page="access", query="")
    screen = open_screen("views")
    words = read_screen(screen)

    assert read_title(screen) == NL("views.title")
    assert "Mijn &lt;b&gt;blik&lt;/b&gt;" in words
    assert "<b>blik" not in words
    assert NL("views.closed") in words
    (opened,) = re.findall(rf'<a href="([^"]*)">{NL("views.open")}</a>', words)
    assert dict(parse_qsl(urlsplit(unescape(opened)).query)) == {"niveau": "basis-gewoon", "taal": "nl"}
    shared = urlsplit(screen.code[0].value)
    assert dict(parse_qsl(shared.query)) == {"niveau": "basis-gewoon", "taal": "nl", "uitgave": NEW}


def test_views_when_the_release_is_an_older_or_gone_then_say_so() -> None:
    save(release_id=OLD)
    words = read_screen(open_screen("views"))
    assert NL("views.open_then", release=OLD) in words

    save(release_id="weg")
    assert NL("views.release_gone") in read_screen(open_screen("views"))


def test_views_when_renamed_or_erased_then_are_so() -> None:
    view = save()
    screen = open_screen("views")
    screen.text_input(key=f"views-name-{view.id}").set_value("Beter")
    screen = press(screen, NL("views.rename_do"))
    assert [v.name for v in find_live().list_views("proef", by=MINISTRY)] == ["Beter"]

    press(screen, NL("views.erase_do"))
    assert find_live().list_views("proef", by=MINISTRY) == ()


def test_views_when_another_role_looks_then_it_has_none_of_these() -> None:
    save()

    for role in ("organisator-pi-3", "reflectiegroep", "gegevensbeheerder"):
        assert "blik" not in read_screen(open_screen("views", query={"rol": role}))
