import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.disclosure.linear_gate import gate_statements
from etl.disclosure.linear_model import Statement
from etl.disclosure.states import (
    States,
    list_item_states,
    list_paired_states,
    list_scale_states,
    mix_paired,
    mix_single,
)

ITEM = list_item_states([1, 2, 3, 4, 5], point=1.0)
SCALE = list_scale_states(lowest=1.0, highest=5.0, step=0.25, point=1.0)
PAIRED = list_paired_states(lowest=1.0, highest=5.0, step=0.25, point=1.0)
quarters = st.integers(4, 20).map(lambda number: number / 4)


def _read(states: States, mixtures: np.ndarray, reading: str) -> np.ndarray:
    return mixtures @ states.readings[reading]


def test_item_has_a_state_an_answer_and_its_shares_are_what_must_not_be_certain():
    assert ITEM.count == 5
    assert ITEM.certain == ("share_1", "share_2", "share_3", "share_4", "share_5")
    assert ITEM.readings["top2"].tolist() == [0, 0, 0, 1, 1]
    assert mix_single(ITEM, np.array([1.0, 4.0])).tolist() == [[1, 0, 0, 0, 0], [0, 0, 0, 1, 0]]


def test_option_that_is_ticked_or_not_has_two_states():
    assert list_item_states([0, 1], point=1.0, top=1).readings["top2"].tolist() == [0, 1]


def test_scale_score_is_a_mixture_of_its_ends():
    assert mix_single(SCALE, np.array([1.0, 4.0, 5.0])).tolist() == [[1, 0], [0.25, 0.75], [0, 1]]


@settings(deadline=None)
@given(st.lists(st.tuples(quarters, quarters), min_size=1, max_size=20))
def test_paired_answers_are_read_back_from_their_mixtures(pairs):
    before, after = np.array(pairs).T

    mixtures = mix_paired(PAIRED, before=before, after=after)

    assert mixtures.min() >= 0
    assert np.allclose(mixtures.sum(axis=1), 1)
    assert np.allclose(_read(PAIRED, mixtures, "mean_from"), before)
    assert np.allclose(_read(PAIRED, mixtures, "change"), after - before)
    for name, flags in (("improved", after > before), ("same", after == before), ("worse", after < before)):
        assert np.allclose(_read(PAIRED, mixtures, name), flags)


def test_change_smaller_than_the_step_is_refused():
    with pytest.raises(ValueError, match="smaller than the step"):
        mix_paired(PAIRED, before=np.array([2.0]), after=np.array([2.1]))


def test_option_at_two_moments_has_four_states():
    states = list_paired_states(lowest=0.0, highest=1.0, step=1.0, point=1.0)
    moments = np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.0, 1.0, 0.0, 1.0])

    mixtures = mix_paired(states, before=moments[0], after=moments[1])

    assert states.count == 4
    assert np.allclose(_read(states, mixtures, "change"), moments[1] - moments[0])


def test_change_of_two_groups_that_differ_by_three_people_tells_these_and_is_dropped():
    """The positive control for paired answers: both changes in full, three people between them."""
    before, after = np.tile([2.0, 3.0, 4.0], 4), np.tile([3.0, 4.0, 4.0], 4)
    cells = np.array([np.ones(12, dtype=bool), np.arange(12) < 9])
    statements = []
    for cell, members in enumerate(cells):
        for reading, values in (("mean_from", before), ("mean_to", after), ("change", after - before)):
            mean = float(values[members].mean())
            bundle = len(statements)
            statements.append(Statement(cell, reading, mean - 0.05, mean + 0.05, 10.0 - cell, bundle))
    truth = mix_paired(PAIRED, before=before, after=after)

    gated = gate_statements(cells, statements=statements, states=PAIRED, truth=truth, k=5)

    assert gated.dropped
    assert set(gated.dropped) <= {3, 4, 5}
    total = gate_statements(cells, statements=statements[:3], states=PAIRED, truth=truth, k=5)
    assert total.dropped == ()
