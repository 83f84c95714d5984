import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from etl.measures.change import measure_change, pair_answers
from tests.builders.counts import make_clusters, make_members, make_pairs, make_views, one_row

# Cushny and Peebles 1905, as in R's `sleep`: extra hours with drug 1 and drug 2
DRUG_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
DRUG_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def _measure(before, after, *, clusters=None, clustered=True) -> pl.DataFrame:
    count = len(before)
    own = clusters if clusters is not None else list(range(count))
    return measure_change(
        make_pairs(before, after),
        members=make_members(count),
        clusters=make_clusters(own),
        views=make_views(),
        clustered=clustered,
    )


def test_change_of_sleep_gives_the_printed_interval():
    change = one_row(_measure(DRUG_2, DRUG_1), "change")

    assert (round(change["low"], 4), round(change["high"], 4)) == (-2.4599, -0.7001)
    # t(9) = −4.0621: the change over its standard error
    error = (change["high"] - change["value"]) / stats.t.ppf(0.975, 9)
    assert round(change["value"] / error, 4) == -4.0621


def test_change_in_balanced_clusters_equals_the_t_test_on_cluster_means():
    draw = np.random.default_rng(1)
    difference = draw.normal(0.3, 1, (7, 5)) + draw.normal(0, 0.6, (7, 1))
    clusters = np.repeat(np.arange(7), 5).tolist()

    change = one_row(
        _measure(np.zeros(35).tolist(), difference.ravel().tolist(), clusters=clusters), "change"
    )
    means = difference.mean(axis=1)
    low, high = stats.t.interval(0.95, 6, loc=means.mean(), scale=stats.sem(means))

    assert change["value"] == pytest.approx(means.mean())
    assert (change["low"], change["high"]) == (pytest.approx(low), pytest.approx(high))


def test_change_in_unbalanced_clusters_equals_cr2_by_matrices():
    draw = np.random.default_rng(2)
    sizes = [1, 2, 3, 8, 13]
    clusters = np.repeat(np.arange(5), sizes)
    difference = draw.normal(0, 1, 27)

    change = one_row(
        _measure(np.zeros(27).tolist(), difference.tolist(), clusters=clusters.tolist()), "change"
    )
    variance, df = _cr2_by_matrices(difference, clusters)
    half = stats.t.ppf(0.975, df) * np.sqrt(variance)

    assert change["high"] - change["value"] == pytest.approx(half)
    assert change["value"] - change["low"] == pytest.approx(half)


def _cr2_by_matrices(y, clusters):
    """CR2 and Satterthwaite df of an intercept, written out with the matrices of the papers."""
    n = len(y)
    hat = np.full((n, n), 1 / n)
    residuals = y - y.mean()
    vectors, total = [], 0.0
    for cluster in np.unique(clusters):
        inside = clusters == cluster
        own = np.eye(inside.sum()) - hat[np.ix_(inside, inside)]
        values, axes = np.linalg.eigh(own)
        adjust = axes @ np.diag(values**-0.5) @ axes.T
        total += (adjust @ residuals[inside]).sum() ** 2 / n**2
        vectors.append((np.eye(n) - hat)[inside].T @ adjust @ np.ones(inside.sum()) / n)
    gram = np.array(vectors) @ np.array(vectors).T
    return total, np.trace(gram) ** 2 / (gram**2).sum()


@pytest.mark.parametrize(("clusters", "clustered"), [([0, 0, 1, 1, 1, 2, 2, 2, 2, 0], True), (None, False)])
def test_change_with_few_clusters_or_in_one_partnership_is_the_plain_t_interval(clusters, clustered):
    change = one_row(_measure(DRUG_2, DRUG_1, clusters=clusters, clustered=clustered), "change")

    assert (round(change["low"], 4), round(change["high"], 4)) == (-2.4599, -0.7001)


