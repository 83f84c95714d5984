import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.disclosure.rounding import find_point, show_means, show_shares, show_top2


def _mean(value: float, *, n: int) -> tuple[float, float, float, int]:
    shown = show_means(np.array([value]), n=np.array([n]), lowest=1.0, highest=5.0, point=1.0)
    numbers = np.round([shown.value[0], shown.low[0], shown.high[0]], 6)
    return (*numbers, int(shown.coded[0]))


def test_point_of_a_five_point_scale_is_one_and_of_a_scale_to_ten_two_and_a_half():
    assert (find_point(lowest=1, highest=5), find_point(lowest=0, highest=10)) == (1, 2.5)


@pytest.mark.parametrize(
    ("value", "n", "shown"),
    [
        (4.23, 9, (4.2, 4.15, 4.25, 0)),
        (4.46, 9, (4.5, 4.45, 5.0, 1)),  # rounds to 4.5
        (4.44, 9, (4.4, 4.35, 4.45, 0)),
        (4.9, 9, (4.5, 4.45, 5.0, 1)),
        (1.2, 9, (1.5, 1.0, 1.55, -1)),
        (4.9, 10, (4.9, 4.85, 4.95, 0)),  # ten people
        (5.0, 10, (5.0, 4.95, 5.0, 0)),
        (1.0, 10, (1.0, 1.0, 1.05, 0)),
    ],
)
def test_mean_is_shown_to_one_decimal_and_coded_at_the_ends_of_small_groups(value, n, shown):
    assert _mean(value, n=n) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, (0.05, 0.0, 0.05, -1)),
        (0.049, (0.05, 0.0, 0.05, -1)),
        (0.052, (0.05, 0.05, 0.055, 0)),
        (0.333, (0.33, 0.325, 0.335, 0)),
        (0.95, (0.95, 0.945, 0.95, 0)),
        (0.96, (0.95, 0.95, 1.0, 1)),
    ],
)
def test_share_is_shown_in_whole_percent_and_coded_at_the_ends(value, shown):
    found = show_shares(np.array([value]))

    assert (*np.round([found.value[0], found.low[0], found.high[0]], 6), found.coded[0]) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.09, (0.1, 0.0, 0.1, -1)),
        (0.10, (0.1, 0.1, 0.125, 0)),
        (0.52, (0.5, 0.475, 0.525, 0)),
        (0.91, (0.9, 0.9, 1.0, 1)),
    ],
)
def test_top2_is_shown_in_steps_of_five_percent_and_coded_at_the_ends(value, shown):
    found = show_top2(np.array([value]))

    assert (*np.round([found.value[0], found.low[0], found.high[0]], 6), found.coded[0]) == shown


@settings(deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=40))
def test_true_value_always_lies_within_what_is_shown(answers):
    given_ = np.array(answers, dtype=float)
    share = np.array([(given_ >= 4).mean()])
    mean = show_means(
        np.array([given_.mean()]), n=np.array([given_.size]), lowest=1.0, highest=5.0, point=1.0
    )

    for shown, value in ((mean, given_.mean()), (show_shares(share), share[0]), (show_top2(share), share[0])):
        assert shown.low[0] - 1e-9 <= value <= shown.high[0] + 1e-9
