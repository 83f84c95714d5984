"""The rows of the model of variance: which there are, what they say, and that none is about one group."""

from functools import cache

import numpy as np
import polars as pl
import pytest

from etl.demo.parameters import Parameters
from etl.demo.traits import score_reliability
from etl.measures.model_rows import shape_models
from etl.measures.variance import fit_variance
from etl.measures.variance_models import METHODS, model_variance
from etl.measures.variance_views import PARTNERSHIP, TRAJECTORY
from tests.builders.demo import make_world, score_scale
from tests.builders.measured import make_measured
from tests.builders.questionnaire import REVERSE
from tests.builders.warehouse import make_warehouse

ASKED_AT_BEGIN = ("asking_feedback", "self_reflection", "self_efficacy", "collective_depth")


def make_rows(tables: dict[str, pl.DataFrame] | None = None) -> pl.DataFrame:
    """The model's rows for the made-up warehouse, shown whatever their number."""
    return shape_models(model_variance(make_measured(tables)), fewest_people=1)


@cache
def made() -> pl.DataFrame:
    return make_rows()


def find(rows: pl.DataFrame, term: str, *, scale: str = "feedback", wave: str = "end") -> dict:
    """The one row of a term."""
    mine = rows.filter(indicator_id=pl.lit(scale), wave=pl.lit(wave), term=pl.lit(term))
    assert mine.height == 1
    return mine.row(0, named=True)


def name_in(rows: pl.DataFrame, names: set[str]) -> list[str]:
    """The names that occur in any text of the rows."""
    texts = {str(value) for row in rows.select(pl.col(pl.String)).rows() for value in row}
    return sorted(name for name in names if any(name in text for text in texts))


def test_rows_are_about_every_scale_moment_and_change_without_looks_back() -> None:
    moments = set(made().select("indicator_id", "wave").iter_rows())

    assert moments == {
        ("feedback", "begin"),
        ("feedback", "end"),
        ("feedback", "followup"),
        ("feedback", "begin-end"),
        ("feedback", "then-end"),
        ("learned", "end"),
    }
    assert made().height == len(moments) * len(METHODS)
    assert set(made()["status"]) == {"shown"}


def test_shares_make_one_and_lie_in_their_intervals() -> None:
    rows = [find(made(), f"share_{level}") for level in ("trajectory", "partnership", "leader")]

    assert sum(row["value"] for row in rows) == pytest.approx(1, abs=1e-5)
    assert all(row["low"] <= row["value"] <= row["high"] for row in rows)


def test_shares_are_those_of_the_spreads() -> None:
    squares = [find(made(), term)["value"] ** 2 for term in ("tau_trajectory", "tau_partnership", "sigma")]

    assert find(made(), "share_partnership")["value"] == pytest.approx(squares[1] / sum(squares), abs=2e-3)


def test_range_is_the_mean_and_what_trajectories_and_partnerships_spread() -> None:
    row, mean = find(made(), "range_partnership"), find(made(), "mean")
    reach = 1.959964 * np.hypot(
        find(made(), "tau_trajectory")["value"], find(made(), "tau_partnership")["value"]
    )

    # Told to one decimal, as the mean is.
    assert row["value"] == mean["value"]
    assert (row["low"], row["high"]) == pytest.approx(
        (mean["value"] - reach, mean["value"] + reach), abs=0.1 + 3e-3
    )
    assert mean["low"] < mean["value"] < mean["high"]


def test_range_stops_at_the_ends_of_the_scale() -> None:
    tables = make_warehouse()
    # Partnerships answer 1 or 5 throughout, but for one answer each: the band would go far outside.
    own = tables["leaders"].select("leader_id", side=pl.col("partnership_id").hash() % 2)
    answers = tables["responses"].join(own, on="leader_id", how="left", maintain_order="left")
    odd = pl.int_range(pl.len()).over("leader_id") % 7 == 0
    far = pl.when(pl.col("value").is_not_null() & ~odd).then(1.0 + 4.0 * pl.col("side")).otherwise("value")
    moved = answers.with_columns(value=far).drop("side").filter(pl.col("item_id") != REVERSE)

    row = find(make_rows({**tables, "responses": moved}), "range_partnership")

    assert (row["low"], row["high"]) == (1, 5)


def test_reliability_is_a_share_without_interval() -> None:
    row = find(made(), "reliability_partnership")

    assert 0 <= row["value"] <= 1
    assert row["low"] is None
    assert row["high"] is None


