import pytest

from etl.measures.nps import measure_nps
from tests.builders.counts import make_counts, one_row


def test_nps_of_a_hand_case_is_promoters_less_detractors():
    # 5 promoters (9, 10), 3 passives (7, 8), 2 detractors (0 to 6); both sides of each boundary
    counts = make_counts({10: 3, 9: 2, 8: 2, 7: 1, 6: 1, 0: 1})

    nps = one_row(measure_nps(counts), "nps")

    # p = .5, d = .2: variance (.5 + .2 − .09) / 10 = .061, half width 1.959964 · 100 · √.061
    assert nps["value"] == pytest.approx(30)
    assert nps["high"] - nps["value"] == pytest.approx(48.4075, abs=1e-4)
    assert nps["n"] == 10


def test_nps_of_promoters_only_stays_within_its_range():
    nps = one_row(measure_nps(make_counts({9: 5, 10: 15})), "nps")

    assert (nps["value"], nps["high"]) == (100, 100)


def test_nps_interval_near_the_end_is_cut_at_a_hundred():
    nps = one_row(measure_nps(make_counts({10: 11, 7: 1})), "nps")

    assert nps["value"] < nps["high"] == 100
