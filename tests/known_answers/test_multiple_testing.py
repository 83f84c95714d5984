"""Benjamini–Hochberg: the fifteen p-values of their paper, and views that stay apart."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from etl.measures.adjusted import adjust_p
from etl.measures.change import measure_change
from tests.builders.counts import make_clusters, make_members, make_pairs, make_views

# Benjamini & Hochberg 1995, section 4.1: thrombolysis, fifteen comparisons
BH_1995 = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip


def _adjust(values, *, view=None):
    frame = pl.DataFrame(
        {"p": values, "view": view or ["a"] * len(values)}, schema_overrides={"p": pl.Float64}
    )
    numbered = adjust_p(frame.with_row_index("place"), family=["view"]).sort("place")
    return numbered["p_adjusted"].to_list()


def test_adjusted_p_of_the_paper_rejects_four_where_bonferroni_rejects_three():
    assert sum(p <= 0.05 for p in _adjust(BH_1995)) == 4
    assert sum(p * len(BH_1995) <= 0.05 for p in BH_1995) == 3


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusted_p_of_anything_is_that_of_scipy(values):
    assert _adjust(values) == pytest.approx(false_discovery_control(values).tolist())


def test_adjusted_p_of_one_change_is_its_own():
    assert _adjust([0.03]) == [0.03]


def test_adjusted_p_of_ties_is_the_same_for_each():
    assert _adjust([0.02, 0.02, 0.02]) == [0.02] * 3


def test_adjusted_p_does_not_count_what_has_none():
    assert _adjust([0.01, None, 0.04]) == [0.02, None, 0.04]


def test_adjusted_p_of_one_view_does_not_know_the_other():
    assert _adjust([0.01, 0.02, 0.03], view=["a", "b", "a"]) == [0.02, 0.02, 0.03]


def _changes(families):
    """Two questions with other changes, in the views that are given."""
    first = make_pairs([1, 2, 3, 2, 1, 3.0], [2, 2, 4, 3, 2, 3.0])
    second = make_pairs([1, 2, 3, 2, 1, 3.0], [1, 3, 2, 2, 2, 3.0]).with_columns(indicator_id=pl.lit("other"))
    results = measure_change(
        pl.concat([first, second]),
        members=make_members(6),
        clusters=make_clusters(list(range(6))),
        views=pl.concat([make_views("item", family=families[0]), make_views("other", family=families[1])]),
    )
    found = results.filter(pl.col("statistic") == "p_adjusted")
    return dict(found.select("indicator_id", "value").iter_rows())


def test_adjusted_p_of_a_question_is_larger_when_two_are_read_together():
    apart, together = _changes(["a", "b"]), _changes(["a", "a"])

    assert together["item"] == pytest.approx(2 * apart["item"])
    assert together["other"] == pytest.approx(apart["other"])
