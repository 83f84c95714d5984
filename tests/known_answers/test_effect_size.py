"""d_av and d_z: `sleep`, and the edges of the noncentral t."""

import numpy as np
import pytest
from scipy import stats

from etl.measures.change import measure_change
from etl.measures.effect_size import bound_sizes, correct_small_sample
from tests.builders.counts import make_clusters, make_members, make_pairs, make_views, one_row

# Cushny and Peebles 1905, as in R's `sleep`: extra hours with drug 1 and drug 2
DRUG_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
DRUG_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def _size(name, *, clusters):
    results = measure_change(
        make_pairs(DRUG_2, DRUG_1),
        members=make_members(10),
        clusters=make_clusters(clusters),
        views=make_views(),
    )
    return one_row(results, name)


# Every person a cluster, and too few clusters: both are the plain t.
@pytest.mark.parametrize(
    ("clusters", "method"), [(list(range(10)), "d_cr2"), ([0] * 5 + [1] * 5, "d_people")]
)
def test_d_z_of_sleep_is_the_printed_value_with_its_interval(clusters, method):
    d_z = _size("d_z", clusters=clusters)

    assert [round(d_z["value"], 4), round(d_z["low"], 3), round(d_z["high"], 3)] == [-1.2846, -2.118, -0.415]
    assert d_z["method"] == method


def test_d_av_of_sleep_is_the_printed_value():
    assert round(_size("d_av", clusters=list(range(10)))["value"], 4) == -0.8335


def test_interval_of_d_av_is_that_of_d_z_on_another_yardstick():
    d_av, d_z = (_size(name, clusters=list(range(10))) for name in ("d_av", "d_z"))

    ratio = d_av["value"] / d_z["value"]
    assert (d_av["low"], d_av["high"]) == (
        pytest.approx(d_z["low"] * ratio),
        pytest.approx(d_z["high"] * ratio),
    )


def test_bounds_put_the_observed_t_in_the_tails_of_their_own_distribution():
    change, error, df = np.array([0.5, -0.2, 0.0]), np.array([0.1, 0.3, 0.2]), np.array([3.4, 40.0, 9.0])

    low, high = bound_sizes(change, error=error, df=df, spread=error)

    assert stats.nct.cdf(change / error, df, low) == pytest.approx([0.975] * 3, abs=1e-4)
    assert stats.nct.cdf(change / error, df, high) == pytest.approx([0.025] * 3, abs=1e-4)


@pytest.mark.parametrize("error", [0.0, 1e-12, float("nan")])
def test_bounds_without_an_error_do_not_exist(error):
    low, high = bound_sizes(
        np.array([0.5]), error=np.array([error]), df=np.array([9.0]), spread=np.array([1.0])
    )

    assert np.isnan([*low, *high]).all()


def test_bounds_of_fifty_thousand_people_are_those_of_the_normal_distribution():
    low, high = bound_sizes(
        np.array([0.5]), error=np.array([0.0027]), df=np.array([8000.0]), spread=np.array([0.6])
    )

    # var(t) of a large noncentral t is 1 + t²/(2·df)
    half = 1.959964 * np.sqrt(1 + (0.5 / 0.0027) ** 2 / 16000) * 0.0027 / 0.6
    assert [low[0], high[0]] == pytest.approx([0.5 / 0.6 - half, 0.5 / 0.6 + half], rel=2e-3)


def test_hedges_correction_is_its_closed_form_and_near_his_approximation():
    # Γ(1)/Γ(1/2) and Γ(2)/(√2·Γ(3/2)); Hedges 1981: about 1 − 3/(4·df − 1)
    assert correct_small_sample(2) == pytest.approx(1 / np.sqrt(np.pi))
    assert correct_small_sample(4) == pytest.approx(np.sqrt(2 / np.pi))
    assert correct_small_sample(50) == pytest.approx(1 - 3 / 199, abs=1e-4)
