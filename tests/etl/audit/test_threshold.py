import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.disclosure.policy import load_policy
from schemas.release import Statements
from schemas.table import empty_frame
from tests.builders.threshold import protect

POLICY = load_policy()
NUMBERS = ("value", "coded", "low", "high", "n", "n_partnerships", "method")


def _protect(
    statistic: str, *, n: int, value: float | None = 4.0, status: str = "shown"
) -> dict[str, object]:
    row = ("total", "item", "end", statistic, value, None, 3.5, 4.5, n, 4, "mean_cohort", status)
    frame = pl.DataFrame([row], schema=empty_frame(Statements).schema, orient="row")
    return protect(frame, policy=POLICY).row(0, named=True)


def _is_bare(row: dict[str, object]) -> bool:
    return all(row[number] is None for number in NUMBERS)


@pytest.mark.parametrize("statistic", ["mean", "change", "mean_from", "mean_to"])
def test_mean_of_four_people_is_withheld_and_of_five_shown(statistic):
    assert _protect(statistic, n=4)["status"] == "withheld"
    assert _is_bare(_protect(statistic, n=4))
    assert _protect(statistic, n=5)["value"] == 4.0
    assert _protect(statistic, n=5)["coded"] == 0


@pytest.mark.parametrize(
    "statistic",
    [
        *("share_1", "share_10", "top2", "nps", "improved", "same", "worse", "d_av", "d_z", "ceiling"),
        *("top2_change", "hl", "p_signed_rank", "rank_biserial", "p_adjusted", "mean_programme"),
    ],
)
def test_distribution_of_nine_people_is_withheld_and_of_ten_shown(statistic):
    assert _protect(statistic, n=9)["status"] == "withheld"
    assert _is_bare(_protect(statistic, n=9))
    assert _protect(statistic, n=10)["status"] == "shown"


@pytest.mark.parametrize(
    ("count", "invited", "status"),
    [
        (0, 30, "shown"),  # nobody
        (1, 30, "withheld"),
        (4, 30, "withheld"),
        (5, 30, "shown"),
        (25, 30, "shown"),
        (26, 30, "withheld"),  # four who did not
        (29, 30, "withheld"),
        (30, 30, "shown"),  # everybody
        (5, 5, "shown"),
        (4, 4, "withheld"),  # everybody, of a group too small to speak of
        (0, 4, "withheld"),
    ],
)
def test_response_is_withheld_when_few_answered_or_few_did_not(count, invited, status):
    assert _protect("count", n=invited, value=float(count))["status"] == status
    assert _protect("rate", n=invited, value=round(count / invited, 6))["status"] == status


@pytest.mark.parametrize("status", ["not_asked", "not_delivered"])
def test_statement_that_was_never_measured_keeps_its_status_and_loses_its_numbers(status):
    row = _protect("mean", n=0, value=None, status=status)

    assert row["status"] == status
    assert _is_bare(row)


def test_not_estimable_of_few_people_says_withheld_so_that_it_tells_nothing():
    assert _protect("d_av", n=6, value=None, status="not_estimable")["status"] == "withheld"
    assert _protect("d_av", n=20, value=None, status="not_estimable")["status"] == "not_estimable"


@settings(deadline=None)
@given(
    n=st.integers(0, 40),
    statistic=st.sampled_from(["mean", "top2", "share_3", "change", "nps", "d_av", "count", "rate"]),
    status=st.sampled_from(["shown", "not_estimable", "not_asked", "not_delivered"]),
)
def test_no_number_of_fewer_than_five_people_ever_comes_out(n, statistic, status):
    row = _protect(statistic, n=n, status=status)

    assert _is_bare(row) or (row["status"] == "shown" and row["n"] >= POLICY.k)
