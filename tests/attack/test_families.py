"""A scale and its questions together: what neither tells alone, they tell together."""

import numpy as np

from tests.attack.attacker import Sight, attack
from tests.attack.bounds import Clue
from tests.attack.families import Family, attack_family

PEOPLE, K = 30, 5
HIDDEN = 3
"""So many people are in the questions' row and not in the scale's."""
EVERYBODY = np.ones(PEOPLE, dtype=bool)
MOST = np.arange(PEOPLE) >= HIDDEN
NEARLY = 0.005


def _see(name: str, row: np.ndarray, *, reading: str = "mean", codes: tuple[int, ...] = ()) -> Sight:
    clue = Clue(0, reading, 3.0 - NEARLY, 3.0 + NEARLY)
    return Sight(name, "end", row[None], (clue,), 1.0, 5.0, codes)


def _make(scale: Sight) -> Family:
    codes = (1, 2, 3, 4, 5)
    questions = tuple(_see(name, EVERYBODY, codes=codes) for name in ("one", "two"))
    return Family(scale, questions, np.ones((2, PEOPLE), dtype=bool), np.array([1.0, 1.0]))


def test_family_when_the_scale_leaves_out_three_people_whom_the_questions_count_then_they_are_found():
    family = _make(_see("scale", MOST))

    found = list(attack_family(family, k=K, most=60))

    assert ("scale", tuple(range(HIDDEN))) in {(one.indicator_id, one.people) for one in found}
    assert [one for sight in (family.scale, *family.questions) for one in attack(sight, k=K)] == []


def test_family_when_the_scale_counts_the_same_people_then_nothing_is_found():
    assert list(attack_family(_make(_see("scale", EVERYBODY)), k=K, most=60)) == []


def test_family_when_three_people_skip_a_question_then_their_score_is_the_answer_to_the_other():
    answered = np.ones((2, PEOPLE), dtype=bool)
    answered[1, :HIDDEN] = False
    codes = (1, 2, 3, 4, 5)
    questions = (_see("one", EVERYBODY, codes=codes), _see("two", MOST, codes=codes))
    family = Family(_see("scale", MOST), questions, answered, np.array([1.0, -1.0]))

    found = list(attack_family(family, k=K, most=60))

    assert {one.indicator_id for one in found if one.people == tuple(range(HIDDEN))} == {"scale", "one"}
