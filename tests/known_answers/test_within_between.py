"""Slopes within and between partnerships, with CR2 errors and Satterthwaite degrees of freedom.

The answers come from cases where they follow by hand (balanced clusters), from a second, dense
implementation of the published formulas, and from worlds whose slopes are known.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from etl.measures.clustered_slopes import estimate_slopes
from etl.measures.model_rows import NotEstimableError
from etl.measures.within_between import compare_between, compare_within, keep_groups, sum_partnerships


def draw_world(
    *, partnerships: int, seed: int, within: list[float], between: list[float], size: int | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """People × (predictors, outcome), and the partnership of each; sizes 2–9 unless given."""
    draw = np.random.default_rng(seed)
    sizes = np.full(partnerships, size) if size else draw.integers(2, 10, partnerships)
    labels = np.repeat(np.arange(partnerships), sizes)
    level = draw.normal(size=(partnerships, len(within)))[labels]
    own = draw.normal(size=(labels.size, len(within)))
    own -= np.array([own[labels == j].mean(axis=0) for j in range(partnerships)])[labels]
    noise = draw.normal(0, 0.3, partnerships)[labels] + draw.normal(0, 0.8, labels.size)
    outcome = own @ within + level @ between + noise
    return np.column_stack([own + level, outcome]), labels


def solve_densely(design: np.ndarray, outcome: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """CR2 and Satterthwaite with matrices of people × people, as they stand in Pustejovsky & Tipton."""
    bread = np.linalg.pinv(design.T @ design)
    hat = design @ bread @ design.T
    keep = np.eye(len(outcome)) - hat
    slopes, residual = bread @ design.T @ outcome, keep @ outcome
    meat, ways = np.zeros_like(bread), []
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        values, vectors = np.linalg.eigh(np.eye(rows.size) - hat[np.ix_(rows, rows)])
        adjust = (vectors * np.where(values > 1e-9, np.abs(values) ** -0.5, 0)) @ vectors.T
        score = design[rows].T @ adjust @ residual[rows]
        meat += np.outer(score, score)
        ways.append(keep[:, rows] @ adjust @ design[rows] @ bread)
    grams = [np.array([[a[:, k] @ b[:, k] for a in ways] for b in ways]) for k in range(design.shape[1])]
    dfs = [np.trace(g) ** 2 / np.trace(g @ g) for g in grams]
    return np.stack([slopes, np.sqrt(np.diag(bread @ meat @ bread)), dfs])


def centre(values: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    means = np.array([values[labels == label].mean(axis=0) for label in labels])
    return values - means, means


def test_within_when_computed_densely_then_slopes_errors_and_degrees_of_freedom_agree() -> None:
    values, labels = draw_world(partnerships=14, seed=1, within=[0.5, -0.2, 0], between=[0.1, 0.4, 0])
    centred, _ = centre(values, labels)

    found = compare_within(sum_partnerships(values, labels))

    dense = solve_densely(centred[:, :-1], centred[:, -1], labels)
    np.testing.assert_allclose([found.values, found.errors, found.dfs], dense, rtol=1e-8)


def test_between_when_computed_densely_then_slopes_errors_and_degrees_of_freedom_agree() -> None:
    values, labels = draw_world(partnerships=16, seed=2, within=[0.5, -0.2], between=[0.1, 0.4])
    _, means = centre(values, labels)
    design = np.column_stack([np.ones(labels.size), means[:, :-1]])

    found = compare_between(sum_partnerships(values, labels))

    dense = solve_densely(design, values[:, -1], labels)[:, 1:]
    np.testing.assert_allclose([found.values, found.errors, found.dfs], dense, rtol=1e-6)


def test_mundlak_when_both_sets_stand_in_one_model_then_slopes_and_errors_are_the_same() -> None:
    values, labels = draw_world(partnerships=15, seed=3, within=[0.5, -0.2], between=[-0.3, 0.4])
    centred, means = centre(values, labels)
    design = np.column_stack([np.ones(labels.size), centred[:, :-1], means[:, :-1]])
    sums = sum_partnerships(values, labels)

    dense = solve_densely(design, values[:, -1], labels)

    for found, columns in ((compare_within(sums), slice(1, 3)), (compare_between(sums), slice(3, 5))):
        np.testing.assert_allclose([found.values, found.errors, found.dfs], dense[:, columns], rtol=1e-6)


def test_error_when_clusters_are_balanced_then_it_is_that_of_the_mean_of_their_slopes() -> None:
    """With the same x in each cluster CR2 is s/√J of the clusters' own slopes, with J − 1 degrees."""
    draw = np.random.default_rng(4)
    x = np.tile(np.arange(5.0), 12)
    labels = np.repeat(np.arange(12), 5)
    y = draw.normal(1, 0.5, 12)[labels] * x + draw.normal(size=60)
    own = [stats.linregress(x[labels == j], y[labels == j]).slope for j in range(12)]

    found = compare_within(sum_partnerships(np.column_stack([x, y]), labels))

    assert found.values[0] == pytest.approx(np.mean(own))
    assert found.errors[0] == pytest.approx(np.std(own, ddof=1) / np.sqrt(12))
    assert found.dfs[0] == pytest.approx(11)


