import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.disclosure.modular import PRIME, eliminate, find_rank, invert, is_rational_basis
from etl.disclosure.rational import can_be_singled_out, find_rational_rank


def test_prime_is_one_and_products_of_remainders_fit_64_bits():
    assert all(PRIME % divisor for divisor in range(2, int(PRIME**0.5) + 1))
    assert (PRIME - 1) ** 2 < 2**62


@pytest.mark.parametrize("number", [1, 2, 7, PRIME - 1, -3])
def test_inverse_times_number_is_one(number):
    assert invert(number) * number % PRIME == 1


def test_inverse_of_a_multiple_of_the_prime_does_not_exist():
    with pytest.raises(ValueError, match="not invertible"):
        invert(PRIME)


def test_elimination_with_the_largest_remainders_is_exact():
    largest = np.array([PRIME - 1])

    rest = eliminate(np.array([[0]]), column=largest, factors=largest)

    assert rest.tolist() == [[(-((PRIME - 1) ** 2)) % PRIME]]


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_rank_of_small_matrices_is_the_rational_one(seed):
    rng = np.random.default_rng(seed)
    matrix = rng.integers(0, 2, size=tuple(rng.integers(0, 9, size=2)))

    assert find_rank(matrix) == find_rational_rank(matrix)


def test_rank_when_the_prime_divides_then_it_is_lower_than_the_rational_one():
    matrix = np.array([[PRIME, 0], [0, 1]])

    assert (find_rank(matrix), find_rational_rank(matrix)) == (1, 2)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_rank_of_an_empty_matrix_is_zero(shape):
    assert find_rank(np.zeros(shape, dtype=np.int64)) == find_rational_rank(np.zeros(shape, dtype=int)) == 0


def test_basis_of_fractions_is_recognised():
    matrix = np.array([[1, 1, 1, 0], [0, 1, 1, 1]])
    half = invert(2)
    null = np.array([[half, 0], [PRIME - half, 1], [0, PRIME - 1], [half, 0]])

    assert is_rational_basis(null, matrix=matrix)


def test_basis_that_vanishes_only_modulo_the_prime_is_not():
    assert not is_rational_basis(np.array([[1]]), matrix=np.array([[PRIME]]))


def test_basis_of_numbers_without_small_fractions_is_not():
    assert not is_rational_basis(np.array([[1234567891]]), matrix=np.array([[0]]))


def test_group_is_singled_out_when_two_cells_differ_by_it():
    matrix = np.array([[1, 1, 1], [1, 1, 0]])

    assert can_be_singled_out(np.array([2]), matrix=matrix)
    assert not can_be_singled_out(np.array([0]), matrix=matrix)
