"""Intervals hold what they promise in worlds whose truth is known; `make bench` counts it over more."""

import polars as pl
import pytest
from scipy import stats

from benchmarks.recovery import Coverage, cover_change, cover_tau
from benchmarks.worlds import Truth, draw_world

TRUTH = Truth()
PROMISED = 0.95
# An honest interval falls outside this once in a thousand times (and the seeds are fixed).
TAIL = 0.0005


def is_honest(found: Coverage) -> bool:
    """Whether so many worlds covered can come from an interval that covers 95 %."""
    least, most = stats.binom.ppf([TAIL, 1 - TAIL], found.worlds, PROMISED)
    return bool(least <= found.covered <= most)


def test_interval_of_change_when_200_worlds_then_covers_the_truth_as_often_as_it_says() -> None:
    assert is_honest(cover_change(range(200), truth=TRUTH))


def test_interval_of_change_when_people_are_taken_for_independent_then_it_is_caught() -> None:
    naive = cover_change(range(200), truth=TRUTH, clustered=False)

    assert naive.percent < 92
    assert not is_honest(naive)


def test_interval_of_change_when_partnerships_do_not_differ_then_both_cover_the_truth() -> None:
    flat = Truth(tau_partnership=0.0, tau_trajectory=0.0)

    assert is_honest(cover_change(range(200), truth=flat))
    assert is_honest(cover_change(range(200), truth=flat, clustered=False))


def test_interval_of_tau_when_60_worlds_then_covers_the_truth_as_often_as_it_says() -> None:
    assert is_honest(cover_tau(range(60), truth=TRUTH))


def test_interval_of_tau_when_the_truth_is_another_then_it_is_caught() -> None:
    assert not is_honest(cover_tau(range(20), truth=TRUTH, claimed=1.5 * TRUTH.tau_partnership))


@pytest.mark.parametrize("column", ["trajectory", "partnership"])
def test_world_when_drawn_then_its_parts_are_as_many_as_asked(column: str) -> None:
    people = draw_world(TRUTH, seed=1).people

    assert people[column].n_unique() == {"trajectory": 10, "partnership": 85}[column]


def test_world_when_drawn_twice_then_the_same_and_with_another_seed_another() -> None:
    first = draw_world(TRUTH, seed=1)

    assert first.people.equals(draw_world(TRUTH, seed=1).people)
    assert not first.people.equals(draw_world(TRUTH, seed=2).people)


def test_worlds_when_their_changes_are_averaged_then_near_what_they_are_drawn_from() -> None:
    worlds = [draw_world(TRUTH, seed=seed) for seed in range(100)]
    moved = [world.people.select(pl.col("value_to") - pl.col("value_from")).mean().item() for world in worlds]

    assert sum(moved) / len(moved) == pytest.approx(TRUTH.change, abs=0.03)
    assert sum(world.change for world in worlds) / 100 == pytest.approx(TRUTH.change, abs=0.03)
