"""Means: of this cohort, narrowed by how many answered, and of such programmes, over partnerships."""

import math

import numpy as np
import polars as pl
import pytest
from scipy import stats

from etl.measures.means import describe_counts, measure_means
from etl.measures.programme_means import measure_programme_means
from tests.builders.counts import make_clusters, make_counts, make_members, one_row

ANSWERS = {2: 3, 3: 4, 4: 10, 5: 3}
VALUES = [value for value, count in ANSWERS.items() for _ in range(count)]
N = len(VALUES)


def _measure(population: int | None) -> dict[str, float]:
    sizes = pl.DataFrame({"cell": [0], "size": [population]}, schema={"cell": pl.UInt32, "size": pl.UInt32})
    return one_row(measure_means(make_counts(ANSWERS), population=sizes), "mean")


def test_mean_and_variance_from_counts_are_those_of_the_people():
    described = describe_counts(make_counts(ANSWERS)).row(0, named=True)

    assert described["value"] == pytest.approx(sum(VALUES) / N)
    assert described["variance"] == pytest.approx(stats.tvar(VALUES))


def test_interval_in_an_endless_population_is_the_t_interval():
    mean = _measure(10**9)
    low, high = stats.t.interval(0.95, N - 1, loc=sum(VALUES) / N, scale=stats.sem(VALUES))

    assert (mean["low"], mean["high"]) == (pytest.approx(low), pytest.approx(high))


def test_interval_when_nobody_knows_the_population_is_the_t_interval():
    mean = _measure(None)
    low, high = stats.t.interval(0.95, N - 1, loc=sum(VALUES) / N, scale=stats.sem(VALUES))

    assert (mean["low"], mean["high"]) == (pytest.approx(low), pytest.approx(high))


def test_interval_when_everybody_answered_has_no_width():
    mean = _measure(N)

    assert mean["low"] == mean["value"] == mean["high"]


def test_interval_when_half_answered_is_narrower_by_the_root_of_a_half():
    whole, half = _measure(10**9), _measure(2 * N)

    ratio = (half["high"] - half["low"]) / (whole["high"] - whole["low"])
    assert ratio == pytest.approx(math.sqrt(0.5), rel=1e-6)


def test_mean_of_one_person_has_no_interval():
    sizes = pl.DataFrame({"cell": [0], "size": [9]}, schema={"cell": pl.UInt32, "size": pl.UInt32})

    mean = one_row(measure_means(make_counts({4: 1}), population=sizes), "mean")

    assert (mean["value"], mean["low"], mean["high"], mean["n"]) == (4.0, None, None, 1)


def _measure_programme(values, clusters) -> dict[str, float]:
    answers = pl.DataFrame(
        {"leader": range(len(values)), "indicator_id": "item", "wave": "end", "value": values},
        schema_overrides={"leader": pl.UInt32, "value": pl.Float64},
    )
    results = measure_programme_means(
        answers, members=make_members(len(values)), clusters=make_clusters(clusters)
    )
    return one_row(results, "mean_programme")


def test_mean_of_such_programmes_in_balanced_partnerships_is_the_t_interval_of_their_means():
    draw = np.random.default_rng(6)
    values = draw.normal(3.5, 0.8, (9, 6)) + draw.normal(0, 0.4, (9, 1))

    mean = _measure_programme(values.ravel().tolist(), np.repeat(np.arange(9), 6).tolist())

    own = values.mean(axis=1)
    low, high = stats.t.interval(0.95, 8, loc=own.mean(), scale=stats.sem(own))
    assert (mean["value"], mean["low"], mean["high"]) == pytest.approx((own.mean(), low, high))
    assert (mean["n"], mean["n_partnerships"], mean["method"]) == (54, 9, "mean_cr2")


@pytest.mark.parametrize("clusters", [[0] * N, [0, 1] * (N // 2)], ids=["one", "two"])
def test_mean_of_such_programmes_with_few_partnerships_is_the_t_interval_of_people(clusters):
    mean = _measure_programme([float(value) for value in VALUES], clusters)
    low, high = stats.t.interval(0.95, N - 1, loc=sum(VALUES) / N, scale=stats.sem(VALUES))

    assert (mean["low"], mean["high"]) == (pytest.approx(low), pytest.approx(high))
    assert (mean["n_partnerships"], mean["method"]) == (None, "mean_people")


def test_mean_of_such_programmes_of_one_person_has_no_interval():
    mean = _measure_programme([4.0], [0])

    assert (mean["value"], mean["low"], mean["high"]) == (4.0, None, None)


def test_mean_of_such_programmes_when_all_answer_the_same_has_no_width():
    mean = _measure_programme([4.0] * 8, [0, 0, 1, 1, 2, 2, 3, 3])

    assert (mean["value"], mean["low"], mean["high"]) == (4.0, 4.0, 4.0)
