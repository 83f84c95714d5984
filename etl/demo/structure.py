"""Who takes part in the demo world: partnerships, schools and leaders of the ten trajectories."""

from dataclasses import dataclass

import numpy as np

from etl.demo.draws import Ints, draw_categories, list_odds, rank_within
from etl.demo.practice import LEVEL_ODDS, MECHELEN, POSTCODES, PRACTICES

LEADERS = 492
_PARTNERSHIPS = (10, 7, 9, 8, 10, 9, 9, 8, 7, 8)
_KNOWN = 1
"""Index of the one trajectory (PI 2) of which the real count is known …"""
_KNOWN_LEADERS = 53
_SMALLEST, _LARGEST = 4, 9
LEVELS = tuple(LEVEL_ODDS)
REGIONS = tuple(POSTCODES)
NETS = ("go", "ogo", "vgo")


class DemoSizeError(ValueError):
    """The world cannot have so few leaders."""


@dataclass(frozen=True)
class Structure:
    """Indices into each other, one entry a partnership, school or leader.

    Leaders stand in the order of their schools, schools in that of their partnerships, partnerships
    in that of the trajectories.
    """

    partnership_trajectory: Ints
    school_partnership: Ints
    school_level: Ints
    school_region: Ints
    school_net: Ints
    school_postcode: tuple[str, ...]
    leader_school: Ints
    leader_role: Ints
    small_partnership: int

    @property
    def leader_partnership(self) -> Ints:
        """The partnership of each leader."""
        return self.school_partnership[self.leader_school]

    @property
    def leader_trajectory(self) -> Ints:
        """The trajectory of each leader."""
        return self.partnership_trajectory[self.leader_partnership]


def draw_structure(
    *, leaders: int, trajectory_levels: tuple[tuple[str, ...], ...], rng: np.random.Generator
) -> Structure:
    """`leaders` leaders in partnerships of 4 to 9, each of at least 4 schools but one (of 3).

    Raises:
        DemoSizeError: if `leaders` is too small for ten trajectories.
    """
    counts = share_partnerships(leaders)
    trajectory = np.repeat(np.arange(len(counts)), counts)
    sizes = _draw_sizes(counts, leaders, rng)
    small = int(np.argmin(np.abs(sizes - 6)))
    school_counts = 4 + rng.binomial(sizes - 4, 0.55)
    school_counts[small] = 3
    school_partnership = np.repeat(np.arange(len(sizes)), school_counts)
    levels, regions, nets = _draw_school_kinds(trajectory, school_partnership, trajectory_levels, rng)
    leader_school, role = _seat_leaders(sizes, school_counts, rng)
    return Structure(
        partnership_trajectory=trajectory,
        school_partnership=school_partnership,
        school_level=levels,
        school_region=regions,
        school_net=nets,
        school_postcode=_draw_postcodes(regions, trajectory[school_partnership], rng),
        leader_school=leader_school,
        leader_role=role,
        small_partnership=small,
    )


def share_partnerships(leaders: int) -> Ints:
    """Partnerships of each trajectory: 85 for 492 leaders, in proportion for more or fewer."""
    total = max(len(_PARTNERSHIPS), round(leaders * sum(_PARTNERSHIPS) / LEADERS))
    exact = np.array(_PARTNERSHIPS) * total / sum(_PARTNERSHIPS)
    counts = np.maximum(1, np.floor(exact).astype(np.int64))
    for n in np.argsort(counts - exact, kind="stable"):
        counts[n] += int(counts.sum() < total)
    while counts.sum() > total:
        counts[np.argmax(counts)] -= 1
    return counts


def _draw_sizes(counts: Ints, leaders: int, rng: np.random.Generator) -> Ints:
    known, total = int(counts[_KNOWN]), int(counts.sum())
    inside = min(max(round(leaders * _KNOWN_LEADERS / LEADERS), _SMALLEST * known), _LARGEST * known)
    start = int(counts[:_KNOWN].sum())
    others = _vary_sizes(total - known, leaders - inside, rng)
    return np.insert(others, start, _vary_sizes(known, inside, rng))


def _vary_sizes(count: int, total: int, rng: np.random.Generator) -> Ints:
    """`count` sizes with sum `total`: even ones, then some leaders moved from one to another."""
    if not _SMALLEST * count <= total <= _LARGEST * count:
        raise DemoSizeError(_SMALLEST * len(_PARTNERSHIPS))
    sizes = np.full(count, total // count)
    sizes[: total % count] += 1
    for _ in range(5):
        order = rng.permutation(count)
        givers, takers = order[: count // 2], order[count // 2 : 2 * (count // 2)]
        moves = (sizes[givers] > _SMALLEST) & (sizes[takers] < _LARGEST)
        sizes[givers[moves]] -= 1
        sizes[takers[moves]] += 1
    return sizes


def _draw_school_kinds(
    trajectory: Ints,
    partnership: Ints,
    trajectory_levels: tuple[tuple[str, ...], ...],
    rng: np.random.Generator,
) -> tuple[Ints, Ints, Ints]:
    """Levels, regions and nets: a school mostly has those of its partnership."""
    levels = [{name: LEVEL_ODDS[name] for name in names} for names in trajectory_levels]
    return (
        _draw_mostly_shared(list_odds(levels, LEVELS), trajectory, partnership, rng),
        _draw_mostly_shared(list_odds([p.regions for p in PRACTICES], REGIONS), trajectory, partnership, rng),
        _draw_mostly_shared(list_odds([p.nets for p in PRACTICES], NETS), trajectory, partnership, rng),
    )


def _draw_mostly_shared(
    odds: np.ndarray, trajectory: Ints, partnership: Ints, rng: np.random.Generator
) -> Ints:
    shared = draw_categories(odds[trajectory], rng)[partnership]
    own = draw_categories(odds[trajectory[partnership]], rng)
    return np.where(rng.random(len(partnership)) < 0.85, shared, own)


def _draw_postcodes(regions: Ints, trajectory: Ints, rng: np.random.Generator) -> tuple[str, ...]:
    """A postcode of the region; in Antwerp, the trajectory of Mechelen only recruits in Mechelen."""
    draws = rng.random(len(regions))
    names = [POSTCODES[REGIONS[region]] for region in regions]
    drawn = [codes[int(draw * len(codes))] for codes, draw in zip(names, draws, strict=True)]
    only_mechelen = (trajectory == 7) & (regions == REGIONS.index("antwerpen"))
    return tuple(MECHELEN if only else code for only, code in zip(only_mechelen, drawn, strict=True))


def _seat_leaders(sizes: Ints, school_counts: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """The school and role (0 = first of the school) of each leader: one to three a school."""
    school_partnership = np.repeat(np.arange(len(sizes)), school_counts)
    seat_school = np.repeat(np.arange(len(school_partnership)), 2)
    extra = rank_within(school_partnership[seat_school], rng) < np.repeat(
        sizes - school_counts, 2 * school_counts
    )
    people = 1 + np.bincount(seat_school[extra], minlength=len(school_partnership))
    school = np.repeat(np.arange(len(people)), people)
    role = np.arange(len(school)) - np.repeat(np.cumsum(people) - people, people)
    return school, role
