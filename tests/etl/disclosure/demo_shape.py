"""Memberships of the programme's shape: 85 partnerships, 492 people, 10 trajectories, 4 levels, 6 regions."""

import numpy as np
import polars as pl

from etl.demo.structure import LEVELS, REGIONS, draw_structure
from etl.disclosure.membership import Base, make_base
from etl.lattice import Lattice, build_lattice
from schemas.table import empty_frame
from schemas.warehouse import Leaders, Partnerships

PEOPLE = 492
_BASIS, _SECUNDAIR = LEVELS[:2], LEVELS[2:]
_LEVELS_OF = (LEVELS, LEVELS, _SECUNDAIR, LEVELS, LEVELS, LEVELS, _BASIS, LEVELS, _SECUNDAIR, LEVELS)


def draw_lattice(seed: int, *, people: int = PEOPLE) -> Lattice:
    """The example programme's own world: partnerships, schools and leaders of ten trajectories."""
    world = draw_structure(leaders=people, trajectory_levels=_LEVELS_OF, rng=np.random.default_rng(seed))
    school = world.leader_school
    rows = {
        "leader_id": [f"{number:020x}" for number in range(people)],
        "partnership_id": [f"swv-{number}" for number in world.leader_partnership],
        "trajectory_id": [f"pi-{number + 1}" for number in world.leader_trajectory],
        "level": [LEVELS[number] for number in world.school_level[school]],
        "region": [REGIONS[number] for number in world.school_region[school]],
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
