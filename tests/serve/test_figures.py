"""A figure's numbers by link: those of the page, for who may see them, and for nobody else."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import polars as pl
import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from schemas.release import FORMAT
from serve.figures import figures_route
from tests.builders.logins import ORIGIN, configure_login, make_claims, mint_cookies
from tests.builders.release import make_real_tables, make_tables
from tests.builders.screens import serve_release
from tests.pages.test_crawler import CELLS, VIEWERS, alter_foreign, tell_withheld
from ui.access.choice import write_choice
from ui.audit.log import find_log
from ui.figure_link import FIGURES
from ui.live import replay
from ui.navigation import PAGES, may_open, name_address
from ui.service import describe_file
from ui.view_choices import ALL_PARTS
from ui.viewer import Viewer

Tables = dict[str, pl.DataFrame]
SHOWN = (
    "overview",
    "reach",
    "attendance",
    "response",
    "design",
    "reaction",
    "learning",
    "behaviour",
    "differences",
)


class Reader:
    """Puts releases in service and asks for the numbers of figures."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._monkeypatch, self._folder, self._count = monkeypatch, folder, 0
        self._client = TestClient(Starlette(routes=[figures_route()]))

    def serve(self, tables: Tables) -> str:
        self._count += 1
        st.cache_resource.clear()
        describe_file.cache_clear()
        replay._make.cache_clear()
        serve_release(self._monkeypatch, built=self._folder / str(self._count), tables=tables)
        self._monkeypatch.setenv("KOMPAS_LOG_DIR", str(self._folder / "log"))
        return str(tables["release"]["release_id"][0])

    def ask(
        self, page: str, key: str, *, cookies: dict[str, str] | None = None, **query: str
    ) -> httpx.Response:
        client = TestClient(self._client.app, cookies=cookies or {})
        return client.get(f"{FIGURES}/{name_address(page)}/{key}.json", params=query)

    def read_all(self, tables: Tables, viewer: Viewer) -> dict[str, bytes]:
        release, found = self.serve(tables), {}
        for page in (name for name in SHOWN if may_open(name, role=viewer.role)):
            for cell in ({"deel": ALL_PARTS, **one} for one in CELLS):
                view = replay.View(release, page, "", urlencode(cell), "nl", dark=False)
                for shown, figure in replay.replay_page(view, query=cell, viewer=viewer):
                    assert shown.store.viewer.scope == viewer.scope
                    answer = self.ask(page, figure.key, rol=write_choice(viewer), **cell)
                    found[f"{page} {figure.key} {cell}"] = b"%d " % answer.status_code + answer.content
        return found


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Reader]:
    yield Reader(monkeypatch, tmp_path)
    replay._make.cache_clear()


def test_link_when_it_is_asked_for_then_is_the_figure_of_the_page(reader: Reader) -> None:
    release = reader.serve(make_tables())
    view = replay.View(release, "reach", "", "", "nl", dark=False)
    shown = replay.replay_page(view, query={}, viewer=Viewer(role="ministry"))

    for _, figure in shown:
        told = reader.ask("reach", figure.key, rol="beleid").json()
        assert (told["format"], told["release"]["id"], told["cell"]) == (FORMAT, release, "total")
        assert (told["question"], told["answer"], told["n"]) == (figure.question, figure.answer, figure.n)
        assert told["columns"] == figure.table.columns
        assert [tuple(row) for row in told["rows"]] == figure.table.rows()
        assert told["caution"] == figure.caution
    assert shown


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.role)
def test_link_when_a_role_asks_for_every_figure_then_nothing_withheld_or_foreign_comes_through(
    reader: Reader, viewer: Viewer
) -> None:
    tables = make_tables()
    ours = reader.read_all(tables, viewer)
    twin = reader.read_all(alter_foreign(tell_withheld(tables), viewer=viewer), viewer)

    assert len(ours) > 20
    assert sum(told.startswith(b"200") for told in ours.values()) > 20
    assert ours == twin


def test_link_when_a_group_is_not_ones_own_then_there_is_no_figure(reader: Reader) -> None:
    release = reader.serve(make_tables())
    view = replay.View(release, "reach", "", "", "nl", dark=False)
    key = replay.replay_page(view, query={}, viewer=Viewer(role="ministry"))[0][1].key

    assert reader.ask("reach", key, rol="beleid", traject="pi-3").status_code == 200
    assert reader.ask("reach", key, rol="organisator-pi-3", traject="pi-3").status_code == 200
    answer = reader.ask("reach", key, rol="organisator-pi-3", traject="pi-10")
    assert (answer.status_code, list(answer.json())) == (404, ["error"])
    assert reader.ask("reach", key, rol="reflectiegroep", traject="pi-3").status_code == 404


@pytest.mark.parametrize("page", ["views", "audit", "access", "live", "beamer", "reflect", "delivery"])
def test_link_when_the_page_has_no_figures_then_there_is_none(reader: Reader, page: str) -> None:
    reader.serve(make_tables())

    assert page in PAGES
    assert reader.ask(page, "anything", rol="gegevensbeheerder").status_code == 404


def test_link_when_the_release_is_unknown_then_says_so(reader: Reader) -> None:
    reader.serve(make_tables())

    answer = reader.ask("reach", "funnel", uitgave="../../etc", taal="en")

    assert answer.status_code == 404
    assert "release" in answer.json()["error"]


def test_link_when_data_are_real_then_a_login_is_asked_at_each_question(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    release = reader.serve(make_real_tables())
    assert reader.ask("reach", "any", rol="beleid").status_code == 403
    configure_login(monkeypatch, tmp_path)
    view = replay.View(release, "reach", "", "", "nl", dark=False)
    key = replay.replay_page(view, query={}, viewer=Viewer(role="ministry"))[0][1].key
    claims = make_claims("beleid")

    assert reader.ask("reach", key, rol="beleid").status_code == 403
    assert reader.ask("reach", key, cookies=mint_cookies(claims, origin=ORIGIN)).status_code == 200
    forged = mint_cookies(claims, origin=ORIGIN, secret="another secret of thirty-two signs")
    assert reader.ask("reach", key, cookies=forged).status_code == 403
    group = mint_cookies(make_claims("reflectie", sub="lid"), origin=ORIGIN)
    assert reader.ask("reach", key, cookies=group, rol="gegevensbeheerder", traject="pi-3").status_code == 404


def test_link_when_it_is_asked_for_then_the_audit_log_has_it_without_a_number(reader: Reader) -> None:
    release = reader.serve(make_tables())
    view = replay.View(release, "reach", "", "", "nl", dark=False)
    key = replay.replay_page(view, query={}, viewer=Viewer(role="ministry"))[0][1].key

    reader.ask("reach", key, rol="beleid")

    find_log().flush()
    lines = "".join(p.read_text(encoding="utf-8") for p in find_log().settings.folder.glob("*.jsonl"))
    assert f'"figure": "{key}"' in lines
    assert '"format": "json"' in lines
