"""Every table that has cells or names trajectories, seen by every role; and a store without the filter."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from schemas.access import ROLES, Role
from schemas.release import cell_id
from tests.builders.release import make_tables, write_release
from ui import veil
from ui.store import Store, UnknownCellError
from ui.viewer import Viewer

OWN, OTHER = "pi-3", "pi-4"
OWN_PARTNERSHIP = cell_id(trajectory=OWN, partnership=f"{OWN}-swv-1")
OTHER_PARTNERSHIP = cell_id(trajectory=OTHER, partnership=f"{OTHER}-swv-1")
NUMBERS = ("value", "low", "high", "n", "n_partnerships")
Read = Callable[[Store], pl.DataFrame]
READERS: dict[str, Read] = {
    "cells": lambda store: store.cells(),
    "statements": lambda store: store.statements(),
    "statements of cells": lambda store: store.statements(cell_ids=every_cell()),
    "yardsticks": lambda store: store.yardsticks(cell_ids=every_cell()),
    "reach": lambda store: pl.concat([store.reach(cell_id=cell) for cell in every_cell()]),
    "statements of each cell": lambda store: pl.concat(
        [store.statements(cell_id=cell) for cell in every_cell()]
    ),
}


def every_cell() -> list[str]:
    return make_scope_tables()["cells"]["cell_id"].to_list()


def make_scope_tables() -> dict[str, pl.DataFrame]:
    """The made-up release with a partnership in two trajectories, and a model that names trajectories."""
    tables = make_tables()
    for cell, trajectory in ((OWN_PARTNERSHIP, OWN), (OTHER_PARTNERSHIP, OTHER)):
        like = pl.col("cell_id") == cell_id(trajectory=trajectory)
        for name in ("statements", "reach"):
            rows = tables[name].filter(like).with_columns(cell_id=pl.lit(cell))
            tables[name] = pl.concat([tables[name], rows])
        row = (
            tables["cells"]
            .filter(like)
            .with_columns(
                cell_id=pl.lit(cell), kind=pl.lit("partnership"), partnership_id=pl.lit(f"{trajectory}-swv-1")
            )
        )
        tables["cells"] = pl.concat([tables["cells"], row])
    one = tables["models"].head(1)
    named = [one.with_columns(term=pl.lit(f"between.{name}")) for name in (OWN, OTHER)]
    tables["models"] = pl.concat([tables["models"], *named])
    return tables


def viewer_of(role: Role) -> Viewer:
    return Viewer(role=role, trajectories=(OWN,) if role == "organiser" else ())


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("scope"), make_scope_tables())


def foreign_rows(frame: pl.DataFrame, *, viewer: Viewer) -> list[str]:
    """Ids of the cells in a frame that are outside the scope."""
    kinds = make_scope_tables()["cells"].select("cell_id", "kind", "trajectory_id")
    found = frame.select("cell_id").unique().join(kinds, on="cell_id", how="left")
    return [
        cell
        for cell, kind, trajectory in found.select("cell_id", "kind", "trajectory_id").iter_rows()
        if not viewer.may_see(kind=kind, trajectory_id=trajectory)
    ]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("table", READERS)
def test_table_when_a_role_reads_it_then_holds_its_own_cells_and_no_others(
    path: Path, role: Role, table: str
) -> None:
    viewer = viewer_of(role)
    frame = READERS[table](Store(path=path, viewer=viewer))

    assert not frame.is_empty()
    assert foreign_rows(frame, viewer=viewer) == []


@pytest.mark.parametrize("table", READERS)
def test_table_when_the_store_does_not_filter_then_it_is_caught(
    path: Path, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer = viewer_of("reflection")
    monkeypatch.setattr(Viewer, "may_see", lambda *_args, **_more: True)
    frame = READERS[table](Store(path=path, viewer=viewer))
    monkeypatch.undo()

    assert foreign_rows(frame, viewer=viewer) != []


@pytest.mark.parametrize("role", ROLES)
def test_partnerships_when_a_role_looks_then_only_an_organiser_sees_its_own(path: Path, role: Role) -> None:
    store = Store(path=path, viewer=viewer_of(role))

    assert store.has_cell(OWN_PARTNERSHIP) is (role == "organiser")
    assert not store.has_cell(OTHER_PARTNERSHIP)
    with pytest.raises(UnknownCellError):
        store.cell(OTHER_PARTNERSHIP)


@pytest.mark.parametrize(
    ("role", "measure", "named"),
    [
        ("ministry", "leaders", {OWN, OTHER}),
        ("organiser", "leaders", {OWN, OTHER}),
        ("organiser", "schools", {OWN, OTHER}),
        ("organiser", "sessions", {OWN}),
        ("reflection", "leaders", set()),
    ],
)
def test_reach_when_it_counts_by_trajectory_then_each_role_gets_what_is_decided(
    role: Role, measure: str, named: set[str]
) -> None:
    rows = [(m, "trajectory", t) for m in ("leaders", "schools", "sessions") for t in (OWN, OTHER)]
    frame = pl.DataFrame(rows, schema=["measure", "dimension", "category"], orient="row")
    seen = veil.veil_reach(frame, viewer=viewer_of(role)).filter(pl.col("measure") == measure)

    assert set(seen["category"]) == named


def test_reach_when_it_counts_by_level_then_everybody_sees_it(path: Path) -> None:
    for role in ROLES:
        assert not Store(path=path, viewer=viewer_of(role)).reach(dimensions=["level"]).is_empty()


@pytest.mark.parametrize(
    ("role", "named"),
    [("ministry", {OWN, OTHER}), ("steward", {OWN, OTHER}), ("organiser", {OWN}), ("reflection", set())],
)
def test_models_when_a_term_names_a_trajectory_then_only_who_may_name_it_sees_it(
    path: Path, role: Role, named: set[str]
) -> None:
    terms = Store(path=path, viewer=viewer_of(role)).models()["term"]

    assert {name for name in (OWN, OTHER) if f"between.{name}" in terms.to_list()} == named
    assert "alpha" in terms.to_list()


@pytest.mark.parametrize("role", ROLES)
def test_findings_when_a_role_reads_them_then_only_a_steward_gets_rows(path: Path, role: Role) -> None:
    store = Store(path=path, viewer=viewer_of(role))

    assert store.quality().is_empty() is (role != "steward")
    assert store.documents() == (("findings.xlsx",) if role == "steward" else ())
    assert store.count_findings() == {"error": 1, "warning": 2}
    assert store.count_rows() == {"read": 690, "loaded": 684, "refused": 6}


@pytest.mark.parametrize("role", [role for role in ROLES if role != "steward"])
def test_document_when_the_viewer_may_not_have_it_then_there_is_none(path: Path, role: Role) -> None:
    with pytest.raises(KeyError):
        Store(path=path, viewer=viewer_of(role)).document("findings.xlsx")


@pytest.mark.parametrize("role", ROLES)
def test_files_when_their_names_tell_of_trajectories_then_only_who_may_name_all_sees_them(
    path: Path, role: Role
) -> None:
    files = Store(path=path, viewer=viewer_of(role)).sources()

    assert files.is_empty() is (role in {"organiser", "reflection"})


def make_leaking_tables() -> dict[str, pl.DataFrame]:
    """A release that, by a fault of the build, carries numbers in rows that are not shown."""
    tables = make_scope_tables()
    for name in ("statements", "models", "yardsticks"):
        columns = [column for column in NUMBERS if column in tables[name].columns]
        hidden = [pl.col(c).fill_null(3).cast(tables[name].schema[c]).alias(c) for c in columns]
        tables[name] = tables[name].with_columns(hidden)
    statuses = pl.Series("status", ["withheld", "shown"] * (tables["models"].height // 2 + 1))
    tables["models"] = tables["models"].with_columns(statuses.head(tables["models"].height))
    return tables


def count_leaks(frame: pl.DataFrame) -> int:
    """Numbers in rows that are not shown."""
    hidden = frame.filter(pl.col("status") != "shown")
    return sum(hidden[column].drop_nulls().len() for column in NUMBERS if column in frame.columns)


def test_rows_when_they_are_not_shown_then_carry_no_number_whatever_the_release_says(tmp_path: Path) -> None:
    store = Store(path=write_release(tmp_path, make_leaking_tables()), viewer=viewer_of("ministry"))

    for frame in (store.statements(), store.models(), store.yardsticks(cell_ids=every_cell())):
        assert count_leaks(frame) == 0
    assert store.statements().filter(pl.col("status") != "shown").height > 0
    assert store.models().filter(pl.col("status") != "shown").height > 0


def test_rows_when_the_store_hides_nothing_then_it_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.store.hide_numbers", lambda frame: frame)
    store = Store(path=write_release(tmp_path, make_leaking_tables()), viewer=viewer_of("ministry"))

    assert count_leaks(store.statements()) > 0
    assert count_leaks(store.models()) > 0


def test_range_when_enough_trajectories_are_unnamed_then_their_ends_are_told(path: Path) -> None:
    names = {"indicator_id": "usefulness", "wave": "end", "statistic": "mean"}
    means = Store(path=path, viewer=viewer_of("ministry")).statements(
        cell_ids=[cell_id(trajectory=f"pi-{n}") for n in range(1, 11) if f"pi-{n}" != OWN],
        indicator_ids=["usefulness"],
        waves=["end"],
        statistics=["mean"],
    )
    shown = means.filter(pl.col("status") == "shown")["value"]

    found = Store(path=path, viewer=viewer_of("organiser")).range_of_others(**names)
    assert found == (shown.min(), shown.max(), shown.len())
    assert Store(path=path, viewer=viewer_of("ministry")).range_of_others(**names) is None


@pytest.mark.parametrize(("others", "told"), [(2, False), (3, True)])
def test_range_when_few_trajectories_are_unnamed_then_nothing_is_told(others: int, told: bool) -> None:
    rows = [(OWN, 4.0, "shown"), *((f"x-{n}", 3.0 + n / 10, "shown") for n in range(others))]
    rows.append(("x-hidden", 1.0, "withheld"))
    frame = pl.DataFrame(rows, schema=["trajectory_id", "value", "status"], orient="row")

    assert (veil.range_of_others(frame, viewer=viewer_of("organiser")) is not None) is told
