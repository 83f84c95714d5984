"""The whole step on a made-up world: what is shown, what is not, and that it follows from what was judged."""

from datetime import date
from functools import cache

import polars as pl

from etl.disclosure.policy import load_policy
from etl.measures.scope import ONE_WAY
from etl.publishing import Published, begin_past, publish_statements
from schemas.release import Statements
from tests.builders.questionnaire import make_configuration
from tests.builders.warehouse import make_warehouse


@cache
def _made() -> Published:
    tables = make_warehouse()
    past = begin_past(tables, today=date(2026, 1, 1))
    return publish_statements(
        tables, configuration=make_configuration(), policy=load_policy(), past=past, report=lambda *_: None
    )


@cache
def _statements() -> pl.DataFrame:
    kinds = (
        _made().measured.lattice.to_table().select("cell_id", "kind", pooled=pl.col("members").is_not_null())
    )
    return _made().statements.join(kinds, on="cell_id")


def _shown() -> pl.DataFrame:
    return _statements().filter(pl.col("status") == "shown")


def test_statements_keep_their_contract_and_tell_numbers_only_when_shown():
    Statements.validate(_made().statements)
    hidden = _statements().filter(pl.col("status") != "shown")

    numbers = ("value", "low", "high", "n", "n_partnerships", "method", "coded")
    assert hidden.select(numbers).null_count().row(0) == (hidden.height,) * len(numbers)
    assert _shown().select("value", "n", "coded").null_count().row(0) == (0, 0, 0)


def test_total_trajectories_levels_and_regions_are_shown():
    means = _shown().filter(pl.col("statistic") == "mean", pl.col("indicator_id") == "learned")

    assert set(ONE_WAY) <= set(means["kind"])
    assert means.filter(pl.col("kind") == "trajectory")["cell_id"].n_unique() >= 8


def test_shares_are_shown_of_ten_people_in_cells_of_one_dimension():
    shares = _shown().filter(pl.col("statistic").str.starts_with("share_"))

    assert shares["n"].min() >= 10
    assert set(shares["kind"]) <= set(ONE_WAY)


def test_questions_of_a_scale_are_shown_of_ten_people_and_the_scale_of_five():
    items = _shown().filter(pl.col("indicator_id").str.starts_with("feedback_"))
    scale = _shown().filter(pl.col("indicator_id") == "feedback", pl.col("statistic") == "mean")

    assert items["n"].min() >= 10
    assert 5 <= scale["n"].min() < 10


def test_begin_end_and_change_have_the_same_people_in_each_cell():
    of_feedback = _shown().filter(
        pl.col("indicator_id") == "feedback", pl.col("wave").is_in(["begin", "end", "begin-end"])
    )
    means = of_feedback.filter(pl.col("statistic").is_in(["mean", "change"]))

    assert means["wave"].n_unique() == 3
    assert (
        means.group_by("cell_id").agg(pl.col("n").n_unique())["n"].to_list()
        == [1] * means["cell_id"].n_unique()
    )


def test_pools_are_shown_where_their_own_cells_are_not():
    shown = set(_shown().filter(pl.col("statistic") == "mean", pl.col("wave") == "end")["cell_id"])
    pools = _made().measured.lattice.to_table().drop_nulls("members").filter(pl.col("cell_id").is_in(shown))

    assert pools.height > 0
    of_scale = _shown().filter(pl.col("indicator_id") == "learned", pl.col("wave") == "end")
    cells = set(of_scale["cell_id"])
    for members, cell in (
        pools.filter(pl.col("cell_id").is_in(cells)).select("members", "cell_id").iter_rows()
    ):
        assert cells.isdisjoint(pl.Series([members]).str.json_decode(pl.List(pl.String))[0]), cell


def test_means_have_one_decimal_and_small_groups_are_coded_at_the_ends():
    means = _shown().filter(
        pl.col("statistic") == "mean", pl.col("indicator_id").is_in(["feedback", "learned"])
    )

    assert ((means["value"] * 10).round(6) % 1 == 0).all()
    small = means.filter(pl.col("n") < 10)
    assert small["value"].is_between(1.5, 4.5).all()


def test_log_gives_a_reason_for_each_offer():
    log = _made().log

    assert set(log["reason"]) <= {"follows", "safe_by_size", "searched", "refused", "too_few"}
    assert log.filter("accepted")["reason"].is_in(["follows", "safe_by_size", "searched"]).all()
    assert log.filter(~pl.col("accepted")).height > 0
