"""Memberships of the programme's shape: 85 partnerships, 492 people, 10 trajectories, 4 levels, 6 regions."""

import numpy as np
import polars as pl

from etl.disclosure.membership import Base, make_base
from etl.lattice import Lattice, build_lattice
from schemas.table import empty_frame
from schemas.warehouse import Leaders, Partnerships

PEOPLE, PARTNERSHIPS, TRAJECTORIES = 492, 85, 10
LEVELS = ("basis-gewoon", "basis-buitengewoon", "secundair-gewoon", "secundair-buitengewoon")
REGIONS = ("antwerpen", "brussel", "limburg", "oost-vlaanderen", "vlaams-brabant", "west-vlaanderen")
_LEVEL_ODDS = (0.55, 0.08, 0.29, 0.08)


def draw_lattice(seed: int, *, people: int = PEOPLE, partnerships: int = PARTNERSHIPS) -> Lattice:
    """People in partnerships that mostly lie in one region and one level, with some who do not."""
    rng = np.random.default_rng(seed)
    home_region = rng.integers(len(REGIONS), size=partnerships)
    home_level = rng.choice(len(LEVELS), p=_LEVEL_ODDS, size=partnerships)
    member = np.sort(rng.integers(partnerships, size=people))
    strays = rng.random((2, people)) < np.array([[0.15], [0.25]])
    region = np.where(strays[0], rng.integers(len(REGIONS), size=people), home_region[member])
    level = np.where(strays[1], rng.choice(len(LEVELS), p=_LEVEL_ODDS, size=people), home_level[member])
    trajectory = [f"pi-{number % TRAJECTORIES + 1}" for number in member]
    rows = {
        "leader_id": [f"{number:020x}" for number in range(people)],
        "partnership_id": [f"swv-{number}" for number in member],
        "trajectory_id": trajectory,
        "level": [LEVELS[number] for number in level],
        "region": [REGIONS[number] for number in region],
    }
    leaders = pl.concat([empty_frame(Leaders), pl.DataFrame(rows)], how="diagonal")
    named = leaders.select("partnership_id", "trajectory_id", name="partnership_id").unique()
    return build_lattice(
        leaders=leaders, partnerships=named.select(list(Partnerships.to_schema().columns)).sort("name")
    )


def draw_base(seed: int, *, name: str = "end", people: int = PEOPLE, answering: float = 0.7) -> Base:
    """A share `answering` of the people."""
    given = np.random.default_rng([seed, *name.encode()]).random(people) < answering
    return make_base(name, pl.Series(np.flatnonzero(given)))
