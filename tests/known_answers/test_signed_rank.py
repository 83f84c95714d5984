"""Wilcoxon's signed rank test and Hodges–Lehmann: Hollander & Wolfe's depression data, ties, zeros."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from etl.measures.signed_rank import SignedRank, find_hodges_lehmann, rank_changes

# Hollander & Wolfe 1973, table 3.1: Hamilton depression scale before and after a tranquilliser
BEFORE = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
AFTER = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]


def _rank(differences) -> SignedRank:
    values, counts = np.unique(np.round(differences, 9), return_counts=True)
    return rank_changes(values, counts=counts.astype(float))


def _middle_of_pairs(differences) -> float:
    first, second = np.triu_indices(len(differences))
    return float(np.median((differences[first] + differences[second]) / 2))


def test_signed_rank_of_depression_data_is_the_printed_answer():
    found = _rank(np.subtract(BEFORE, AFTER))

    assert round(found.p, 5) == 0.03906
    assert round(found.hodges_lehmann, 2) == 0.46
    assert round(found.rank_biserial, 3) == 0.778
    # V = R+: (1 + r)/2 of the 45 ranks
    assert (1 + found.rank_biserial) / 2 * 45 == pytest.approx(40)


def test_signed_rank_of_sixty_people_is_the_normal_approximation_of_scipy():
    differences = np.random.default_rng(4).integers(-2, 4, 60) / 3

    assert _rank(differences).p == pytest.approx(stats.wilcoxon(differences, method="asymptotic").pvalue)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_signed_rank_of_few_people_with_ties_and_zeros_counts_every_sign_pattern(seed):
    differences = np.random.default_rng(seed).integers(-2, 4, 9) / 2

    # scipy's `auto` tries all 2⁹ patterns here
    assert _rank(differences).p == pytest.approx(stats.wilcoxon(differences).pvalue)


def test_signed_rank_of_forty_people_without_ties_is_exact():
    differences = np.random.default_rng(5).normal(0.2, 1, 40)

    assert _rank(differences).p == pytest.approx(stats.wilcoxon(differences, method="exact").pvalue)


def test_signed_rank_when_nobody_changed_has_no_p():
    assert _rank(np.zeros(12)) == SignedRank(0.0, None, None)


def test_signed_rank_of_one_person_says_nothing_for_sure():
    assert _rank(np.array([2.0])) == SignedRank(2.0, 1.0, 1.0)


def test_rank_biserial_when_all_go_down_is_minus_one():
    assert _rank(np.array([-1.0, -1.0, -2.0])).rank_biserial == -1.0


@settings(deadline=None)
@given(st.lists(st.integers(-8, 8), min_size=1, max_size=60))
def test_hodges_lehmann_of_anything_is_the_median_of_all_pairs(twice):
    differences = np.array(twice) / 3
    values, counts = np.unique(np.round(differences, 9), return_counts=True)

    found = find_hodges_lehmann(values, counts=counts.astype(float))

    assert found == pytest.approx(_middle_of_pairs(differences), abs=1e-8)
