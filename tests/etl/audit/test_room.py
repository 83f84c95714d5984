"""Groups that are passed over at first sight are groups that stay open."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from etl.audit import room
from etl.audit.openness import measure_openness
from etl.audit.readings import make_ladder
from etl.audit.units import Line, Moment, Unit

PEOPLE, K = 30, 5
QUESTION = {"kind": "likert", "low": 1, "high": 3, "answers": "[]"}


def _draw_unit(seed: int) -> Unit:
    """A question of which the means of a few cells are told closely, and small cells of which nothing is."""
    rng = np.random.default_rng(seed)
    values = rng.choice([1.0, 2.0, 3.0], p=rng.dirichlet(np.ones(3)), size=PEOPLE)
    told = np.unique(rng.random((3, PEOPLE)) < 0.6, axis=0)
    hidden = np.array([np.isin(np.arange(PEOPLE), rng.choice(PEOPLE, size=n)) for n in (1, 2, 3, 4, 6)])
    cells = csr_array(np.concatenate([told, hidden]).astype(np.int8))
    moment = Moment("end", values, make_ladder(QUESTION, values=values, counts=[]), cells)
    lines = tuple(
        Line(n, "mean", "end", values[row].mean() - 0.02, values[row].mean() + 0.02)
        for n, row in enumerate(told)
    )
    return Unit("question", told, len(told), np.zeros((0, PEOPLE), dtype=bool), (moment,), lines, {})


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_what_is_closed_is_the_same_when_every_group_is_listed(seed):
    unit = _draw_unit(seed)
    few = measure_openness(unit, k=K)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(room, "find_tight", lambda moment, **_: np.ones(moment.values.size, dtype=bool))
        every = measure_openness(unit, k=K)

    assert few.groups <= every.groups
    assert {(c.size, c.answer) for c in few.closed} == {(c.size, c.answer) for c in every.closed}
