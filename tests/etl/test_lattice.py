import polars as pl

from etl.lattice import build_lattice
from schemas.release import Cells, cell_id
from tests.builders.warehouse import make_warehouse


def _lattice(leaders: pl.DataFrame | None = None):
    tables = make_warehouse(leaders=60)
    people = tables["leaders"] if leaders is None else leaders
    return build_lattice(leaders=people, partnerships=tables["partnerships"])


def test_cells_of_a_world_are_those_with_a_leader_and_keep_their_contract():
    lattice = _lattice()
    people = make_warehouse(leaders=60)["leaders"]

    cells = lattice.to_table()

    Cells.validate(cells)
    assert cells["members"].null_count() == cells.height
    pairs = people.select("trajectory_id", "level").unique().height
    assert cells.filter(pl.col("kind") == "trajectory_level").height == pairs
    assert lattice.cells["size"].min() >= 1


def test_every_leader_is_in_one_cell_of_each_kind():
    lattice = _lattice()

    for kind in lattice.cells["kind"].unique():
        members = lattice.members(kind=kind)
        assert members["leader"].n_unique() == members.height == 60


def test_partnership_cell_carries_its_trajectory_and_its_name():
    cells = _lattice().to_table().filter(pl.col("kind") == "partnership")

    row = cells.filter(pl.col("partnership_id") == "swv-3").row(0, named=True)

    assert row["cell_id"] == cell_id(trajectory="pi-4", partnership="swv-3")
    assert (row["trajectory_id"], row["label"]) == ("pi-4", "swv-3")


def test_dimension_that_is_empty_gives_no_cells():
    people = make_warehouse(leaders=60)["leaders"].with_columns(level=pl.lit(None, dtype=pl.String))

    kinds = set(_lattice(people).cells["kind"])

    assert kinds == {"total", "trajectory", "region", "trajectory_region", "partnership"}


def test_leader_without_a_region_is_in_the_total_but_in_no_region():
    people = make_warehouse(leaders=60)["leaders"].with_columns(
        region=pl.when(pl.int_range(pl.len()) > 0).then("region")
    )

    lattice = _lattice(people)

    assert lattice.members(kind="total").height == 60
    assert lattice.members(kind="region").height == 59


def test_programme_without_leaders_has_no_cells():
    assert _lattice(make_warehouse(leaders=60)["leaders"].clear()).to_table().is_empty()
