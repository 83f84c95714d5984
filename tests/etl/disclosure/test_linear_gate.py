from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from etl.disclosure.atoms import divide
from etl.disclosure.linear_gate import gate_statements
from etl.disclosure.linear_model import Statement
from etl.disclosure.rounding import show_means, show_shares
from etl.disclosure.states import list_item_states, list_scale_states, mix_single
from etl.disclosure.targets import find_published_atoms, list_targets, mark_people
from tests.etl.disclosure.separable import draw_cells
from tests.etl.disclosure.worlds import find_linear_range, list_worlds

FIVE = list_item_states([1, 2, 3, 4, 5], point=1.0)


def _state_mean(cell: int, answers: np.ndarray, members: np.ndarray, *, bundle: int = 0) -> Statement:
    mean, n = answers[members].mean(), int(members.sum())
    shown = show_means(np.array([mean]), n=np.array([n]), lowest=1.0, highest=5.0, point=1.0)
    return Statement(cell, "mean", float(shown.low[0]), float(shown.high[0]), float(n), bundle)


def _state_shares(cell: int, answers: np.ndarray, members: np.ndarray, *, bundle: int) -> list[Statement]:
    return [
        Statement(cell, f"share_{code}", float(shown.low[0]), float(shown.high[0]), n + 0.5, bundle)
        for code in range(1, 6)
        for n in [float(members.sum())]
        for shown in [show_shares(np.array([(answers[members] == code).mean()]))]
    ]


def _gate(cells: np.ndarray, answers: np.ndarray, statements: list[Statement], *, k: int = 5):
    return gate_statements(
        cells, statements=statements, states=FIVE, truth=mix_single(FIVE, answers.astype(float)), k=k
    )


def test_gate_when_a_total_is_stated_then_nothing_is_dropped():
    answers = np.tile([1, 2, 3, 4, 5], 6)
    cells = np.array([np.ones(30, dtype=bool), np.arange(30) < 3])

    gated = _gate(cells, answers, [_state_mean(0, answers, cells[0])])

    assert gated.dropped == ()
    assert gated.questions == 0


def test_gate_when_five_people_nearly_all_agree_then_the_mean_tells_four_of_them_and_is_dropped():
    answers = np.array([1, 1, 1, 1, 2])
    cells = np.array([np.ones(5, dtype=bool), np.arange(5) < 4])

    assert _gate(cells, answers, [_state_mean(0, answers, cells[0])]).dropped == (0,)


def test_gate_when_two_totals_differ_by_four_then_the_cheaper_is_dropped():
    answers = np.tile([2, 4, 3], 7)[:20]
    cells = np.array([np.ones(20, dtype=bool), np.arange(20) < 16])
    statements = [_state_mean(n, answers, cells[n], bundle=n) for n in (0, 1)]

    assert _gate(cells, answers, statements).dropped == (1,)


def test_gate_when_two_totals_differ_by_a_fifth_of_many_then_both_stay():
    answers = np.tile([1, 2, 3, 4, 5], 20)
    cells = np.array([np.ones(100, dtype=bool), np.arange(100) < 80, np.arange(100) < 3])
    statements = [_state_mean(n, answers, cells[n], bundle=n) for n in (0, 1)]

    assert _gate(cells, answers, statements).dropped == ()


def test_gate_when_everybody_but_two_answered_the_same_then_the_shares_fall_as_a_whole():
    """Uncoded shares: eight of ten said 4, so that four people surely hold somebody who did."""
    answers = np.array([4] * 8 + [3, 5])
    cells = np.array([np.ones(10, dtype=bool), np.arange(10) < 4])
    mean = _state_mean(0, answers, cells[0], bundle=0)
    shares = _state_shares(0, answers, cells[0], bundle=1)

    gated = _gate(cells, answers, [mean, *shares])

    assert 1 in gated.dropped


def test_gate_when_only_the_whole_numbers_between_the_bounds_are_one_then_the_answer_is_certain():
    """3.3 to 4.4 is wider than a point, but only 4 is an answer; as a scale it stays."""
    people = np.ones((1, 1), dtype=bool)
    statement = [Statement(0, "mean", 3.3, 4.4, 1.0, 0)]
    scale = list_scale_states(lowest=1.0, highest=5.0, step=0.1, point=1.0)
    value = np.array([4.0])

    gated = gate_statements(people, statements=statement, states=FIVE, truth=mix_single(FIVE, value), k=2)
    assert gated.dropped == (0,)
    kept = gate_statements(people, statements=statement, states=scale, truth=mix_single(scale, value), k=2)
    assert kept.dropped == ()


def test_gate_when_the_statements_contradict_the_answers_then_it_refuses():
    cells = np.ones((1, 6), dtype=bool)

    with pytest.raises(ValueError, match="not within"):
        _gate(cells, np.full(6, 3), [Statement(0, "mean", 3.2, 3.3, 1.0, 0)])


