import polars as pl
import pytest

from etl.disclosure.policy import load_policy
from etl.disclosure.rules import DISTRIBUTION, MEAN, TOP2, add_rules

POLICY = load_policy()


def _allow(
    statistic: str,
    *,
    n: int,
    kind: str = "trajectory",
    of: str = "scale",
    value: float = 1.0,
    planned: bool = True,
) -> bool:
    frame = pl.DataFrame(
        {
            "statistic": [statistic],
            "value": [value],
            "n": [n],
            "kind": [kind],
            "indicator_kind": [of],
            "is_planned": [planned],
        }
    )
    return bool(add_rules(frame, policy=POLICY)["allowed"][0])


@pytest.mark.parametrize(
    ("given", "least"),
    [
        ({"statistic": "mean"}, 5),
        ({"statistic": "mean", "kind": "partnership"}, 5),
        ({"statistic": "change", "kind": "partnership"}, 5),
        ({"statistic": "mean", "of": "likert"}, 10),  # a single question
        ({"statistic": "change", "of": "likert", "kind": "trajectory_level"}, 10),
        ({"statistic": "share_3", "of": "likert"}, 10),
        ({"statistic": "improved"}, 10),
        ({"statistic": "d_av"}, 10),
        ({"statistic": "top2", "of": "likert", "kind": "level_region"}, 10),
        ({"statistic": "mean", "of": "attendance"}, 5),
        ({"statistic": "mean", "of": "attendance", "planned": False}, 10),  # a month
    ],
)
def test_statistic_is_allowed_from_so_many_people_on(given, least):
    assert not _allow(n=least - 1, **given)
    assert _allow(n=least, **given)


@pytest.mark.parametrize(
    "given",
    [
        {"statistic": "share_3", "of": "likert", "kind": "trajectory_level"},
        {"statistic": "nps", "of": "number", "kind": "level_region"},
        {"statistic": "improved", "kind": "partnership"},
        {"statistic": "top2", "of": "likert", "kind": "trajectory_level_region"},
        {"statistic": "count", "of": "response", "kind": "partnership", "value": 20.0},
        {"statistic": "mean", "of": "attendance", "kind": "trajectory_level", "planned": False},
    ],
)
def test_distribution_has_no_place_in_a_finer_cell_however_many_there_are(given):
    assert not _allow(n=400, **given)


@pytest.mark.parametrize(
    ("value", "allowed"), [(0.0, True), (1.0, False), (4.0, False), (5.0, True), (37.0, False)]
)
def test_count_of_one_to_four_people_or_all_but_so_many_is_withheld(value, allowed):
    assert _allow("count", n=40, of="response", value=value) is allowed


def test_statements_fall_together_with_what_says_the_same():
    names = ["mean", "mean_from", "change", "d_av", "top2", "share_2", "improved"]
    frame = pl.DataFrame(
        {
            "statistic": names,
            "value": 1.0,
            "n": 40,
            "kind": "total",
            "indicator_kind": "scale",
            "is_planned": True,
        }
    )

    bundles = add_rules(frame, policy=POLICY)["bundle"].to_list()

    assert bundles == [MEAN, MEAN, MEAN, MEAN, TOP2, DISTRIBUTION, DISTRIBUTION]
