"""Who is missing, in a whole made-up world: what is stated, and what is said where nothing can be."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from etl.measures.missing import draw_dummies, pool_small, read_roster
from etl.measures.missing_models import model_missing
from etl.measures.model_rows import shape_models
from tests.builders.measured import make_measured, make_true_statements
from tests.builders.warehouse import make_warehouse


def _model(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    return shape_models(model_missing(make_measured(tables)), fewest_people=10)


def _answering(tables: dict[str, pl.DataFrame], **shares: float) -> dict[str, pl.DataFrame]:
    """The world in which of each wave only the first share of leaders answered, in turn 1 and 2."""
    leaders = tables["leaders"]["leader_id"].sort()
    turns = pl.DataFrame({"leader_id": leaders, "value": [1.0 + n % 2 for n in range(leaders.len())]})
    answers = tables["responses"]
    kept = []
    for wave, share in shares.items():
        of_wave = answers.filter(pl.col("wave") == wave)
        filled = of_wave.unique("item_id").drop("leader_id", "value").join(turns, how="cross")
        there = leaders.head(round(share * leaders.len()))
        kept.append(filled.select(answers.columns).filter(pl.col("leader_id").is_in(there.implode())))
    rest = answers.filter(~pl.col("wave").is_in(list(shares)))
    return {**tables, "responses": pl.concat([rest, *kept])}


def _find(models: pl.DataFrame, model: str, wave: str, term: str) -> dict[str, object]:
    (row,) = models.filter(
        (pl.col("model") == model) & (pl.col("wave") == wave) & (pl.col("term") == term)
    ).to_dicts()
    return row


def test_models_of_a_whole_world_then_say_who_is_missing() -> None:
    models = _model(make_warehouse())

    smd, left = (_find(models, "leavers", "begin-end", term) for term in ("smd", "n_leavers"))
    assert left["value"] == left["n"]
    assert 10 <= left["n"] < smd["n"]
    assert smd["low"] < smd["value"] < smd["high"]
    assert smd["n_partnerships"] == 20
    r = _find(models, "representativeness", "end", "r")
    assert 0 <= r["low"] <= r["value"] <= r["high"] <= 1
    assert r["n"] == 120
    raked, effective = (_find(models, "raked", "begin-end", t) for t in ("change_raked", "n_effective"))
    assert 0 < effective["value"] <= raked["n"]


def test_change_beside_the_raked_one_then_is_the_stated_change() -> None:
    stated = make_true_statements().filter(
        (pl.col("cell_id") == "total")
        & (pl.col("indicator_id") == "feedback")
        & (pl.col("wave") == "begin-end")
        & (pl.col("statistic") == "change")
    )

    found = _find(_model(make_warehouse()), "raked", "begin-end", "change")

    true = stated.row(0, named=True)
    assert (found["value"], found["n"]) == (pytest.approx(round(true["value"], 1)), true["n"])
    # One step of a tenth at most, and never narrower.
    assert 0 <= (found["high"] - found["low"]) - (true["high"] - true["low"]) <= 0.2 + 1e-9


def test_leavers_of_a_trajectory_that_delivered_nothing_later_then_are_not_counted() -> None:
    tables = make_warehouse()
    roster = read_roster(make_measured(tables))
    silent = (roster.people["trajectory_id"] == "pi-9").to_numpy()

    assert not roster.has_been_asked("followup")[silent].any()
    assert roster.has_been_asked("followup")[~silent].all()
    assert roster.has_been_asked("end").all()


def test_models_when_everybody_answered_then_nobody_is_missing() -> None:
    models = _model(_answering(make_warehouse(), begin=1, end=1, then=1))

    left = models.filter((pl.col("model") == "leavers") & (pl.col("wave") == "begin-end"))
    assert left["reason"].to_list() == ["nothing_missing"]
    assert _find(models, "representativeness", "end", "r")["value"] == 1
    assert _find(models, "raked", "begin-end", "n_effective")["value"] == pytest.approx(120)
    assert _find(models, "mcar", "end", "chi2")["reason"] == "nothing_missing"


def test_models_when_nobody_answered_the_second_time_then_each_says_so() -> None:
    models = _model(_answering(make_warehouse(), end=0))

    left = models.filter((pl.col("model") == "leavers") & (pl.col("wave") == "begin-end"))
    assert left["status"].to_list() == ["not_delivered"]
    assert _find(models, "representativeness", "end", "r")["reason"] == "everybody_missing"
    assert models.filter((pl.col("model") == "raked") & (pl.col("wave") == "begin-end")).is_empty()
    assert models.filter(pl.col("status") == "shown")["value"].null_count() == 0


def test_distance_when_few_left_then_is_withheld_on_both_sides() -> None:
    models = _model(_answering(make_warehouse(), begin=1, end=0.95))

    left = models.filter((pl.col("model") == "leavers") & (pl.col("wave") == "begin-end"))
    assert left["status"].to_list() == ["withheld", "withheld"]
    assert left["value"].null_count() == 2
    assert left["n"].null_count() == 2


def test_distance_when_enough_left_then_is_shown() -> None:
    """The control of the one above."""
    models = _model(_answering(make_warehouse(), begin=1, end=0.9))

    assert _find(models, "leavers", "begin-end", "smd")["status"] == "shown"
    assert _find(models, "leavers", "begin-end", "n_leavers")["value"] == 12


def test_models_without_a_register_then_say_nothing_of_everybody() -> None:
    measured = replace(make_measured(), knows_everybody=False)

    models = {row.model for row in model_missing(measured)}

    assert models.isdisjoint({"representativeness", "raked"})
    assert "leavers" in models


@pytest.mark.parametrize(
    ("sizes", "kept"),
    [
        ({"a": 20, "b": 20}, {"a", "b"}),
        ({"a": 20, "b": 3, "c": 4}, {"a", "*"}),
        ({"a": 30, "b": 20, "c": 0}, {"a", "*"}),
        ({"a": 12, "b": 2, "c": 2}, {"*"}),
        ({"a": 2}, {"*"}),
    ],
    ids=["all large", "two small", "one empty", "too small together", "only one"],
)
def test_pooling_then_leaves_no_category_too_small(sizes: dict[str, int], kept: set[str]) -> None:
    people = pl.Series([name for name, size in sizes.items() for _ in range(max(size, 1))])
    counted = np.array([i < size for size in sizes.values() for i in range(max(size, 1))])

    pooled = pool_small(people, counted=counted, fewest=5)

    assert set(pooled) == kept


def test_dummies_of_two_divisions_then_leave_out_the_first_of_each() -> None:
    columns = [pl.Series(["a", "b", "c"]), pl.Series(["x", "x", "y"])]

    assert draw_dummies(columns).tolist() == [[0, 0, 0], [1, 0, 0], [0, 1, 1]]


def test_dummies_of_what_is_the_same_for_all_then_are_none() -> None:
    assert draw_dummies([pl.Series(["a", "a"])]).shape == (2, 0)
