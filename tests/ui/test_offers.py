"""What the filters offer beside the programme's categories, and what is let go when one is changed."""

import pytest

from tests.builders.cells import (
    POOLED_LEVELS,
    POOLED_PARTNERSHIPS,
    POOLED_REGIONS,
    count_cells,
    make_cells,
    make_leaders,
)
from ui.address import FilterName, Selection
from ui.cells import Cell, name_pools
from ui.offers import list_offers, settle

LEVELS = "basis-buitengewoon+secundair-buitengewoon"
PARTNERSHIPS = "pi-3-swv-4+pi-3-swv-8"
CELLS = name_pools(
    {row["cell_id"]: Cell(**row) for row in make_cells(count_cells(make_leaders())).to_dicts()}
)


def test_offers_when_a_trajectory_is_chosen_then_has_its_pools_and_its_partnerships() -> None:
    offers = list_offers(Selection(trajectory="pi-10"), cells=CELLS)

    assert offers["level"] == (LEVELS,)
    assert offers["region"] == ()
    assert offers["partnership"][0] == "pi-10-swv-1"


def test_offers_when_partnerships_are_listed_then_those_together_come_last() -> None:
    offered = list_offers(Selection(trajectory="pi-3"), cells=CELLS)["partnership"]

    assert offered == (*(f"pi-3-swv-{n}" for n in range(1, 9)), PARTNERSHIPS)


def test_offers_when_a_level_is_chosen_then_has_the_pools_of_regions_below_it() -> None:
    offers = list_offers(Selection(level="secundair-buitengewoon"), cells=CELLS)

    assert offers["region"] == ("antwerpen+brussel",)
    assert offers["partnership"] == ()


def test_offers_when_nothing_is_chosen_then_there_are_none() -> None:
    assert not any(list_offers(Selection(), cells=CELLS).values())


def test_offers_when_a_pool_is_chosen_then_it_is_still_offered() -> None:
    assert list_offers(Selection(trajectory="pi-10", level=LEVELS), cells=CELLS)["level"] == (LEVELS,)


def test_offers_when_the_viewer_may_not_see_partnerships_then_there_are_none() -> None:
    seen = {name: cell for name, cell in CELLS.items() if cell.kind != "partnership"}

    assert list_offers(Selection(trajectory="pi-3"), cells=seen)["partnership"] == ()


@pytest.mark.parametrize(
    ("chosen", "changed", "settled"),
    [
        (
            Selection(trajectory="pi-3", level="basis-gewoon", partnership="pi-3-swv-1"),
            "partnership",
            Selection(trajectory="pi-3", partnership="pi-3-swv-1"),
        ),
        (
            Selection(trajectory="pi-3", level="basis-gewoon", partnership="pi-3-swv-1"),
            "level",
            Selection(trajectory="pi-3", level="basis-gewoon"),
        ),
        (
            Selection(trajectory="pi-3", partnership="pi-3-swv-1"),
            "region",
            Selection(trajectory="pi-3", partnership="pi-3-swv-1"),
        ),
        (Selection(trajectory="pi-4", partnership="pi-3-swv-1"), "trajectory", Selection(trajectory="pi-4")),
        (Selection(partnership="pi-3-swv-1"), "trajectory", Selection()),
        (Selection(trajectory="pi-4", level=LEVELS), "trajectory", Selection(trajectory="pi-4")),
        (
            Selection(trajectory="pi-10", level=LEVELS, region="limburg"),
            "region",
            Selection(trajectory="pi-10", region="limburg"),
        ),
        (
            Selection(trajectory="pi-10", level=LEVELS),
            "level",
            Selection(trajectory="pi-10", level=LEVELS),
        ),
    ],
    ids=[
        "a partnership has no level",
        "a level has no partnership",
        "all regions change nothing",
        "another trajectory, other partnerships",
        "no trajectory, no partnership",
        "another trajectory, other pools",
        "no pool within a region",
        "a pool that is there stays",
    ],
)
def test_settle_when_a_filter_changes_then_lets_go_of_what_no_longer_fits(
    chosen: Selection, changed: FilterName, settled: Selection
) -> None:
    assert settle(chosen, changed=changed, cells=CELLS) == settled


def test_selection_of_a_pool_when_named_is_the_id_in_the_release() -> None:
    assert Selection(trajectory="pi-10", level=LEVELS).cell_id == POOLED_LEVELS
    assert Selection(level="secundair-buitengewoon", region="antwerpen+brussel").cell_id == POOLED_REGIONS
    assert Selection(trajectory="pi-3", partnership=PARTNERSHIPS).cell_id == POOLED_PARTNERSHIPS
