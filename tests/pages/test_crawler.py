"""Nothing that a viewer may not see comes through, on any page, in any chart, table, file or address.

The release in service is compared with twins that carry more: the true numbers of what is withheld, and other
numbers in every row outside the viewer's scope. Each control opens one hole, which must be found.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import pytest
import streamlit as st

from schemas.release import TOTAL
from tests.builders.crawl import (
    View,
    count_charts,
    crawl,
    list_differences,
    list_session_views,
    list_views,
)
from tests.builders.held_session import FIGURES, hold_session
from tests.builders.release import SMALL_CELL, make_tables
from tests.builders.screens import serve_release
from ui import downloads, frame, store, veil
from ui.live import replay
from ui.live.service import find_live
from ui.page import Page
from ui.service import describe_file
from ui.viewer import Viewer

NUMBERS = {"value": 4.123457, "low": 3.987651, "high": 4.567893, "n": 3, "n_partnerships": 2}
OWN = "pi-3"
VIEWERS = (
    Viewer(role="ministry"),
    Viewer(role="organiser", trajectories=(OWN,)),
    Viewer(role="reflection"),
    Viewer(role="steward"),
)
CELLS: tuple[Mapping[str, str], ...] = (
    {},
    {"traject": OWN, "moment": "begin"},
    {"traject": "pi-10", "niveau": "basis-buitengewoon"},
)
SMALL = (("Kleine groep", "reaction", "means-end-0", "niveau=basis-buitengewoon&regio=brussel"),)
"""A figure of a group of which nothing is shown."""
Tables = dict[str, pl.DataFrame]


def tell_withheld(tables: Tables) -> Tables:
    """The same release, had nobody taken the numbers out of what is withheld."""
    hidden = pl.col("status") != "shown"
    told = tables["statements"].with_columns(
        *(
            pl.when(hidden).then(pl.lit(v).cast(tables["statements"][c].dtype)).otherwise(c).alias(c)
            for c, v in NUMBERS.items()
        ),
        method=pl.when(hidden).then(pl.lit("mean_cohort")).otherwise("method"),
    )
    return {**tables, "statements": told}


def alter_foreign(tables: Tables, *, viewer: Viewer) -> Tables:
    """The same release with other numbers in each row outside the viewer's scope.

    Lowest and highest of the trajectories that are not named stay: these are shown, without a name.
    """
    cells = tables["cells"].rows(named=True)
    foreign = [
        c["cell_id"] for c in cells if not viewer.may_see(kind=c["kind"], trajectory_id=c["trajectory_id"])
    ]
    return {
        **tables,
        "statements": _alter_statements(tables["statements"], foreign),
        "reach": _alter_counts(tables["reach"], foreign),
        "yardsticks": _alter_counts(tables["yardsticks"], foreign),
    }


def _alter_statements(frame: pl.DataFrame, foreign: list[str]) -> pl.DataFrame:
    key = ["indicator_id", "wave", "statistic"]
    single = pl.col("cell_id").str.contains(r"^trajectory=[^|]*$")
    outside = pl.col("cell_id").is_in(foreign)
    group = pl.when(outside & single & (pl.col("status") == "shown")).then("value")
    low, high = group.min().over(key), group.max().over(key)
    between = (low < pl.col("value")) & (pl.col("value") < high)
    value = pl.when(~single).then(pl.col("value") + 7.25).when(between).then((low + high) / 2)
    return frame.with_columns(
        value=pl.when(outside).then(value.otherwise("value")).otherwise("value"),
        **{c: pl.when(outside).then(pl.col(c) + 77).otherwise(c) for c in ("low", "high", "n")},
    )


def _alter_counts(frame: pl.DataFrame, foreign: list[str]) -> pl.DataFrame:
    outside = pl.col("cell_id").is_in(foreign)
    return frame.with_columns(value=pl.when(outside).then(pl.col("value") + 977).otherwise("value"))


class Crawler:
    """Puts releases in service and looks at everything that a viewer gets of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._monkeypatch, self._folder, self._count = monkeypatch, folder, 0

    def look(self, tables: Tables, views: list[View]) -> dict[str, str]:
        self._count += 1
        st.cache_resource.clear()
        replay._make.cache_clear()
        serve_release(self._monkeypatch, built=self._folder / str(self._count), tables=tables)
        self._monkeypatch.setenv("KOMPAS_LOG_DIR", str(self._folder / "log"))
        return crawl(self._monkeypatch, views)


