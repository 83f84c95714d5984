"""A share at two moments of the same people: McNemar, and the difference with its interval."""

import pytest

from etl.measures.change import measure_change
from etl.measures.paired_share import compare_shares
from tests.builders.counts import make_clusters, make_members, make_pairs, make_views, one_row


def test_paired_share_of_the_printed_table_gives_its_digits():
    # Agresti: approval of a prime minister, 1,600 people asked twice
    found = compare_shares(both=794, first=150, second=86, neither=570)

    assert round(found.chi_square, 3) == 17.356
    # the printed difference is first − second
    assert (round(-found.difference, 3), round(-found.high, 4), round(-found.low, 4)) == (
        0.040,
        0.0213,
        0.0587,
    )


def test_paired_share_when_nobody_moved_is_nought_and_not_tested():
    found = compare_shares(both=5, first=0, second=0, neither=7)

    assert (found.difference, found.low, found.high, found.chi_square) == (0.0, 0.0, 0.0, None)


def test_paired_share_when_everybody_moved_up_is_one():
    found = compare_shares(both=0, first=0, second=12, neither=0)

    assert (found.difference, found.low, found.high, found.chi_square) == (1.0, 1.0, 1.0, 12.0)


def test_paired_share_of_answers_counts_who_comes_into_the_two_highest_and_who_goes():
    # into 4–5: two; out of it: one; of eight people
    before, after = [3, 3, 4, 5, 4, 2, 1, 3.0], [4, 5, 3, 4, 5, 2, 2, 3.0]
    results = measure_change(
        make_pairs(before, after),
        members=make_members(8),
        clusters=make_clusters(list(range(8))),
        views=make_views(top=4.0),
    )

    stated, known = one_row(results, "top2_change"), compare_shares(both=2, first=1, second=2, neither=3)
    assert (stated["value"], stated["low"], stated["high"]) == (
        pytest.approx(known.difference),
        pytest.approx(known.low),
        pytest.approx(known.high),
    )
    assert stated["value"] == 1 / 8
