"""Small groups: the interval of a mean from the spread within all groups of a kind.

Groups A (2, 4, 4), B (1, 3) and C (3, 3, 4, 5): within-group sums of squares 8/3, 2 and 11/4, so
Σ(n−1)s² = 89/12 on 6 degrees of freedom.
"""

import math

import polars as pl
import pytest
from scipy import stats

from etl.measures.pooled import add_pooled_error

POOLED, DF = 89 / 12 / 6, 6
GROUPS = {"A": [2, 4, 4], "B": [1, 3], "C": [3, 3, 4, 5]}


def _frame(groups: dict[str, list[int]], *, own: bool = True) -> pl.DataFrame:
    rows = [
        {
            "cell": name,
            "indicator_id": "item",
            "wave": "end",
            "n": len(values),
            "own": own,
            "variance": float(stats.tvar(values)) if len(values) > 1 else None,
            "error": 9.0,
            "df": float(len(values) - 1),
        }
        for name, values in groups.items()
    ]
    return pl.DataFrame(rows, schema_overrides={"variance": pl.Float64})


def _add(frame: pl.DataFrame, **given: pl.Expr) -> dict[str, dict[str, float]]:
    found = add_pooled_error(frame, variance=pl.col("variance"), **given)
    return {row["cell"]: row for row in found.to_dicts()}


def test_small_group_has_the_error_of_the_spread_within_all_groups():
    found = _add(_frame(GROUPS))

    assert found["B"]["error"] == pytest.approx(math.sqrt(POOLED / 2))
    assert [row["df"] for row in found.values()] == [DF] * 3


def test_pooled_spread_is_that_of_a_one_way_analysis_of_variance():
    within = sum(len(values) * float(stats.tvar(values, ddof=0)) for values in GROUPS.values())

    assert _add(_frame(GROUPS))["A"]["error"] == pytest.approx(math.sqrt(within / DF / 3))


def test_group_of_ten_keeps_its_own_error():
    found = _add(_frame({**GROUPS, "D": [1, 5] * 5}))

    assert (found["D"]["error"], found["D"]["df"], found["D"]["small"]) == (9.0, 9.0, False)
    assert found["A"]["small"]


def test_pool_of_other_groups_counts_once_in_their_cells_and_not_again():
    pool = _frame({"A+B": GROUPS["A"] + GROUPS["B"]}, own=False)

    found = _add(pl.concat([_frame(GROUPS), pool]))

    assert found["A+B"]["error"] == pytest.approx(math.sqrt(POOLED / 5))


def test_one_person_has_the_error_of_the_others_and_alone_none():
    assert _add(_frame({**GROUPS, "E": [3]}))["E"]["error"] == pytest.approx(math.sqrt(POOLED))
    assert _add(_frame({"E": [3]}))["E"]["error"] is None or math.isnan(
        _add(_frame({"E": [3]}))["E"]["error"]
    )


def test_error_is_narrowed_by_how_many_answered():
    found = _add(_frame(GROUPS), narrowed=pl.lit(0.25))

    assert found["A"]["error"] == pytest.approx(math.sqrt(POOLED / 3 / 4))
