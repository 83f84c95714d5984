"""What two releases say of the same trajectory, each seen in the organiser's own scope."""

from pathlib import Path

import polars as pl
import pytest

from tests.builders.release import make_tables, write_release
from texts import texts_in
from ui.address import Selection
from ui.mine.beside import read_beside
from ui.mine.figures import present_topic
from ui.mine.since import present_since, say_counts
from ui.mine.strengths import tell_strengths
from ui.page import Page
from ui.store import Store
from ui.viewer import Viewer

OWN = Viewer(role="organiser", trajectories=("pi-3",))
KEY = (pl.col("indicator_id") == "usefulness") & (pl.col("wave") == "end") & (pl.col("statistic") == "mean")
Tables = dict[str, pl.DataFrame]


def state(tables: Tables, *, cell: str = "trajectory=pi-3", **values: object) -> Tables:
    here = KEY & (pl.col("cell_id") == cell)
    statements = tables["statements"].with_columns(
        pl.when(here).then(pl.lit(v)).otherwise(name).cast(tables["statements"][name].dtype).alias(name)
        for name, v in values.items()
    )
    return {**tables, "statements": statements}


def open_as(folder: Path, tables: Tables, *, viewer: Viewer = OWN) -> Store:
    return Store(path=write_release(folder, tables), viewer=viewer)


def make_page(store: Store, *, trajectory: str = "pi-3") -> Page:
    selection = Selection(trajectory=trajectory)
    return Page(
        name="mine",
        store=store,
        texts=texts_in("nl"),
        cell=store.cell(selection.cell_id),
        selection=selection,
        dark=False,
    )


def test_since_when_both_say_the_same_then_there_is_nothing_to_show(tmp_path: Path) -> None:
    page = make_page(open_as(tmp_path / "new", make_tables(release_id="b")))
    before = open_as(tmp_path / "old", make_tables(release_id="a"))

    assert present_since(page, before=before) is None
    assert "0 nieuw getoond, 0 niet meer getoond en 0 veranderd" in say_counts(page, before=before)


def test_since_when_a_value_changed_or_was_withheld_then_both_are_told_and_nothing_withheld(
    tmp_path: Path,
) -> None:
    old = state(make_tables(release_id="a"), value=3.3, low=3.1, high=3.5)
    page = make_page(open_as(tmp_path / "new", make_tables(release_id="b")))
    figure = present_since(page, before=open_as(tmp_path / "old", old))
    assert figure is not None
    assert figure.table.height == 1
    assert figure.table.row(0)[1].startswith("3,3 (n =")

    hidden = state(make_tables(release_id="c"), value=4.4, status="withheld")
    figure = present_since(page, before=open_as(tmp_path / "hid", hidden))
    assert figure is not None
    assert figure.table.row(0)[1] == texts_in("nl")("charts.status_withheld")
    assert "4,4" not in str(figure.table)


def test_since_when_anothers_figures_changed_then_nothing_is_said(tmp_path: Path) -> None:
    old = state(make_tables(release_id="a"), cell="trajectory=pi-4", value=1.7)
    page = make_page(open_as(tmp_path / "new", make_tables(release_id="b")))

    assert present_since(page, before=open_as(tmp_path / "old", old)) is None


@pytest.mark.parametrize(
    "values", [{"status": "withheld"}, {"n": 9}, {"coded": 1, "low": None, "high": None}]
)
def test_strengths_when_a_scale_cannot_be_judged_then_is_counted_as_left_out(
    tmp_path: Path, values: dict[str, object]
) -> None:
    usual = tell_strengths(make_page(open_as(tmp_path / "a", make_tables(release_id="a"))))
    fewer = tell_strengths(make_page(open_as(tmp_path / "b", state(make_tables(release_id="b"), **values))))

    assert (fewer.looked_at, fewer.left_out) == (usual.looked_at - 1, usual.left_out + 1)


def test_beside_when_fewer_than_three_others_are_unnamed_then_has_no_range(tmp_path: Path) -> None:
    names = tuple(f"pi-{n}" for n in range(1, 9))
    tables = make_tables(release_id="a")
    most = open_as(tmp_path / "m", tables, viewer=Viewer(role="organiser", trajectories=names))
    one = open_as(tmp_path / "o", tables)

    assert {row.others for row in read_beside(make_page(most))} == {None}
    assert any(row.others is not None for row in read_beside(make_page(one)))


def test_topics_when_presented_then_each_figure_names_no_other_trajectory(tmp_path: Path) -> None:
    page = make_page(open_as(tmp_path, make_tables(release_id="a")))
    topics = ("attendance", "response", "reaction", "learning", "behaviour")
    figures = [figure for topic in topics for figure in present_topic(page, topic=topic)]  # type: ignore[arg-type]

    assert {figure.key.split("-")[1] for figure in figures} >= {"attendance", "response", "reaction"}
    for figure in figures:
        assert figure.caution
        assert figure.how_to_read
        assert not any(f"Traject {n} ·" in str(figure.table) + figure.answer for n in range(1, 11) if n != 3)
