"""Who takes part in the demo world: exact where the facts are known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.demo.practice import PRACTICES
from etl.demo.structure import LEVELS, REGIONS, DemoSizeError, Structure, draw_structure
from tests.builders.demo import load_school_leaders, make_world


def draw(leaders: int, seed: int = 1) -> Structure:
    trajectories = load_school_leaders().programme.trajectories
    levels = tuple(trajectory.levels for trajectory in trajectories)
    return draw_structure(leaders=leaders, trajectory_levels=levels, rng=np.random.default_rng(seed))


@pytest.mark.parametrize("seed", [1, 2, 20230630])
def test_structure_when_drawn_with_its_default_size_then_has_the_known_counts(seed: int) -> None:
    structure = draw(492, seed)

    assert len(set(structure.partnership_trajectory.tolist())) == 10
    assert len(structure.partnership_trajectory) == 85
    assert len(structure.leader_school) == 492


@pytest.mark.parametrize("seed", [1, 2, 20230630])
def test_structure_when_drawn_then_pi_2_has_53_leaders_in_7_partnerships(seed: int) -> None:
    structure = draw(492, seed)

    assert int((structure.partnership_trajectory == 1).sum()) == 7
    assert int((structure.leader_trajectory == 1).sum()) == 53


@given(leaders=st.integers(min_value=40, max_value=3000), seed=st.integers(min_value=0, max_value=2**32))
@settings(max_examples=40, deadline=None)
def test_structure_when_drawn_then_sizes_keep_to_the_rules(leaders: int, seed: int) -> None:
    structure = draw(leaders, seed)

    sizes = np.bincount(structure.leader_partnership)
    schools = np.bincount(structure.school_partnership)
    people = np.bincount(structure.leader_school)
    assert sizes.sum() == leaders
    assert set(sizes.tolist()) <= set(range(4, 10))
    assert set(people.tolist()) <= {1, 2, 3}
    assert sorted(schools.tolist())[:2] == [3, 4]


def test_structure_when_too_few_leaders_for_ten_trajectories_then_refuses() -> None:
    with pytest.raises(DemoSizeError):
        draw(39)


def test_schools_when_drawn_then_have_the_levels_and_regions_of_their_trajectory() -> None:
    structure = draw(5000)
    trajectory = structure.partnership_trajectory[structure.school_partnership]

    for number, asked in enumerate(load_school_leaders().programme.trajectories):
        own = trajectory == number
        assert {LEVELS[n] for n in structure.school_level[own]} == set(asked.levels)
        assert {REGIONS[n] for n in structure.school_region[own]} == set(PRACTICES[number].regions)


def test_schools_when_a_trajectory_recruits_in_mechelen_then_no_other_place_in_antwerp() -> None:
    structure = draw(5000)
    trajectory = structure.partnership_trajectory[structure.school_partnership]
    codes = np.array(structure.school_postcode)

    antwerp = structure.school_region == REGIONS.index("antwerpen")
    assert set(codes[antwerp & (trajectory == 7)].tolist()) == {"2800"}
    assert len(set(codes[antwerp & (trajectory != 7)].tolist())) > 5


def test_leaders_when_a_school_sends_several_then_each_has_another_role() -> None:
    structure = make_world().structure
    pairs = list(zip(structure.leader_school.tolist(), structure.leader_role.tolist(), strict=True))

    assert len(pairs) == len(set(pairs))
    assert set(structure.leader_role.tolist()) == {0, 1, 2}
