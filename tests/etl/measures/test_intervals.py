import polars as pl
import pytest
from scipy import stats

from etl.measures.intervals import add_t_interval, normal_quantile, student_quantiles


def test_normal_quantile_of_95_percent_is_the_printed_one():
    assert round(normal_quantile(), 6) == 1.959964


def test_student_quantiles_of_fractional_degrees_are_those_of_scipy():
    df = pl.Series([1.0, 3.7, 29.0, 1e6])

    assert student_quantiles(df).to_list() == pytest.approx(stats.t.ppf(0.975, df.to_list()).tolist())


def test_student_quantiles_without_degrees_are_missing():
    assert student_quantiles(pl.Series([None, 0.0, float("nan")])).to_list() == [None, None, None]


def test_t_interval_without_error_is_missing():
    frame = pl.DataFrame(
        {"value": [1.0], "error": [None], "df": [4.0]}, schema_overrides={"error": pl.Float64}
    )

    row = add_t_interval(frame, value="value", error="error", df="df").row(0, named=True)

    assert (row["low"], row["high"]) == (None, None)
