"""Which cells and pools are offered to each group of respondents, and in which order.

Groups of the same moments differ only in who skipped a question. So that neighbours on a screen show the same
cells, one choice is made for each set of moments, on everybody who answered any of it; each group is then
held to it (`etl.disclosure.unit`). Pools that another choice made come before new ones.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from etl.disclosure.membership import Base, Cell, list_cells, make_base
from etl.disclosure.modular import Ints
from etl.disclosure.policy import Policy
from etl.disclosure.pools import POOL_RULES
from etl.disclosure.rules import PAIRS
from etl.disclosure.selection import Choice, choose_cells
from etl.groups import Group
from etl.lattice import Lattice, Pool
from etl.measures.scope import ONE_WAY
from etl.respondents import Respondents


@dataclass(frozen=True)
class Offers:
    """`by_name`: for each name of a group, the cells and pools chosen for it, in order.

    `log`: one row an offer, with the reason: for the steward. `pools`: every pool that was chosen.
    """

    by_name: dict[str, tuple[Cell, ...]]
    log: pl.DataFrame

    @property
    def pools(self) -> list[Pool]:
        """Every pool of some choice, in order of its id."""
        chosen = {cell.cell_id: cell for cells in self.by_name.values() for cell in cells if cell.is_pooled}
        return [Pool(cell.cell_id, cell.kind, cell.members, cell.parts) for _, cell in sorted(chosen.items())]


def make_offers(
    respondents: Respondents, *, lattice: Lattice, policy: Policy, is_open: Callable[[Group], bool]
) -> Offers:
    """The cells to offer to each group, by its name.

    Args:
        respondents: who stands behind each group.
        lattice: the own cells.
        policy: the thresholds.
        is_open: whether people may still answer; then only the total is offered.

    Raises:
        ValueError: if a choice could not be proved.
    """
    own = list_cells(lattice)
    open_names = {group.name for group in respondents.groups if is_open(group)}
    chosen: dict[str, Choice] = {}
    for name, base, narrow in _list_bases(respondents):
        kinds = (
            ("total",)
            if name in open_names
            else _find_kinds(name, narrow=narrow, people=base.leaders.size, policy=policy)
        )
        pools = [cell for choice in chosen.values() for cell in choice.cells if cell.is_pooled]
        choice = choose_cells(
            [cell for cell in own if cell.kind in kinds],
            bases=[base],
            k=policy.k,
            rules=() if narrow or name in open_names else POOL_RULES,
            pools=list({pool.cell_id: pool for pool in pools}.values()),
        )
        if not choice.proved:
            raise ValueError(f"the choice for {name} could not be proved")
        chosen[name] = choice
    logs = [choice.log.with_columns(group=pl.lit(name)) for name, choice in chosen.items()]
    return Offers(
        by_name={name: choice.cells for name, choice in chosen.items()},
        log=pl.concat(logs) if logs else pl.DataFrame(),
    )


def _list_bases(respondents: Respondents) -> list[tuple[str, Base, bool]]:
    """Each name with everybody in a group of that name, the largest first, and whether it is narrow."""
    groups = respondents.groups
    names = pl.DataFrame({"group": range(len(groups)), "name": [g.name for g in groups]})
    placed = respondents.people.join(names.cast({"group": pl.UInt16}), on="group")
    narrow: dict[str, bool] = {}
    for group in groups:
        narrow[group.name] = narrow.get(group.name, True) and (group.narrow or group.is_roster)
    found = {str(name): part["leader"] for (name,), part in placed.group_by("name")}
    bases = [(name, make_base(name, leaders), narrow[name]) for name, leaders in found.items()]
    return sorted(bases, key=lambda one: (-one[1].leaders.size, one[0]))


def _find_kinds(name: str, *, narrow: bool, people: int, policy: Policy) -> tuple[str, ...]:
    if name == Group("", (), (), is_roster=True).name:
        return (*ONE_WAY, *PAIRS)
    if narrow:
        return ONE_WAY
    groups = () if people > policy.partnerships_up_to else ("partnership",)
    return (*ONE_WAY, *PAIRS, *groups, "trajectory_level_region")


def index_people(people: pl.DataFrame, *, groups: int) -> list[Ints]:
    """The leaders of each of so many groups, sorted, from `Respondents.people`."""
    found = [np.empty(0, dtype=np.int64)] * groups
    for (group,), part in people.group_by("group"):
        found[int(str(group))] = part["leader"].cast(pl.Int64).sort().to_numpy()
    return found
