"""What questions tell of their scale: bounds that hold, and no wider than they need to be."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.audit import implied
from etl.disclosure import families
from etl.disclosure.families import bound_scores

CODES = [1, 2, 3, 4]
NEAR = 1e-6


def _tell(answers: np.ndarray, rng: np.random.Generator) -> dict[str, tuple[float, float]]:
    """Some of what can be told of answers, each between bounds around the truth."""
    true = {f"share_{code}": (answers == code).mean() for code in CODES}
    true |= {"top2": (answers >= CODES[-2]).mean(), "mean": answers.mean()}
    kept = [name for name in true if rng.random() < 0.6]
    slack = rng.choice([0.0, 0.1, 0.3], size=(len(kept), 2))
    return {name: (true[name] - a, true[name] + b) for name, (a, b) in zip(kept, slack, strict=True)}


def _list_sums(told: dict[str, tuple[float, float]], n: int) -> list[int]:
    """The sum of every way in which `n` people can have answered."""
    sums = []
    for counts in product(range(n + 1), repeat=len(CODES)):
        shares = {f"share_{code}": count / n for code, count in zip(CODES, counts, strict=True)}
        shares["top2"] = sum(counts[-2:]) / n
        fits = all(
            told[name][0] - NEAR <= share <= told[name][1] + NEAR
            for name, share in shares.items()
            if name in told
        )
        if sum(counts) == n and fits:
            sums.append(sum(code * count for code, count in zip(CODES, counts, strict=True)))
    return sums


@pytest.mark.parametrize("module", [families, implied])
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_sum_of_answers_has_the_ends_of_all_that_fits(module, seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 6))
    told = _tell(rng.choice(CODES, size=n), rng)
    codes = np.array(CODES, dtype=float) if module is families else CODES

    least, most = module.bound_sum(codes, n=n, told=told)

    sums, mean = _list_sums(told, n), told.get("mean", (-np.inf, np.inf))
    assert least == pytest.approx(max(min(sums), mean[0] * n))
    assert most == pytest.approx(min(max(sums), mean[1] * n))


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_scores_of_people_who_skip_or_count_in_one_question_only_lie_within_the_bounds(seed):
    rng = np.random.default_rng(seed)
    count, people = int(rng.integers(1, 5)), int(rng.integers(2, 12))
    given_answers = rng.random((count, people)) < 0.8
    given_answers[0] = True
    answers = rng.integers(1, 6, size=(count, people))
    told = given_answers & (rng.random((count, people)) < 0.9)
    inside = rng.random(people) < 0.7
    inside[0] = True
    sums = [(float(a[t].sum()), float(a[t].sum())) for a, t in zip(answers, told, strict=True)]

    least, most = bound_scores(sums, ends=[(1.0, 5.0)] * count, told=told, given=given_answers, inside=inside)

    scores = np.where(given_answers, answers, 0).sum(axis=0) / given_answers.sum(axis=0)
    assert least - NEAR <= scores[inside].sum() <= most + NEAR


def test_scores_when_everybody_answers_everything_are_known_exactly():
    answers = np.array([[1, 2, 5], [3, 3, 4]])
    everybody = np.ones((2, 3), dtype=bool)
    sums = [(8.0, 8.0), (10.0, 10.0)]

    bounds = bound_scores(sums, ends=[(1.0, 5.0)] * 2, told=everybody, given=everybody, inside=everybody[0])

    assert bounds == (answers.mean(axis=0).sum(), answers.mean(axis=0).sum()) == (9.0, 9.0)
