"""The rule of strengths and points of attention, on statements written by hand."""

from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from ui.mine.judge import Compared, Verdict, adjust, find_p, judge_all

STEP = 0.1
ROUNDING = STEP / 2
Row = dict[str, Any]


def state(value: float | None, half: float | None = 0.2, *, n: int | None = 40, **changes: Any) -> Row:
    low, high = (None, None) if value is None or half is None else (value - half, value + half)
    row = {"value": value, "coded": 0, "low": low, "high": high, "n": n, "status": "shown"}
    return {**row, **changes}


WHOLE = state(4.0, 0.1, n=400)
HIDDEN = {**dict.fromkeys(("value", "coded", "low", "high", "n")), "status": "withheld"}


def compare(own: Row, whole: Row = WHOLE, *, key: str = "a") -> Compared:
    return Compared(key, own, whole, STEP)


def verdict_of(own: Row, whole: Row = WHOLE) -> Verdict:
    (judged,) = judge_all([compare(own, whole)])
    return judged.verdict


def test_p_when_worked_out_by_hand_then_is_the_same() -> None:
    # Standard errors of the intervals, half a rounding step wider; w = 40 / 400.
    own, whole = ((0.2 + ROUNDING) / 1.959964) ** 2, ((0.1 + ROUNDING) / 1.959964) ** 2
    z = 0.5 / (0.8 * own + whole) ** 0.5

    assert find_p(compare(state(4.5))) == pytest.approx(2 * (1 - NormalDist().cdf(z)), rel=1e-9)


def test_variance_when_simulated_then_the_part_in_the_whole_is_reckoned_with() -> None:
    draws = np.random.default_rng(7)
    own = draws.normal(0, 1 / np.sqrt(40), 200_000)
    rest = draws.normal(0, 1 / np.sqrt(360), 200_000)
    difference = own - (0.1 * own + 0.9 * rest)

    assert np.var(difference) == pytest.approx((1 - 2 * 0.1) / 40 + 1 / 400, rel=0.02)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(4.5, "above"), (3.5, "below"), (4.1, "open"), (4.0, "open"), (3.9, "open")],
    ids=["clearly higher", "clearly lower", "a little higher", "a tie", "a little lower"],
)
def test_figure_when_it_lies_so_then_gets_that_verdict(value: float, verdict: Verdict) -> None:
    assert verdict_of(state(value)) == verdict


def test_figure_when_its_interval_touches_the_whole_then_is_open_however_small_p_is() -> None:
    whole = state(4.0, 0.0, n=100_000)
    touching = {**state(4.7, 0.2), "low": 4.0, "high": 4.8}

    assert verdict_of(touching, whole) == "open"
    assert verdict_of({**touching, "low": 4.05}, whole) == "above"


@pytest.mark.parametrize(
    "own",
    [
        HIDDEN,
        state(4.9, n=9),
        state(4.9, None),
        state(4.5, coded=1),
        state(1.5, coded=-1),
        state(4.9, n=None),
        state(4.9, status="not_asked"),
    ],
    ids=["withheld", "nine people", "no interval", "at least", "at most", "n unknown", "not asked"],
)
def test_figure_when_published_numbers_do_not_tell_then_is_not_judged(own: Row) -> None:
    assert verdict_of(own) == "unjudged"
    assert verdict_of(state(4.9), {**own, "n": 400} if own["n"] == 40 else own) == "unjudged"


def test_figure_when_ten_people_are_behind_it_then_is_judged() -> None:
    assert verdict_of(state(4.9, n=10)) == "above"


def test_trajectory_when_it_is_the_whole_then_is_not_judged() -> None:
    assert verdict_of(state(4.9, n=400)) == "unjudged"
    assert verdict_of(state(4.9, 2.0, n=390), state(4.0, 0.0, n=400)) == "unjudged"


def test_verdict_when_much_is_looked_at_then_one_that_stands_out_by_chance_is_open() -> None:
    near = state(4.35, 0.28)
    dull = [compare(state(4.0), key=f"dull {n}") for n in range(15)]

    assert near["low"] > WHOLE["value"]
    assert verdict_of(near) == "above"
    assert judge_all([compare(near, key="near"), *dull])[0].verdict == "open"


def test_verdict_when_much_is_looked_at_then_one_far_off_still_stands_out() -> None:
    dull = [compare(state(4.0), key=f"dull {n}") for n in range(15)]
    judged = judge_all([*dull, compare(state(4.9), key="far"), compare(HIDDEN, key="hidden")])

    assert [(j.key, j.verdict) for j in judged[-2:]] == [("far", "above"), ("hidden", "unjudged")]
    assert {j.verdict for j in judged[:-2]} == {"open"}


def test_verdict_when_something_is_withheld_then_the_others_are_as_without_it() -> None:
    own = [compare(state(4.5), key="a"), compare(state(4.1), key="b")]

    assert judge_all([*own, compare(HIDDEN, key="c")])[:2] == judge_all(own)


def test_rule_when_there_is_nothing_then_says_nothing() -> None:
    assert judge_all([]) == ()
    assert adjust([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusted_when_compared_with_scipy_then_is_the_same(p_values: list[float]) -> None:
    assert adjust(p_values) == pytest.approx(list(false_discovery_control(p_values)), abs=1e-12)
