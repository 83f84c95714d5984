"""How far what is published leaves every small group open: its mean, and each of its answers.

Every world that fits is proof of what it shows. People of one atom are told apart by nothing, so within a
world a group that is part of an atom can be those of its people who answered lowest, or highest. The true
answers are the first world; then worlds in which many groups lie at an end at once; what is still closed is
asked alone, on atoms that are divided by the group.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from etl.audit.places import Numbers
from etl.audit.room import Closed, Room
from etl.audit.small_groups import label_atoms
from etl.audit.units import Unit
from etl.audit.worlds import Worlds

_ROUNDS = 12
_GAIN = 8
_MOST_FAULTS = 20
"""So many faults of one unit are enough to refuse a release."""


@dataclass
class Openness:
    """`narrowest`: no group was seen to have a narrower interval, in scale points. `groups`: how many were
    looked at, in all moments. `asked`: questions to the solver. `complete`: whether every group was settled.
    """

    narrowest: float = np.inf
    groups: int = 0
    asked: int = 0
    closed: list[Closed] = field(default_factory=list)
    complete: bool = True


def measure_openness(unit: Unit, *, k: int, thorough: bool = False) -> Openness:
    """How open every small group of a unit is.

    Args:
        unit: what is published of an indicator.
        k: the smallest group that may be told.
        thorough: ask the solver for every group, instead of those that other worlds left closed, and count
            who improved, stayed or worsened in.
    """
    if not thorough:
        # The pairs of answers make the programme ten times as slow; the gate has looked at them.
        unit = replace(unit, pairs={}, lines=tuple(line for line in unit.lines if not line.pair))
    atoms = label_atoms(unit.published)
    found = Openness()
    rooms = [Room(moment, atoms=atoms, k=k) for moment in unit.moments]
    rooms = [room for room in rooms if room.groups.count and room.has_questions]
    found.groups = sum(room.groups.count for room in rooms)
    if not rooms or not unit.lines:
        return found
    worlds = Worlds(unit, atoms=atoms)
    if not worlds.holds(worlds.find_truth()):
        found.closed.append(Closed("", 0, None, None))
        found.complete = False
        return found
    for room in rooms:
        room.see_truth()
    _ask_together(worlds, rooms=rooms, found=found)
    _ask_each(unit, rooms=rooms, found=found, thorough=thorough)
    found.narrowest = min((room.find_narrowest() for room in rooms), default=np.inf)
    return found


def _ask_together(worlds: Worlds, *, rooms: list[Room], found: Openness) -> None:
    """Worlds in which many groups lie at an end at once."""
    draw = np.random.default_rng(1)
    for _ in range(_ROUNDS):
        before = sum(room.count_questions() for room in rooms)
        if before < _GAIN:
            return
        drawn = {room.moment.name: room.draw_costs(draw) for room in rooms}
        for turn in (0, 1):
            world = worlds.ask({name: costs[turn] for name, costs in drawn.items()})
            _see(world, rooms=rooms, found=found)
        if before - sum(room.count_questions() for room in rooms) < _GAIN:
            return


def _ask_each(unit: Unit, *, rooms: list[Room], found: Openness, thorough: bool) -> None:
    """Ask about what is left, on atoms in which each of these groups stands apart."""
    asked = [range(room.groups.count) if thorough else room.list_closed() for room in rooms]
    if not any(asked):
        return
    people = [room.find_people(list(groups)) for room, groups in zip(rooms, asked, strict=True)]
    atoms = label_atoms(np.vstack([unit.published, *people]))
    for room in rooms:
        room.divide(atoms)
    worlds = Worlds(unit, atoms=atoms)
    for room, groups in zip(rooms, asked, strict=True):
        for group in groups:
            if len(found.closed) >= _MOST_FAULTS:
                found.complete = False
                return
            for costs in room.list_costs(group, thorough=thorough):
                _see(worlds.ask({room.moment.name: costs}), rooms=rooms, found=found)
            found.closed.extend(room.list_faults(group))


def _see(world: dict[str, Numbers], *, rooms: list[Room], found: Openness) -> None:
    found.asked += 1
    for room in rooms:
        room.see(world[room.moment.name])
