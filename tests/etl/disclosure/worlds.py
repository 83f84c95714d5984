"""Every world of whole answers that fits what is published, one by one; and the plain linear programme."""

from itertools import product

import numpy as np
from scipy.optimize import linprog

from etl.disclosure.linear_model import Statement
from etl.disclosure.states import States


def list_worlds(cells: np.ndarray, *, statements: list[Statement], states: States) -> np.ndarray:
    """Worlds × people: the state of each person, in every world in which all statements are true."""
    worlds = np.array(list(product(range(states.count), repeat=cells.shape[1])))
    for one in statements:
        means = states.readings[one.reading][worlds][:, cells[one.cell]].mean(axis=1)
        worlds = worlds[(means >= one.low - 1e-9) & (means <= one.high + 1e-9)]
    return worlds


def find_linear_range(
    group: np.ndarray, *, reading: str, cells: np.ndarray, statements: list[Statement], states: States
) -> tuple[float, float]:
    """The least and most mean of `reading` over the people of `group`, a column a person and state."""
    people, count = cells.shape[1], states.count
    rows = [np.kron(cells[s.cell] / cells[s.cell].sum(), states.readings[s.reading]) for s in statements]
    above, below = np.array([s.high for s in statements]), np.array([s.low for s in statements])
    table = np.array(rows).reshape(-1, people * count)
    costs = np.kron(group / group.sum(), states.readings[reading])
    ends = [
        linprog(
            sign * costs,
            A_ub=np.vstack([table, -table]),
            b_ub=np.concatenate([above, -below]) + 1e-9,
            A_eq=np.kron(np.eye(people), np.ones(count)),
            b_eq=np.ones(people),
        ).fun
        for sign in (1, -1)
    ]
    return float(ends[0]), float(-ends[1])
