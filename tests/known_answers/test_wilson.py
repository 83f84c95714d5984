import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from etl.measures.shares import measure_shares, measure_top2
from tests.builders.counts import make_codes, make_counts, one_row

NEWCOMBE_1998 = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("count", "n", "low", "high"), NEWCOMBE_1998)
def test_wilson_interval_of_newcombe_gives_the_printed_digits(count, n, low, high):
    counts = make_counts({1: count, 0: n - count})

    share = one_row(measure_shares(counts, codes=make_codes([0, 1])), "share_1")

    assert share["value"] == pytest.approx(count / n)
    assert (round(share["low"], 4), round(share["high"], 4)) == (low, high)
    assert share["n"] == n


@settings(deadline=None)
@given(n=st.integers(1, 5000), data=st.data())
def test_wilson_interval_of_any_share_is_that_of_statsmodels(n, data):
    count = data.draw(st.integers(0, n))
    share = one_row(
        measure_shares(make_counts({1: count, 0: n - count}), codes=make_codes([0, 1])), "share_1"
    )
    low, high = proportion_confint(count, n, method="wilson")

    assert share["low"] == pytest.approx(max(low, 0), abs=1e-12)
    assert share["high"] == pytest.approx(min(high, 1), abs=1e-12)


def test_share_of_an_answer_that_nobody_gave_is_zero():
    shares = measure_shares(make_counts({4: 6, 5: 4}), codes=make_codes([1, 2, 3, 4, 5]))

    values = dict(shares.select("statistic", "value").iter_rows())
    expected = {"share_1": 0.0, "share_2": 0.0, "share_3": 0.0, "share_4": 0.6, "share_5": 0.4}
    assert values == pytest.approx(expected)


def test_top2_counts_the_two_highest_answers():
    counts = make_counts({1: 1, 2: 2, 3: 3, 4: 5, 5: 9})

    top2 = one_row(measure_top2(counts, codes=make_codes([1, 2, 3, 4, 5])), "top2")

    assert top2["value"] == 14 / 20


def test_top2_of_codes_with_gaps_counts_the_two_highest_that_exist():
    top2 = one_row(measure_top2(make_counts({0: 1, 5: 1, 10: 2}), codes=make_codes([0, 5, 10])), "top2")

    assert top2["value"] == 0.75
