from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.model import Poll, Refused, Value
from live.tally import check_value, compare_rounds, count_answers
from tests.builders.live import CHOICE, LIKERT, RANKING, SCALE, SEVERAL


@pytest.mark.parametrize(
    ("poll", "value"),
    [
        (LIKERT, 1),
        (LIKERT, 5),
        (SCALE, 0),
        (SCALE, 10),
        (CHOICE, (2,)),
        (SEVERAL, (0, 2)),
        (RANKING, (2, 0, 1)),
    ],
)
def test_value_when_the_poll_can_be_answered_so_then_taken(poll: Poll, value: Value) -> None:
    assert check_value(poll, value) == value


def test_value_when_several_are_chosen_then_their_order_says_nothing() -> None:
    assert check_value(SEVERAL, (2, 0)) == (0, 2)


IMPOSSIBLE: list[tuple[Poll, Any]] = [
    (LIKERT, 0),
    (LIKERT, 6),
    (LIKERT, True),
    (LIKERT, "3"),
    (LIKERT, 3.0),
    (LIKERT, (3,)),
    (LIKERT, None),
    (SCALE, -1),
    (SCALE, 11),
    (CHOICE, 1),
    (CHOICE, ()),
    (CHOICE, (0, 1)),
    (CHOICE, (3,)),
    (CHOICE, (-1,)),
    (CHOICE, (True,)),
    (CHOICE, [0]),
    (SEVERAL, ()),
    (SEVERAL, (0, 0)),
    (SEVERAL, ("0",)),
    (RANKING, (0, 1)),
    (RANKING, (0, 1, 1)),
    (RANKING, (0, 1, 3)),
]


@pytest.mark.parametrize(("poll", "value"), IMPOSSIBLE)
def test_value_when_it_is_not_possible_then_refused(poll: Poll, value: Any) -> None:
    with pytest.raises(Refused):
        check_value(poll, value)


def test_likert_when_counted_then_each_point_and_the_mean() -> None:
    tally = count_answers(LIKERT, [1, 4, 4, 5])

    assert (tally.n, tally.counts, tally.mean) == (4, (1, 0, 0, 2, 1), 3.5)


def test_scale_when_counted_then_has_eleven_points() -> None:
    tally = count_answers(SCALE, [0, 10, 10])

    assert (tally.n, tally.counts, tally.mean) == (3, (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2), 20 / 3)


def test_choices_when_counted_then_n_is_people_and_not_ticks() -> None:
    tally = count_answers(SEVERAL, [(0, 2), (2,), (0, 1, 2)])

    assert (tally.n, tally.counts, tally.mean) == (3, (2, 1, 3), None)


def test_ranking_when_counted_then_places_and_mean_places() -> None:
    # coach first twice and last once: mean place (1 + 1 + 3) / 3
    tally = count_answers(RANKING, [(0, 1, 2), (0, 2, 1), (2, 1, 0)])

    assert tally.counts == (2, 0, 1)
    assert tally.places == ((2, 0, 1), (0, 2, 1), (1, 1, 1))
    assert tally.mean_places == (5 / 3, 7 / 3, 2.0)


@pytest.mark.parametrize("poll", [LIKERT, SCALE, CHOICE, RANKING])
def test_tally_when_nobody_answered_then_counts_nothing(poll: Poll) -> None:
    tally = count_answers(poll, [])

    assert (tally.n, sum(tally.counts), tally.mean, tally.mean_places) == (0, 0, None, ())


def test_shift_when_compared_then_counts_who_went_up_down_and_stayed() -> None:
    shift = compare_rounds(LIKERT, [(1, 4), (3, 3), (5, 4), (2, 5)])

    assert (shift.n, shift.up, shift.down, shift.same) == (4, 2, 1, 1)
    assert (shift.first.mean, shift.second.mean) == (2.75, 4.0)


def test_shift_when_it_is_of_choices_then_nobody_went_up() -> None:
    shift = compare_rounds(CHOICE, [((0,), (0,)), ((0,), (1,))])

    assert (shift.up, shift.down, shift.same) == (0, 0, 1)


@given(st.lists(st.integers(0, 10)))
def test_scale_when_counted_then_every_answer_is_in_it_once(values: list[int]) -> None:
    tally = count_answers(SCALE, values)

    assert tally.n == sum(tally.counts) == len(values)
    assert all(tally.counts[point] == values.count(point) for point in range(11))


@given(st.lists(st.permutations([0, 1, 2])))
def test_ranking_when_counted_then_each_option_has_each_answer_once(orders: list[list[int]]) -> None:
    tally = count_answers(RANKING, [tuple(order) for order in orders])

    assert all(sum(row) == len(orders) for row in tally.places)
    assert all(sum(column) == len(orders) for column in zip(*tally.places, strict=True))