@pytest.fixture
def crawler(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Crawler:
    describe_file.cache_clear()
    return Crawler(monkeypatch, tmp_path)


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.role)
def test_crawler_when_it_looks_at_everything_then_nothing_withheld_or_foreign_comes_through(
    crawler: Crawler, viewer: Viewer
) -> None:
    tables = make_tables()
    views = list(list_views(viewer, cells=CELLS))
    ours = crawler.look(tables, views)
    twin = crawler.look(alter_foreign(tell_withheld(tables), viewer=viewer), views)

    assert count_charts(ours) > 20
    assert sum(name.endswith(".xlsx") for name in ours) > 20
    assert list_differences(ours, twin) == []


@pytest.mark.parametrize("viewer", [v for v in VIEWERS if v.role != "reflection"], ids=lambda v: v.role)
def test_crawler_when_it_takes_the_record_of_a_session_along_then_nothing_comes_through(
    crawler: Crawler, viewer: Viewer
) -> None:
    tables = make_tables()
    # The store is one process's: the same session, whichever twin of its release is on the shelf.
    session = hold_session(find_live(), release_id="proef-1", figures=(*FIGURES, *SMALL))
    views = list(list_session_views(viewer, session_id=session.id))
    group = Viewer(role="reflection")
    ours = crawler.look(tables, views)
    twin = crawler.look(alter_foreign(tell_withheld(tables), viewer=group), views)
    other = crawler.look(_change_shown(tables), views)

    (paper,) = [name for name in ours if name.endswith(".pdf")]
    assert list_differences(ours, twin) == []
    # Control: what the figures do show would be seen to differ.
    assert paper in list_differences(ours, other)


def _change_shown(tables: Tables) -> Tables:
    shown = pl.col("status") == "shown"
    value = pl.when(shown).then(pl.lit(3.3)).otherwise(pl.col("value"))
    return {**tables, "statements": tables["statements"].with_columns(value=value)}


def test_twin_when_made_then_differs_in_what_is_hidden_and_in_nothing_else() -> None:
    tables, viewer = make_tables(), VIEWERS[1]
    told, altered = tell_withheld(tables)["statements"], alter_foreign(tables, viewer=viewer)["statements"]
    shown, own = pl.col("status") == "shown", pl.col("cell_id").is_in([TOTAL, f"trajectory={OWN}"])

    assert told.filter(shown).equals(tables["statements"].filter(shown))
    assert told.filter(~shown)["value"].null_count() == 0
    assert told.filter(pl.col("cell_id") == SMALL_CELL).height > 0
    assert altered.filter(own).equals(tables["statements"].filter(own))
    assert (altered["n"] != tables["statements"]["n"]).sum() > 1000


def _forget_to_empty(patch: pytest.MonkeyPatch) -> None:
    """The store hands out what is withheld, and a file writes down whatever it gets."""
    patch.setattr(veil, "hide_numbers", lambda rows: rows)
    patch.setattr(store, "hide_numbers", lambda rows: rows)
    make = downloads.write_csv

    def write_all(table: pl.DataFrame, *, language: str) -> bytes:
        rows = store_of_page[-1].statements(cell_id=SMALL_CELL)
        return make(table, language="nl") + rows.write_csv().encode()

    store_of_page: list[store.Store] = []
    _watch_pages(patch, lambda page: store_of_page.append(page.store))
    patch.setattr(downloads, "write_csv", write_all)


def _draw_a_sum(patch: pytest.MonkeyPatch) -> None:
    """A page shows a mean over every cell, its viewer's or not."""
    _watch_pages(
        patch,
        lambda page: st.caption(f"{page.store._rows('SELECT avg(value) AS v FROM statements')['v'][0]:.2f}"),
    )


def _open_the_scope(patch: pytest.MonkeyPatch) -> None:
    """Everybody sees every cell."""
    patch.setattr(Viewer, "may_see", lambda *_, **__: True)
    patch.setattr(Viewer, "may_name", lambda *_: True)


def _watch_pages(patch: pytest.MonkeyPatch, act: Callable[[Page], object]) -> None:
    open_page = frame.open_page

    def open_and_act(name: str, *, whole: bool = False) -> Page:
        page = open_page(name, whole=whole)
        act(page)
        return page

    patch.setattr(frame, "open_page", open_and_act)


@pytest.mark.parametrize("hole", [_forget_to_empty, _draw_a_sum, _open_the_scope])
def test_crawler_when_there_is_a_hole_then_it_is_found(
    crawler: Crawler, monkeypatch: pytest.MonkeyPatch, hole: Callable[[pytest.MonkeyPatch], None]
) -> None:
    tables, viewer = make_tables(), VIEWERS[0] if hole is _forget_to_empty else VIEWERS[1]
    twin = alter_foreign(tell_withheld(tables), viewer=viewer)
    views = [v for v in list_views(viewer, cells=({}, {"traject": "pi-10"})) if v.page == "reaction"]
    hole(monkeypatch)

    assert list_differences(crawler.look(tables, views), crawler.look(twin, views)) != []
