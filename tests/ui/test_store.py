import json
from pathlib import Path

import polars as pl
import pytest

from schemas.release import TABLES
from tests.builders.cells import POOLED_LEVELS, POOLED_PARTNERSHIPS, SMALL_PARTNERSHIPS
from tests.builders.release import SMALL_CELL, make_tables, write_release
from ui.release import NoReleaseError
from ui.service import open_store
from ui.store import Store, UnknownCellError
from ui.viewer import DEMO, Viewer

PI_3_ONLY = Viewer(role="organiser", trajectories=("pi-3",))
STEWARD = Viewer(role="steward")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("store") / "proef")


@pytest.fixture
def store(path: Path) -> Store:
    return Store(path=path, viewer=DEMO)


def test_store_when_opened_knows_its_release_and_programme(store: Store) -> None:
    assert store.info.release_id == "proef-1"
    assert store.info.synthetic
    assert len(store.info.programme.trajectories) == 10
    assert store.info.policy["k"] == 5


@pytest.mark.parametrize(
    "table", ["cells", "indicators", "statements", "reach", "models", "quality", "sources", "regions"]
)
def test_store_when_asked_for_a_table_gives_its_columns(path: Path, table: str) -> None:
    frame: pl.DataFrame = getattr(Store(path=path, viewer=STEWARD), table)()
    assert set(frame.columns) == set(TABLES[table].to_schema().columns)
    assert not frame.is_empty()


def test_yardsticks_when_asked_for_a_cell_outside_the_scope_are_none(path: Path) -> None:
    store = Store(path=path, viewer=PI_3_ONLY)

    assert not store.yardsticks(cell_ids=["trajectory=pi-3"]).is_empty()
    assert store.yardsticks(cell_ids=["trajectory=pi-4"]).is_empty()


def test_references_when_the_release_has_them_are_given(store: Store) -> None:
    assert store.references()["population_nl"].to_list() == ["Verzonnen elders"]


def test_statements_when_the_release_is_from_before_bounds_have_no_codes(tmp_path: Path) -> None:
    tables = make_tables()
    tables["statements"] = tables["statements"].drop("coded")
    tables["cells"] = tables["cells"].drop("members")
    older = Store(path=write_release(tmp_path / "proef", tables), viewer=DEMO)

    assert older.statements(cell_id="total")["coded"].null_count() > 0
    assert older.statements(cell_id="total").columns == list(TABLES["statements"].to_schema().columns)
    assert older.cell("total").pooled == ()


def test_cell_when_it_is_a_pool_knows_its_members_and_is_named_after_them(path: Path) -> None:
    store = Store(path=path, viewer=PI_3_ONLY)
    pool = store.cell(POOLED_PARTNERSHIPS)

    assert pool.pooled == SMALL_PARTNERSHIPS
    assert pool.label == "Verband 4 + Verband 8"


def test_nearest_shown_when_a_partnership_is_withheld_gives_its_pool_first(path: Path) -> None:
    store = Store(path=path, viewer=PI_3_ONLY)
    found = store.nearest_shown(
        cell_id=SMALL_PARTNERSHIPS[0], indicator_id="usefulness", wave="end", statistic="mean"
    )

    assert [cell.cell_id for cell in found] == [POOLED_PARTNERSHIPS, "trajectory=pi-3", "total"]


def test_table_when_the_release_is_from_before_it_is_empty_and_no_error(tmp_path: Path) -> None:
    tables = {name: table for name, table in make_tables().items() if name != "reference_values"}
    older = Store(path=write_release(tmp_path / "proef", tables), viewer=DEMO)

    assert older.references().is_empty()
    assert set(older.references().columns) == set(TABLES["reference_values"].to_schema().columns)


def test_statements_when_filtered_hold_only_what_was_asked(store: Store) -> None:
    frame = store.statements(
        cell_id="trajectory=pi-3", indicator_ids=["usefulness"], waves=["end"], statistics=["mean"]
    )
    assert frame.select("cell_id", "indicator_id", "wave", "statistic").rows() == [
        ("trajectory=pi-3", "usefulness", "end", "mean")
    ]


def test_statements_when_a_filter_is_empty_are_none(store: Store) -> None:
    assert store.statements(cell_id="total", indicator_ids=[]).is_empty()


def test_statements_when_the_cell_is_unknown_are_none(store: Store) -> None:
    assert store.statements(cell_id="trajectory=pi-99").is_empty()