def test_change_with_four_clusters_is_cluster_robust():
    change = one_row(_measure(DRUG_2, DRUG_1, clusters=[0, 0, 1, 1, 1, 2, 2, 3, 3, 3]), "change")

    assert round(change["low"], 4) != -2.4599


def test_p_of_sleep_when_it_is_the_only_change_is_the_printed_one():
    assert round(one_row(_measure(DRUG_2, DRUG_1), "p_adjusted")["value"], 5) == 0.00283


def test_change_says_on_how_many_partnerships_it_rests_and_by_which_method():
    robust = one_row(_measure(DRUG_2, DRUG_1), "change")
    plain = one_row(_measure(DRUG_2, DRUG_1, clusters=[0] * 10), "change")

    assert (robust["n"], robust["n_partnerships"], robust["method"]) == (10, 10, "change_cr2")
    assert (plain["n"], plain["n_partnerships"], plain["method"]) == (10, None, "change_people")


def test_shares_of_direction_count_better_same_and_worse():
    results = _measure([1, 2, 3, 4], [2, 2, 2, 5])

    assert [one_row(results, s)["value"] for s in ("improved", "same", "worse")] == [0.5, 0.25, 0.25]


def test_ceiling_is_the_share_at_the_top_before_with_wilsons_interval():
    ceiling = one_row(_measure([5.0] + [3.0] * 28, [5.0] * 29), "ceiling")

    # 1/29 as in Newcombe 1998
    assert (round(ceiling["low"], 4), round(ceiling["high"], 4)) == (0.0061, 0.1718)
    assert ceiling["value"] == 1 / 29


def test_change_of_one_person_has_a_value_and_nothing_else():
    results = _measure([2.0], [4.0])

    assert one_row(results, "change")["value"] == 2.0
    rest = [one_row(results, name) for name in ("change", "d_av", "d_z", "p_adjusted")]
    assert [(row["low"], row["high"]) for row in rest] == [(None, None)] * 4
    assert [row["value"] for row in rest[1:]] == [None] * 3


def test_change_when_everybody_answers_the_same_twice_is_nought_without_a_test():
    results = _measure([3.0] * 12, [3.0] * 12)

    change = one_row(results, "change")
    assert (change["value"], change["low"], change["high"]) == (0.0, 0.0, 0.0)
    for name in ("d_av", "d_z", "p_adjusted", "p_signed_rank", "rank_biserial"):
        assert one_row(results, name)["value"] is None
    assert one_row(results, "hl")["value"] == 0.0
    assert one_row(results, "same")["value"] == 1.0


def test_change_when_everybody_moves_by_as_much_has_no_size():
    results = _measure([1.1, 2.2, 3.3, 2.2, 1.1], [2.4, 3.5, 4.6, 3.5, 2.4])

    assert one_row(results, "change")["value"] == pytest.approx(1.3)
    assert one_row(results, "d_z")["value"] is None
    assert (one_row(results, "d_av")["low"], one_row(results, "p_adjusted")["value"]) == (None, None)


def test_change_without_a_second_moment_gives_no_row():
    assert _measure([], []).is_empty()


def test_pairing_drops_who_answered_once():
    before = pl.DataFrame({"leader": [1, 2], "indicator_id": ["a", "a"], "value": [3.0, 4.0]})
    after = pl.DataFrame({"leader": [2, 3], "indicator_id": ["a", "a"], "value": [5.0, 1.0]})

    pairs = pair_answers(before, after, wave="begin-end")

    assert pairs.rows() == [(2, "a", "begin-end", 4.0, 5.0)]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=40))
def test_change_of_anything_is_the_mean_to_less_the_mean_from(pairs):
    results = _measure([float(a) for a, _ in pairs], [float(b) for _, b in pairs])
    values = {name: one_row(results, name)["value"] for name in ("mean_from", "mean_to", "change")}
    shares = [one_row(results, name)["value"] for name in ("improved", "same", "worse")]

    assert values["change"] == pytest.approx(values["mean_to"] - values["mean_from"])
    assert sum(shares) == pytest.approx(1)