def test_slopes_when_within_and_between_go_opposite_ways_then_each_is_found_with_its_own_sign() -> None:
    true_within, true_between = [0.6, -0.4, 0.0], [-0.5, 0.7, 0.3]
    values, labels = draw_world(partnerships=150, seed=5, within=true_within, between=true_between)
    sums = sum_partnerships(values, labels)

    within, between = compare_within(sums), compare_between(sums)

    assert np.abs(within.values - true_within).max() < 3 * within.errors.max() < 0.15
    assert np.abs(between.values - true_between).max() < 3 * between.errors.max() < 0.25
    assert within.values[0] > 0 > between.values[0]
    assert within.values[1] < 0 < between.values[1]


def test_intervals_when_many_worlds_are_drawn_then_they_cover_and_a_naive_one_does_not() -> None:
    """Slopes that differ between partnerships: whoever forgets that is too sure."""
    robust, naive = [], []
    for seed in range(300):
        draw = np.random.default_rng(seed)
        labels = np.repeat(np.arange(20), draw.integers(2, 9, 20))
        x = draw.normal(size=labels.size)
        y = draw.normal(0.3, 0.5, 20)[labels] * x + draw.normal(0, 0.5, labels.size)
        values = np.column_stack([x, y])
        found = compare_within(sum_partnerships(values, labels))
        half = stats.t.ppf(0.975, found.dfs[0]) * found.errors[0]
        robust.append(abs(found.values[0] - 0.3) <= half)
        centred, _ = centre(values, labels)
        plain = stats.linregress(centred[:, 0], centred[:, 1])
        naive.append(abs(plain.slope - 0.3) <= 1.96 * plain.stderr)

    assert 0.91 <= np.mean(robust) <= 0.98
    assert np.mean(naive) < 0.9


def test_sums_when_people_come_in_another_order_then_they_are_the_same() -> None:
    values, labels = draw_world(partnerships=12, seed=6, within=[0.5], between=[0.1])
    order = np.random.default_rng(6).permutation(labels.size)

    first, second = sum_partnerships(values, labels), sum_partnerships(values[order], labels[order])

    np.testing.assert_allclose(first.crosses, second.crosses)
    np.testing.assert_array_equal(first.sizes, second.sizes)


def test_sums_when_nobody_is_left_then_there_are_no_partnerships() -> None:
    sums = sum_partnerships(np.zeros((0, 3)), np.zeros(0, dtype=np.int64))

    assert sums.sizes.size == 0
    with pytest.raises(NotEstimableError, match="too_few_partnerships"):
        compare_within(sums)


def test_groups_when_a_partnership_has_one_person_then_it_is_left_out_within() -> None:
    labels = np.array([0, 0, 1, 2, 2, 2])
    sums = sum_partnerships(np.arange(12.0).reshape(6, 2), labels)

    assert keep_groups(sums).sizes.tolist() == [2, 3]