def test_cell_when_unknown_is_refused(store: Store) -> None:
    with pytest.raises(UnknownCellError):
        store.cell("trajectory=pi-99")


def test_statements_when_a_value_is_an_injection_are_none(store: Store) -> None:
    assert store.statements(cell_id="total", waves=["end') OR true --"]).is_empty()


def test_indicators_when_filtered_keep_the_order_of_the_screen(store: Store) -> None:
    frame = store.indicators(level="learning", kinds=["scale"])
    assert frame["indicator_id"].to_list() == ["asking_feedback", "self_efficacy", "perceived_learning"]
    assert store.indicators(scale="usefulness")["indicator_id"].to_list() == [
        "usefulness",
        "usefulness_1",
        "usefulness_2",
    ]


def test_nearest_shown_when_a_cell_is_withheld_gives_the_nearest_wider_ones(store: Store) -> None:
    found = store.nearest_shown(cell_id=SMALL_CELL, indicator_id="usefulness", wave="end", statistic="mean")
    assert [cell.cell_id for cell in found] == [
        POOLED_LEVELS,
        "trajectory=pi-10",
        "total",
    ]


def test_nearest_shown_when_nothing_is_shown_anywhere_is_empty(store: Store) -> None:
    found = store.nearest_shown(cell_id=SMALL_CELL, indicator_id="bestaatniet", wave="end", statistic="mean")
    assert found == ()


def test_document_when_the_release_carries_it_is_its_content(path: Path) -> None:
    store = Store(path=path, viewer=STEWARD)
    assert store.documents() == ("findings.xlsx",)
    assert store.document("findings.xlsx") == b"werkboek"


def test_document_when_the_release_has_none_of_that_name_is_refused(store: Store) -> None:
    with pytest.raises(KeyError):
        store.document("../secret")


def test_store_when_the_viewer_is_narrow_hides_every_other_cell(path: Path) -> None:
    narrow = Store(path=path, viewer=PI_3_ONLY)
    named = narrow.cells()["trajectory_id"].drop_nulls().unique().to_list()
    assert named == ["pi-3"]
    assert set(narrow.statements()["cell_id"]) <= set(narrow.cells()["cell_id"])
    assert narrow.statements(cell_id="trajectory=pi-4").is_empty()
    assert narrow.reach(cell_id="trajectory=pi-4").is_empty()
    assert not narrow.has_cell("trajectory=pi-4")
    assert narrow.count_shown() == narrow.statements().filter(pl.col("status") == "shown").height


def test_store_when_the_viewer_is_wide_does_see_those_cells(path: Path) -> None:
    wide = Store(path=path, viewer=DEMO)
    assert not wide.statements(cell_id="trajectory=pi-4").is_empty()
    assert not wide.reach(cell_id="trajectory=pi-4").is_empty()


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("KOMPAS_BUILT", str(tmp_path))
    monkeypatch.setenv("KOMPAS_PROGRAMME", "proef")
    return tmp_path / "proef"


def test_open_store_when_nothing_is_built_says_where_it_looked(built: Path) -> None:
    with pytest.raises(NoReleaseError) as caught:
        open_store()
    assert caught.value.folder == built


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"release": "weg", "file": "weg.duckdb"}'])
def test_open_store_when_the_pointer_leads_nowhere_finds_no_release(built: Path, content: str) -> None:
    built.mkdir()
    (built / "current.json").write_text(content)
    with pytest.raises(NoReleaseError):
        open_store()


def test_open_store_when_asked_twice_is_the_same_store(built: Path) -> None:
    write_release(built)
    assert open_store() is open_store()


def test_open_store_when_a_new_release_is_put_in_service_serves_that_one(built: Path) -> None:
    write_release(built)
    assert open_store().info.release_id == "proef-1"
    write_release(built, make_tables(release_id="proef-2"))
    assert open_store().info.release_id == "proef-2"


def test_open_store_when_the_pointer_is_set_back_serves_the_old_one(built: Path) -> None:
    old = write_release(built)
    write_release(built, make_tables(release_id="proef-2"))
    (built / "current.json").write_text(json.dumps({"release": "proef-1", "file": old.name}))
    assert open_store().info.release_id == "proef-1"


def test_open_store_when_another_viewer_looks_never_shares_a_store(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_release(built)
    wide = open_store()
    monkeypatch.setattr("ui.service.identify_viewer", lambda: PI_3_ONLY)
    narrow = open_store()
    assert narrow is not wide
    assert narrow.cells().height < wide.cells().height
