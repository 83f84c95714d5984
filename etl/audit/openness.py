"""How far what is published leaves every small group open: its mean, and each of its answers.

Every world that fits is proof of what it shows. People of one atom are told apart by nothing, so within a
world a group that is part of an atom can be those of its people who answered lowest, or highest. The true
answers are the first world; then worlds in which many groups lie at an end at once; what is still closed is
asked alone, on atoms that are divided by these groups. Each moment is looked at first with the others held at
what they truly are; what that leaves closed, with all moments free.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from etl.audit.held import hold_others
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
    atoms = label_atoms(unit.rows)
    found = Openness()
    rooms = [Room(moment, atoms=atoms, k=k, every=thorough) for moment in unit.moments]
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
    if len(unit.moments) > 1 and not thorough:
        for room in rooms:
            held = hold_others(unit, room.moment)
            _ask_together(Worlds(held, atoms=atoms), rooms=[room], found=found)
            _ask_each(held, rooms=[room], found=found)
    _ask_all(unit, rooms=rooms, found=found, thorough=thorough)
    found.narrowest = min((room.find_narrowest() for room in rooms), default=np.inf)
    return found


def _ask_all(unit: Unit, *, rooms: list[Room], found: Openness, thorough: bool) -> None:
    """Ask about every moment together, and note what is closed."""
    if not thorough and not any(room.list_closed() for room in rooms):
        return
    atoms = np.unique([room.atoms for room in rooms], axis=1, return_inverse=True)[1].ravel()
    for room in rooms:
        room.divide(atoms)
    _ask_together(Worlds(unit, atoms=atoms), rooms=rooms, found=found)
    left = _ask_each(unit, rooms=rooms, found=found, every=thorough)
    for room, group in left:
        found.closed.extend(room.list_faults(group))
    found.complete = len(left) < _MOST_FAULTS


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


def _ask_each(
    unit: Unit, *, rooms: list[Room], found: Openness, every: bool = False
) -> list[tuple[Room, int]]:
    """Ask about what is not settled (or `every` group), on atoms in which each of these stands apart.

    Returns what stays closed; many of these are enough.
    """
    asked = [list(range(room.groups.count)) if every else room.list_closed() for room in rooms]
    if not any(asked):
        return []
    people = np.vstack([room.find_people(groups) for room, groups in zip(rooms, asked, strict=True)])
    labels = np.vstack([rooms[0].atoms, np.packbits(people, axis=0)])
    atoms = np.asarray(np.unique(labels, axis=1, return_inverse=True)[1], dtype=np.int64).ravel()
    for room in rooms:
        room.divide(atoms)
    worlds = Worlds(unit, atoms=atoms)
    left: list[tuple[Room, int]] = []
    for room, groups in zip(rooms, asked, strict=True):
        for group in groups:
            for costs in room.list_costs(group, thorough=every):
                _see(worlds.ask({room.moment.name: costs}), rooms=rooms, found=found)
            if room.is_closed(group):
                left.append((room, group))
                if len(left) == _MOST_FAULTS:
                    return left
    return left


def _see(world: dict[str, Numbers], *, rooms: list[Room], found: Openness) -> None:
    found.asked += 1
    for room in rooms:
        room.see(world[room.moment.name])
