"""From answers to the rows of what goes together: terms, cases, reasons, and nothing of one partnership."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from etl.measures.dose_models import list_amounts, model_dose
from etl.measures.drivers_models import model_drivers
from etl.measures.measured import Measured
from etl.measures.model_rows import ModelRow, shape_models
from etl.measures.within_between import compare_within, sum_partnerships
from schemas.driver import Driver
from schemas.methods import METHODS
from tests.builders.measured import make_measured
from tests.builders.programme import KINDS
from tests.builders.warehouse import make_warehouse

LEVEL = Driver(outcome="learned", moment="end", predictors=("feedback",), dose=True)
CHANGE = Driver(outcome="feedback", moment="begin-end", predictors=("learned",), dose=True)


def measure(*drivers: Driver, tables: dict[str, pl.DataFrame] | None = None) -> Measured:
    measured = make_measured(tables)
    return replace(measured, programme=measured.programme.model_copy(update={"drivers": drivers}))


def find(rows: list[ModelRow], term: str) -> ModelRow:
    return next(row for row in rows if row.term == term)


def change_answers(**columns: pl.Expr) -> dict[str, pl.DataFrame]:
    tables = make_warehouse()
    return {**tables, "responses": tables["responses"].with_columns(**columns)}


def test_drivers_when_a_level_is_explained_then_the_slope_is_that_of_the_complete_cases() -> None:
    measured = measure(LEVEL)
    cases = (
        measured.scores["end"].drop_nulls().join(measured.lattice.leaders, on="leader").sort("partnership_id")
    )
    labels = cases["partnership_id"].rank("dense").cast(pl.Int64).to_numpy()
    expected = compare_within(sum_partnerships(cases.select("feedback", "learned").to_numpy(), labels))
    several = cases.filter(pl.len().over("partnership_id") > 1)

    row = find(list(model_drivers(measured)), "within.feedback")

    assert row.value == pytest.approx(expected.values[0])
    assert row.low is not None
    assert row.low < row.value
    assert (row.n, row.n_partnerships) == (several.height, several["partnership_id"].n_unique())
    assert find(list(model_drivers(measured)), "between.feedback").n == cases.height


def test_drivers_when_a_change_is_explained_then_predictors_are_of_its_last_moment() -> None:
    rows = list(model_drivers(measure(CHANGE)))

    assert {row.term for row in rows} == {"within.learned", "between.learned", "weight.learned", "r2"}
    assert {row.wave for row in rows} == {"begin-end"}
    assert all(row.status == "shown" for row in rows if row.term != "weight.learned")


def test_drivers_when_one_predictor_explains_something_then_it_has_all_the_weight() -> None:
    rows = list(model_drivers(measure(LEVEL)))
    weight, r2 = find(rows, "weight.feedback"), find(rows, "r2")

    assert (weight.value, weight.low, weight.high) == pytest.approx((1, 1, 1))
    assert r2.value is not None
    assert r2.low is not None
    assert 0 < r2.low < r2.value < 1


def test_drivers_when_answers_are_drawn_blindly_then_weights_are_not_divided() -> None:
    draw = np.random.default_rng(8)
    tables = make_warehouse()
    learned = tables["responses"].filter(pl.col("item_id").str.starts_with("learned"))
    blind = learned.with_columns(value=pl.Series(draw.integers(1, 6, learned.height)).cast(pl.Float64))
    others = tables["responses"].filter(~pl.col("item_id").str.starts_with("learned"))
    responses = pl.concat([others, blind.select(others.columns).cast(dict(others.schema))])

    rows = list(model_drivers(measure(LEVEL, tables={**tables, "responses": responses})))

    assert find(rows, "weight.feedback").reason == "nothing_explained"
    assert find(rows, "r2").low == 0


def test_drivers_when_everybody_answers_the_same_then_there_is_a_reason_and_no_number() -> None:
    rows = list(model_drivers(measure(LEVEL, tables=change_answers(value=pl.lit(3.0)))))

    assert {row.reason for row in rows} == {"no_spread"}
    assert {row.value for row in rows} == {None}


@pytest.mark.parametrize("partnerships", [1, 9])
def test_drivers_when_partnerships_are_few_then_there_is_a_reason_and_no_number(partnerships: int) -> None:
    tables = make_warehouse()
    leaders = tables["leaders"].filter(
        pl.col("partnership_id").is_in([f"swv-{n}" for n in range(partnerships)])
    )

    rows = list(model_drivers(measure(LEVEL, tables={**tables, "leaders": leaders})))

    assert {row.reason for row in rows} == {"too_few_partnerships"}


def test_drivers_when_nobody_is_in_a_partnership_then_nothing_is_compared() -> None:
    tables = make_warehouse()
    alone = tables["leaders"].with_columns(partnership_id=pl.lit(None, dtype=pl.String))

    rows = list(model_drivers(measure(LEVEL, tables={**tables, "leaders": alone})))

    assert {row.reason for row in rows} == {"too_few_partnerships"}


@pytest.mark.parametrize(
    ("driver", "why"),
    [
        (LEVEL.model_copy(update={"moment": "followup"}), "the outcome is not asked then"),
        (LEVEL.model_copy(update={"moment": "end-followup"}), "the outcome has no second moment"),
        (LEVEL.model_copy(update={"predictors": ("unheard",)}), "nobody answered the predictor"),
    ],
)
def test_drivers_when_something_was_not_delivered_then_each_row_says_so(driver: Driver, why: str) -> None:
    rows = list(model_drivers(measure(driver)))

    assert {row.status for row in rows} == {"not_delivered"}, why
    assert len({row.term for row in rows}) == len(rows) == 4


def test_drivers_when_one_of_two_predictors_is_silent_then_the_other_is_still_estimated() -> None:
    rows = list(model_drivers(measure(LEVEL.model_copy(update={"predictors": ("unheard", "feedback")}))))

    assert {row.term for row in rows if row.status == "not_delivered"} == {
        f"{part}.unheard" for part in ("within", "between", "weight")
    }
    assert find(rows, "within.feedback").status == "shown"


def test_drivers_when_half_of_the_predictor_is_missing_then_n_says_so() -> None:
    tables = make_warehouse()
    people = tables["leaders"]["leader_id"]
    silent = people.gather_every(2)
    is_predictor = pl.col("item_id").str.starts_with("feedback")
    responses = tables["responses"].filter(~(is_predictor & pl.col("leader_id").is_in(silent.implode())))

    whole = find(list(model_drivers(measure(LEVEL))), "between.feedback").n
    half = find(
        list(model_drivers(measure(LEVEL, tables={**tables, "responses": responses}))), "between.feedback"
    ).n

    assert whole is not None
    assert half is not None
    assert 0.3 * whole < half < 0.7 * whole


def test_drivers_when_the_configuration_has_none_then_there_are_no_rows() -> None:
    assert list(model_drivers(measure())) == []
    assert list(model_dose(measure())) == []


def test_drivers_when_predictors_are_left_out_then_only_the_dose_is_compared() -> None:
    only = LEVEL.model_copy(update={"predictors": ()})

    assert list(model_drivers(measure(only))) == []
    assert len(list(model_dose(measure(only)))) == 2 * (1 + len(KINDS))


def test_dose_when_told_then_hours_go_by_ten_and_sessions_by_one() -> None:
    amounts = list_amounts(measure().indicators)

    assert amounts == {**{f"sessions.{kind}": 1.0 for kind in KINDS}, "dose": 10.0}


def test_dose_when_hours_are_read_then_the_slope_is_per_ten_of_them() -> None:
    measured = measure(LEVEL)
    hours = measured.attendance_scores.filter(pl.col("indicator_id") == "dose", pl.col("wave") == "all")
    cases = (
        hours.join(measured.scores["end"].select("leader", "learned").drop_nulls(), on="leader")
        .join(measured.lattice.leaders, on="leader")
        .sort("leader")
    )
    labels = cases["partnership_id"].rank("dense").cast(pl.Int64).to_numpy()
    an_hour = compare_within(sum_partnerships(cases.select("value", "learned").to_numpy(), labels))

    row = find(list(model_dose(measured)), "within.dose")

    assert row.value == pytest.approx(10 * an_hour.values[0])


def test_dose_when_nobody_was_registered_then_each_row_says_so() -> None:
    tables = make_warehouse()

    rows = list(model_dose(measure(LEVEL, tables={**tables, "attendance": tables["attendance"].clear()})))

    assert {row.status for row in rows} == {"not_delivered"}


def test_rows_when_shaped_for_a_release_then_valid_with_known_methods_and_few_people_withheld() -> None:
    measured = measure(LEVEL, CHANGE)
    rows = [*model_drivers(measured), *model_dose(measured)]

    made = shape_models(rows, fewest_people=10)

    assert set(made["method"]) <= METHODS.keys()
    assert (made.filter(pl.col("status") == "shown")["n"] >= 10).all()
    assert "shown" not in shape_models(rows, fewest_people=10_000)["status"]


def test_rows_when_made_twice_then_they_are_the_same() -> None:
    assert list(model_drivers(measure(LEVEL))) == list(model_drivers(measure(LEVEL)))


def test_rows_when_read_then_no_term_names_a_partnership_or_a_leader() -> None:
    measured = measure(LEVEL, CHANGE)
    terms = {row.term for row in (*model_drivers(measured), *model_dose(measured))}
    names = {*measured.lattice.leaders["leader_id"], *measured.lattice.leaders["partnership_id"]}

    assert not [term for term in terms if any(name in term for name in names)]
