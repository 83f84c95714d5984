import polars as pl
import pytest

from etl.lattice import build_lattice
from etl.reach import UNKNOWN, count_reach
from schemas.release import cell_id
from tests.builders.questionnaire import make_configuration
from tests.builders.warehouse import make_warehouse

PROGRAMME = make_configuration().programme
ALL_SCHOOLS = 2517 + 206 + 988 + 142


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return make_warehouse(leaders=120)


@pytest.fixture(scope="module")
def reach(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    lattice = build_lattice(leaders=tables["leaders"], partnerships=tables["partnerships"])
    return count_reach(tables, lattice=lattice, programme=PROGRAMME)


def _value(
    reach: pl.DataFrame, measure: str, *, cell: str = "total", dimension: str = "none", category: str = "all"
) -> float | None:
    found = reach.filter(
        pl.col("cell_id") == cell,
        pl.col("measure") == measure,
        pl.col("dimension") == dimension,
        pl.col("category") == category,
    )
    return found["value"][0] if found.height else None


def test_totals_are_the_numbers_of_the_registers(reach, tables):
    assert _value(reach, "leaders") == 120
    assert _value(reach, "leaders_stopped") == 6
    assert _value(reach, "partnerships") == tables["partnerships"].height
    assert _value(reach, "schools") == tables["schools"].height
    assert _value(reach, "sessions") == tables["sessions"].height
    assert _value(reach, "session_hours") == tables["sessions"]["hours"].sum()


def test_leaders_by_each_dimension_add_up_to_the_cell(reach):
    leaders = reach.filter(pl.col("measure") == "leaders")
    wholes = leaders.filter(pl.col("dimension") == "none").select("cell_id", whole="value")
    parts = (
        leaders.filter(pl.col("dimension") != "none")
        .group_by("cell_id", "dimension")
        .agg(pl.col("value").sum())
    )

    compared = parts.join(wholes, on="cell_id")

    assert compared.height > 100
    assert compared["value"].to_list() == compared["whole"].to_list()


def test_leaders_without_a_role_are_counted_as_unknown(reach):
    assert _value(reach, "leaders", dimension="role", category=UNKNOWN) == 12


def test_partnership_with_two_levels_counts_once_in_each(reach, tables):
    people = tables["leaders"].filter(pl.col("level") == "basis-gewoon")

    counted = _value(reach, "partnerships", dimension="level", category="basis-gewoon")

    assert counted == people["partnership_id"].n_unique()
    by_level = reach.filter(
        pl.col("cell_id") == "total", pl.col("measure") == "partnerships", pl.col("dimension") == "level"
    )
    assert by_level["value"].sum() > tables["partnerships"].height


def test_coverage_is_against_all_schools_of_the_level(reach):
    schools = reach.filter(pl.col("measure") == "schools")

    def norm(cell: str, dimension: str, category: str) -> float | None:
        keys = {"cell_id": cell, "dimension": dimension, "category": category}
        return schools.filter(*(pl.col(k) == v for k, v in keys.items()))["denominator"][0]

    assert norm("total", "none", "all") == ALL_SCHOOLS
    assert norm("total", "level", "secundair-gewoon") == 988
    assert norm(cell_id(level="basis-gewoon"), "none", "all") == 2517
    assert norm(cell_id(trajectory="pi-1"), "none", "all") is None


def test_applications_are_counted_by_status_in_total_and_trajectory_only(reach):
    assert _value(reach, "applications", dimension="status", category="waiting") == 10
    assert _value(reach, "applications", cell=cell_id(trajectory="pi-1")) == 5
    assert _value(reach, "applications", cell=cell_id(level="basis-gewoon")) is None


def test_sessions_of_a_level_are_those_where_its_leaders_were_expected(reach, tables):
    people = tables["leaders"].filter(pl.col("level") == "basis-buitengewoon")
    expected = tables["attendance"].join(people, on="leader_id", how="semi")["session_id"].n_unique()

    assert _value(reach, "sessions", cell=cell_id(level="basis-buitengewoon")) == expected


def test_measure_whose_register_is_empty_is_left_out(tables):
    bare = {**tables, "schools": tables["schools"].clear(), "applications": tables["applications"].clear()}
    lattice = build_lattice(leaders=bare["leaders"], partnerships=bare["partnerships"])

    measures = set(count_reach(bare, lattice=lattice, programme=PROGRAMME)["measure"])

    assert measures.isdisjoint({"schools", "applications"})
    assert {"leaders", "partnerships"} <= measures


def test_cell_in_which_nobody_stopped_says_zero(reach):
    stopped = reach.filter(pl.col("measure") == "leaders_stopped", pl.col("dimension") == "none")

    assert stopped["value"].min() == 0