def test_rows_say_how_many_people_and_partnerships() -> None:
    measured = make_measured()
    scores = measured.scores["end"].drop_nulls("feedback")

    row = find(made(), "share_partnership")

    assert (row["n"], row["n_partnerships"]) == (
        scores.height,
        measured.count_partnerships(scores["leader"]),
    )


def test_change_is_about_who_answered_twice() -> None:
    changed = make_measured().paired_scores["begin-end"].change["feedback"].drop_nulls()

    assert find(made(), "mean", wave="begin-end")["n"] == len(changed)
    assert find(made(), "mean", wave="begin-end")["value"] == pytest.approx(changed.mean(), abs=0.15)


def test_rows_name_no_trajectory_partnership_or_leader() -> None:
    tables = make_warehouse()
    names = {
        *tables["leaders"]["leader_id"],
        *tables["leaders"]["partnership_id"],
        *tables["leaders"]["trajectory_id"],
    }

    assert name_in(made(), names) == []
    assert set(made()["term"]) == set(METHODS)


def test_rows_when_a_partnership_is_named_then_it_is_caught() -> None:
    leak = made().head(1).with_columns(term=pl.lit("shrunken.swv-3"))

    assert name_in(leak, {"swv-3", "swv-4"}) == ["swv-3"]


def test_rows_when_nobody_answered_a_moment_then_say_that_it_was_not_delivered() -> None:
    tables = make_warehouse()
    early = tables["responses"].filter(pl.col("wave") == "begin")

    rows = make_rows({**tables, "responses": early})

    assert set(rows.filter(pl.col("wave") == "begin")["status"]) == {"shown"}
    assert set(rows.filter(pl.col("wave") != "begin")["status"]) == {"not_delivered"}


@pytest.mark.parametrize("partnerships", [1, 3])
def test_rows_when_there_are_few_partnerships_then_give_no_number(partnerships: int) -> None:
    tables = make_warehouse()
    few = [f"swv-{n}" for n in range(partnerships)]
    leaders = tables["leaders"].filter(pl.col("partnership_id").is_in(few))

    rows = make_rows({**tables, "leaders": leaders})

    known = rows.filter(pl.col("status") != "not_delivered")
    assert set(known["reason"]) == {"too_few_partnerships"}
    assert known["value"].null_count() == known.height


def test_rows_when_there_is_one_trajectory_then_only_its_part_is_left_out() -> None:
    tables = make_warehouse()
    one = tables["leaders"].with_columns(trajectory_id=pl.lit("pi-1"))

    rows = make_rows({**tables, "leaders": one})

    assert find(rows, "share_trajectory")["reason"] == "too_few_trajectories"
    assert find(rows, "tau_trajectory")["value"] is None
    shares = [find(rows, f"share_{level}")["value"] for level in ("partnership", "leader")]
    assert sum(shares) == pytest.approx(1, abs=1e-5)


def test_rows_when_everybody_answers_the_same_then_there_is_no_spread() -> None:
    tables = make_warehouse()
    same = tables["responses"].with_columns(value=pl.when(pl.col("value").is_not_null()).then(3.0))

    rows = make_rows({**tables, "responses": same})

    assert set(rows["reason"]) == {"no_spread"}


def test_rows_about_few_people_are_withheld() -> None:
    rows = shape_models(model_variance(make_measured()), fewest_people=10_000)

    assert set(rows["status"]) == {"withheld"}
    assert rows["value"].null_count() == rows.height


@pytest.mark.parametrize("scale", ASKED_AT_BEGIN)
def test_demo_when_its_variance_is_split_then_the_truth_lies_in_the_intervals(scale: str) -> None:
    world, parameters = make_world(), Parameters()
    growth = parameters.growth[scale]
    # What items measure badly, or round, lies with leaders.
    measured = score_reliability(parameters, spread=growth.spread, items=growth.items)
    places = pl.DataFrame(
        {
            "leader": world.leader_ids,
            "partnership": world.structure.leader_partnership,
            "trajectory": world.structure.leader_trajectory,
        }
    )
    scores = score_scale(world, "begin", scale).rename({"score": "value"})

    fit = fit_variance(scores.join(places, on="leader"))

    for level, share in ((PARTNERSHIP, parameters.icc_partnership), (TRAJECTORY, parameters.icc_trajectory)):
        low, high = fit.bound_share(level)
        assert low <= share * measured <= high
    assert fit.share_of(PARTNERSHIP) == pytest.approx(parameters.icc_partnership * measured, abs=0.1)
    assert fit.share_of(TRAJECTORY) < 0.1 < fit.share_of(PARTNERSHIP)
