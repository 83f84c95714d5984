"""The table of yardsticks: a row for each cell, also where nothing is known."""

import polars as pl

from etl.lattice import build_lattice
from etl.measures.yardsticks import measure_yardsticks
from schemas.table import empty_frame
from schemas.warehouse import TABLES
from schemas.yardsticks import Gauge, Yardstick
from tests.builders.programme import make_programme, words
from tests.builders.warehouse import make_warehouse


def make_yardstick(name: str, measure: str) -> Yardstick:
    return Yardstick(
        id=name,
        label=words(name),
        unit=words("eenheid"),
        at_least=1,
        recommendation=words("Doe dit."),
        source="verzonnen",
        gauges=(Gauge.model_validate({"measure": measure}),),
    )


def measure(*yardsticks: Yardstick, **changes: pl.DataFrame) -> pl.DataFrame:
    tables = {**make_warehouse(), **changes}
    lattice = build_lattice(leaders=tables["leaders"], partnerships=tables["partnerships"])
    programme = make_programme(yardsticks=yardsticks)
    return measure_yardsticks(tables, programme=programme, cells=lattice.cells)


def test_table_when_made_then_has_the_total_and_each_trajectory_and_no_other_cell() -> None:
    table = measure(make_yardstick("duration", "school_years"))

    assert set(table["cell_id"]) == {"total", *(f"trajectory=pi-{n}" for n in range(1, 11))}
    assert table["status"].unique().to_list() == ["shown"]
    assert table["value"].unique().to_list() == [1.0]  # March and October of one year: two halves


def test_table_when_a_trajectory_has_no_sessions_then_says_so_without_a_number() -> None:
    sessions = make_warehouse()["sessions"].filter(pl.col("trajectory_id") != "pi-3")

    table = measure(make_yardstick("duration", "school_years"), sessions=sessions)

    row = table.filter(pl.col("cell_id") == "trajectory=pi-3").to_dicts()[0]
    assert (row["status"], row["value"], row["n"]) == ("not_delivered", None, None)
    assert table.filter(pl.col("cell_id") == "total")["n"].to_list() == [9]


def test_table_when_there_is_no_register_of_coaches_then_nobody_is_said_to_have_none() -> None:
    table = measure(make_yardstick("coach", "coaches"))

    assert table["status"].unique().to_list() == ["not_delivered"]
    assert table["value"].null_count() == table.height


def test_table_when_a_yardstick_is_about_answers_then_it_is_no_fact() -> None:
    assert measure(
        make_yardstick("pace", "attended_a_year"), make_yardstick("plan", "action_plan")
    ).is_empty()


def test_table_when_every_register_is_empty_then_still_keeps_its_contract() -> None:
    empty = {name: empty_frame(TABLES[name]) for name in ("sessions", "coaches")}

    table = measure(
        make_yardstick("duration", "school_years"), make_yardstick("mix", "hours_by_kind"), **empty
    )

    assert table["status"].unique().to_list() == ["not_delivered"]