def test_gate_when_nothing_is_stated_or_nobody_answered_then_nothing_is_dropped():
    assert _gate(np.ones((1, 6), dtype=bool), np.full(6, 3), []).dropped == ()
    nobody = np.zeros((1, 0), dtype=bool)
    assert _gate(nobody, np.zeros(0), []).targets == 0


def _draw_case(seed: int, *, people: int, shares: bool):
    rng = np.random.default_rng(seed)
    cells = draw_cells(rng, people=people, cells=4)
    answers = rng.choice([1, 2, 3, 4, 5], p=rng.dirichlet(np.ones(5)), size=people)
    statements: list[Statement] = []
    for cell, members in enumerate(cells):
        if members.sum() >= 3:
            statements.append(_state_mean(cell, answers, members, bundle=2 * cell))
            if shares:
                statements += _state_shares(cell, answers, members, bundle=2 * cell + 1)
    return cells, answers, statements


def _list_groups(cells: np.ndarray, statements: list[Statement], *, k: int) -> np.ndarray:
    """The people of each small group: groups × people."""
    pieces = divide(csr_array(cells))
    published = np.unique([one.cell for one in statements]).astype(np.int64)
    atoms = find_published_atoms(pieces, published=published)
    return mark_people(list_targets(pieces, atoms=atoms, k=k).groups, pieces=pieces)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), shares=st.booleans())
def test_gate_when_a_plain_programme_asks_every_group_then_what_stays_is_open(seed, shares):
    cells, answers, statements = _draw_case(seed, people=12, shares=shares)
    gated = _gate(cells, answers, statements, k=4)
    standing = [one for one in statements if one.bundle not in gated.dropped]

    for group in _list_groups(cells, statements, k=4):
        people = group.astype(float)
        least, most = find_linear_range(people, reading="mean", cells=cells, statements=standing, states=FIVE)
        assert most - least >= 1 - 1e-5
        for code in range(1, 6):
            least, _ = find_linear_range(
                people, reading=f"share_{code}", cells=cells, statements=standing, states=FIVE
            )
            assert least <= 1e-5


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_gate_when_every_world_of_whole_answers_is_listed_then_small_groups_stay_open(seed):
    cells, answers, statements = _draw_case(seed, people=6, shares=False)
    gated = _gate(cells, answers, statements, k=3)
    standing = [one for one in statements if one.bundle not in gated.dropped]
    worlds = list_worlds(cells, statements=standing, states=FIVE) + 1

    assert (worlds == answers).all(axis=1).any()
    for group in _list_groups(cells, statements, k=3):
        inside = worlds[:, group]
        means = inside.mean(axis=1)
        assert means.max() - means.min() >= 1
        assert all((inside != code).all(axis=1).any() for code in range(1, 6))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_gate_when_it_drops_nothing_needed_then_the_dropped_would_tell_a_group(seed):
    """The positive control: what is dropped first really closes a group in the worlds that fit all."""
    cells, answers, statements = _draw_case(seed, people=6, shares=False)
    gated = _gate(cells, answers, statements, k=3)
    worlds = list_worlds(cells, statements=statements, states=FIVE) + 1
    groups = _list_groups(cells, statements, k=3)
    spans = [float(np.ptp(worlds[:, group].mean(axis=1))) for group in groups]
    surely = [any((worlds[:, g] == c).any(axis=1).all() for c in range(1, 6)) for g in groups]
    told = any(span < 1 for span in spans) or any(surely)

    assert told == bool(gated.dropped)


def test_targets_are_small_cells_their_differences_atoms_and_pairs_of_atoms():
    groups = np.array([0] * 2 + [1] * 2 + [2] * 6 + [3] * 1)
    everybody, most, hidden = np.ones(11, bool), groups <= 2, groups == 1
    cells = np.array([everybody, most, (groups == 0) | (groups == 2), hidden])
    pieces = divide(csr_array(cells))
    atoms = find_published_atoms(pieces, published=np.array([0, 1, 2]))

    targets = list_targets(pieces, atoms=atoms, k=4)

    found = {frozenset(groups[people]) for people in mark_people(targets.groups, pieces=pieces)}
    assert found == {frozenset({3}), frozenset({1}), frozenset({1, 3})}
    assert targets.sizes.tolist() == [1, 2, 3]


def test_targets_when_atoms_are_paired_then_every_pair_below_k_is_there():
    cells = np.array([np.arange(12) // 2 == place for place in range(6)])
    pieces = divide(csr_array(cells))

    targets = list_targets(pieces, atoms=find_published_atoms(pieces, published=np.arange(6)), k=5)

    assert targets.sizes.tolist() == [2] * 6 + [4] * len(list(combinations(range(6), 2)))