@pytest.mark.parametrize("compare", [compare_within, compare_between])
@pytest.mark.parametrize("partnerships", [1, 9])
def test_slopes_when_partnerships_are_fewer_than_ten_then_there_is_no_number(compare, partnerships) -> None:
    values, labels = draw_world(partnerships=partnerships, seed=7, within=[0.5], between=[0.1])

    with pytest.raises(NotEstimableError, match="too_few_partnerships"):
        compare(sum_partnerships(values, labels))


@pytest.mark.parametrize("compare", [compare_within, compare_between])
def test_slopes_when_predictors_are_as_many_as_partnerships_then_there_is_no_number(compare) -> None:
    values, labels = draw_world(partnerships=12, seed=8, within=[0.1] * 11, between=[0.1] * 11)

    with pytest.raises(NotEstimableError, match="too_few_partnerships"):
        compare(sum_partnerships(values, labels))


@pytest.mark.parametrize("compare", [compare_within, compare_between])
def test_slopes_when_the_outcome_is_the_same_for_all_then_there_is_no_number(compare) -> None:
    values, labels = draw_world(partnerships=20, seed=9, within=[0.5], between=[0.1])
    values[:, -1] = 4.0

    with pytest.raises(NotEstimableError, match="no_spread"):
        compare(sum_partnerships(values, labels))


@pytest.mark.parametrize("compare", [compare_within, compare_between])
def test_slopes_when_one_predictor_is_the_same_for_all_then_the_others_are_found_without_it(compare) -> None:
    values, labels = draw_world(partnerships=20, seed=10, within=[0.5, 0.2], between=[0.1, 0.3])
    flat = np.column_stack([values[:, :2], np.full(labels.size, 0.1), values[:, 2]])

    found, without = (compare(sum_partnerships(v, labels)) for v in (flat, values))

    assert np.isnan([found.values[2], found.errors[2], found.dfs[2]]).all()
    np.testing.assert_allclose(found.values[:2], without.values)
    np.testing.assert_allclose(found.errors[:2], without.errors)


@pytest.mark.parametrize("compare", [compare_within, compare_between])
def test_slopes_when_every_predictor_is_the_same_for_all_then_there_is_no_number(compare) -> None:
    values, labels = draw_world(partnerships=20, seed=11, within=[0.5], between=[0.1])
    values[:, 0] = 3.0

    with pytest.raises(NotEstimableError, match="no_spread"):
        compare(sum_partnerships(values, labels))


@pytest.mark.parametrize("compare", [compare_within, compare_between])
def test_slopes_when_two_predictors_say_the_same_then_there_is_no_number(compare) -> None:
    values, labels = draw_world(partnerships=20, seed=12, within=[0.5, 0.2], between=[0.1, 0.2])
    values[:, 1] = 2 * values[:, 0] + 1

    with pytest.raises(NotEstimableError, match="collinear"):
        compare(sum_partnerships(values, labels))


def test_slopes_when_one_cluster_alone_decides_one_then_its_error_is_finite_and_has_no_degrees() -> None:
    """The pseudo-inverse of Pustejovsky & Tipton: no division by zero, and nothing to trust."""
    grams = np.array([[[1.0, 0], [0, 2.0]], [[1.0, 0], [0, 0]], [[2.0, 0], [0, 0]]])
    moments = np.array([[1.0, 1.0], [2.0, 0], [1.0, 0]])

    found = estimate_slopes(grams, moments)

    assert np.isfinite(found.errors).all()
    assert found.dfs[1] == 0


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.floats(0.1, 50), st.floats(-20, 20))
def test_slopes_when_a_predictor_is_stretched_and_moved_then_its_slope_shrinks_as_much(
    seed: int, factor: float, shift: float
) -> None:
    values, labels = draw_world(partnerships=13, seed=seed, within=[0.5, 0.1], between=[0.2, 0.3])
    moved = values * [factor, 1, 1] + [shift, 0, 0]
    for compare in (compare_within, compare_between):
        first, second = compare(sum_partnerships(values, labels)), compare(sum_partnerships(moved, labels))

        assert second.values[0] * factor == pytest.approx(first.values[0], rel=1e-6, abs=1e-9)
        assert second.errors[0] * factor == pytest.approx(first.errors[0], rel=1e-6)
        np.testing.assert_allclose(second.dfs, first.dfs, rtol=1e-6)
