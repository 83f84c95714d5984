from dataclasses import replace

import numpy as np
import pytest

from etl.disclosure.judge import CirculatingError, judge_unit
from etl.disclosure.membership import Cell
from etl.disclosure.states import list_choice_states, list_item_states, list_scale_states
from etl.disclosure.unit import Answers, Line, Stated, Unit

PEOPLE = 30
EVERYBODY = np.arange(PEOPLE, dtype=np.int64)
SCALE = list_scale_states(lowest=1.0, highest=5.0, step=0.25, point=1.0)


def _cell(name: str, leaders: np.ndarray, kind: str = "trajectory") -> Cell:
    return Cell(name, kind, (name,), (None, None, None, None), np.sort(leaders))


CELLS = [
    _cell("total", EVERYBODY, "total"),
    _cell("most", EVERYBODY[:26]),  # all but four
    _cell("half", EVERYBODY[:15]),
    _cell("few", EVERYBODY[26:]),
]


def _unit(**changes: object) -> Unit:
    values = np.tile([2.0, 3.0, 4.0], PEOPLE // 3)
    given: dict[str, object] = {
        "indicator_id": "x",
        "bases": (EVERYBODY,),
        "offers": ((0, 0), (0, 1), (0, 2), (0, 3)),
        "lines": (),
        "states": {"end": SCALE},
        "answers": {"end": Answers(EVERYBODY, values)},
        "contrasts": {},
    }
    return Unit(**{**given, **changes})  # type: ignore[arg-type]


def _accepted(unit: Unit) -> list[str]:
    return [CELLS[cell].cell_id for _, cell, _ in judge_unit(unit, cells=CELLS, k=5).accepted]


def test_cell_that_leaves_four_people_by_subtraction_is_refused():
    judged = judge_unit(_unit(), cells=CELLS, k=5)

    assert _accepted(_unit()) == ["total", "half"]
    assert {(CELLS[c].cell_id, why) for _, c, why in judged.refused} == {
        ("most", "refused"),
        ("few", "too_few"),
    }


def test_two_bases_of_the_same_answers_are_judged_together():
    """Begin of everybody and begin of the 26 who also answered the end differ by four people."""
    apart = _unit(bases=(EVERYBODY[:26],), offers=((0, 0),))
    together = _unit(bases=(EVERYBODY, EVERYBODY[:26]), offers=((0, 0), (1, 0)))

    assert _accepted(apart) == ["total"]
    assert [(b, c) for b, c, _ in judge_unit(together, cells=CELLS, k=5).accepted] == [(0, 0)]


def test_what_an_earlier_release_told_counts():
    told = _unit(circulating=(EVERYBODY[:26],))

    assert _accepted(told) == ["most", "half"]  # not the total: it would tell of the other four


def test_earlier_releases_that_already_tell_of_a_small_group_let_nothing_through():
    with pytest.raises(CirculatingError, match="x"):
        judge_unit(_unit(circulating=(EVERYBODY, EVERYBODY[:26])), cells=CELLS, k=5)


def test_mean_that_nearly_tells_each_answer_falls_with_its_bundle_and_no_other():
    answers = np.where(EVERYBODY < 15, 1.0, 3.0 + EVERYBODY % 2)
    lines = (
        Line(0, 0, "mean@end", 2.2, 2.3, 4000.0, 0),
        Line(0, 2, "mean@end", 1.0, 1.05, 3000.0, 1),  # fifteen people who all said 1
    )
    states = list_item_states([1, 2, 3, 4, 5], point=1.0)
    unit = _unit(
        lines=lines,
        states={"end": states},
        answers={"end": Answers(EVERYBODY, answers)},
        offers=((0, 0), (0, 2)),
    )
    small = [*CELLS, _cell("four", EVERYBODY[:4], "partnership")]

    assert judge_unit(unit, cells=small, k=5).dropped == (1,)


def test_mean_change_ties_two_moments():
    """The end is open, but begin and change are told so closely that the end is too."""
    begin, end = np.full(PEOPLE, 3.0), np.full(PEOPLE, 5.0)
    answers = {"begin": Answers(EVERYBODY, begin), "end": Answers(EVERYBODY, end)}
    whole = Line(0, 0, "mean@begin", 2.95, 3.05, 4000.0, 0)
    change = Line(0, 0, "change@begin-end", 1.95, 2.05, 4000.0, 0)
    four = [*CELLS, _cell("four", EVERYBODY[:4], "partnership")]
    states = dict.fromkeys(("begin", "end"), SCALE)
    alone = _unit(lines=(whole,), states=states, answers=answers, offers=((0, 0),))
    tied = _unit(
        lines=(whole, change),
        states=states,
        answers=answers,
        offers=((0, 0),),
        contrasts={"begin-end": ("begin", "end")},
    )

    assert judge_unit(alone, cells=four, k=5).dropped == ()
    assert judge_unit(tied, cells=four, k=5).dropped == (0,)


def test_judgement_is_that_of_the_same_unit_and_changes_with_one_answer():
    moved = _unit(answers={"end": Answers(EVERYBODY, np.tile([2.0, 3.0, 4.25], PEOPLE // 3))})

    assert _unit().identify(CELLS, k=5) == _unit().identify(CELLS, k=5)
    assert moved.identify(CELLS, k=5) != _unit().identify(CELLS, k=5)
    assert _unit(circulating=(EVERYBODY,)).identify(CELLS, k=5) == _unit().identify(CELLS, k=5)


def test_earlier_judgement_holds_as_long_as_it_tells_all_that_was_told():
    unit = _unit(circulating=(EVERYBODY,))

    assert unit.covers([(0, 0), (0, 2)], dropped=(), cells=CELLS)
    assert not unit.covers([(0, 2)], dropped=(), cells=CELLS)


def test_earlier_judgement_falls_when_it_withholds_a_number_that_was_told():
    line = Line(0, 0, "mean@end", 2.95, 3.05, 1.0, 7)
    unit = _unit(lines=(line,), stated=(Stated(EVERYBODY, "mean@end", 2.95, 3.05),))
    other = _unit(lines=(line,), stated=(Stated(EVERYBODY, "mean@end", 3.05, 3.15),))

    assert unit.covers([(0, 0)], dropped=(), cells=CELLS)
    assert not unit.covers([(0, 0)], dropped=(7,), cells=CELLS)
    assert not other.covers([(0, 0)], dropped=(), cells=CELLS)


YES = np.where(np.isin(EVERYBODY, [3, 4]), 1.0, 0.0)
WING, SHIFTED = EVERYBODY[15:26], EVERYBODY[1:20]
TOLD = (Stated(EVERYBODY[:15], "share_1@end", 0.126, 0.14), Stated(WING, "share_1@end", 0.0, 0.05))
"""Two of the first fifteen said yes, and nobody or nearly so of the eleven after them."""
SPREAD = [*CELLS, _cell("shifted", SHIFTED), _cell("wing", WING), _cell("pair", EVERYBODY[:2])]


def _ask_yes(**changes: object) -> Unit:
    """With what was told, two of the nineteen leave one of the first two people no room for a yes."""
    given: dict[str, object] = {
        "states": {"end": list_choice_states([0, 1])},
        "answers": {"end": Answers(EVERYBODY, YES)},
        "offers": ((0, 4),),
        "lines": (Line(0, 4, "share_1@end", 0.1, 0.11, 1e6, 1),),
    }
    return _unit(**{**given, **changes})


def test_number_falls_when_it_closes_a_group_together_with_what_was_told():
    told = _ask_yes(circulating=(EVERYBODY[:15], WING), stated=TOLD)

    assert judge_unit(_ask_yes(), cells=SPREAD, k=5).dropped == ()
    assert judge_unit(told, cells=SPREAD, k=5).dropped == (1,)


def test_number_that_was_told_stays_and_the_new_one_falls_whatever_it_is_worth():
    lines = (
        Line(0, 4, "share_1@end", 0.1, 0.11, 1e6, 1),
        Line(0, 2, "share_1@end", 0.126, 0.14, 1.0, 2),
        Line(0, 5, "share_1@end", 0.0, 0.05, 1.0, 3),
    )
    offers = ((0, 2), (0, 5), (0, 4))
    first = _ask_yes(lines=lines, offers=offers)
    second = replace(first, circulating=(EVERYBODY[:15], WING), stated=TOLD)

    assert set(judge_unit(first, cells=SPREAD, k=5).dropped) & {2, 3}
    assert judge_unit(second, cells=SPREAD, k=5).dropped == (1,)


def test_number_that_was_told_and_is_true_no_more_holds_nothing_back():
    put_right = (replace(TOLD[0], least=0.3, most=0.4), TOLD[1])
    told = _ask_yes(circulating=(EVERYBODY[:15], WING), stated=put_right)

    assert judge_unit(told, cells=SPREAD, k=5).dropped == ()


def test_group_that_what_was_told_closes_by_itself_loses_what_is_new_and_nothing_breaks():
    told = (Stated(EVERYBODY[:15], "share_1@end", 0.05, 0.075),)
    one = np.where(EVERYBODY == 3, 1.0, 0.0)
    line = Line(0, 0, "share_1@end", 0.03, 0.04, 1e6, 1)
    asked = _ask_yes(answers={"end": Answers(EVERYBODY, one)}, lines=(line,), offers=((0, 0),))

    assert judge_unit(
        replace(asked, circulating=(EVERYBODY[:15],), stated=told), cells=SPREAD, k=5
    ).dropped == (1,)


def test_number_told_twice_in_two_bundles_stays_a_bound_when_one_of_them_falls():
    """A share at the top is told twice, as a ceiling too: what one drops the other still tells."""
    states = list_item_states([1, 2, 3, 4, 5], point=1.0)
    answers = Answers(EVERYBODY, np.where(EVERYBODY < 15, 5.0, 3.0))
    lines = (
        Line(0, 2, "share_5@end", 0.95, 1.0, 10.0, 0),
        Line(0, 2, "share_5@end", 0.95, 1.0, 20.0, 1),
    )
    unit = _unit(lines=lines, states={"end": states}, answers={"end": answers}, offers=((0, 0), (0, 2)))
    four = [*CELLS, _cell("four", EVERYBODY[:4], "partnership")]

    assert judge_unit(unit, cells=four, k=5).dropped == (0, 1)


def _scale_of(*implied: Stated) -> Unit:
    """A scale of which the mean of all but four is told, and what its questions tell."""
    line = Line(0, 1, "mean@end", 2.95, 3.05, 3000.0, 0)
    answers = {"end": Answers(EVERYBODY, np.tile([2.0, 3.0, 4.0], PEOPLE // 3))}
    return _unit(offers=((0, 1),), lines=(line,), answers=answers, implied=implied)


def test_scale_falls_where_its_questions_tell_of_four_people_more():
    closely = Stated(EVERYBODY, "mean@end", 2.99, 3.01)
    cells = [CELLS[0], _cell("most", EVERYBODY[:26])]

    assert judge_unit(_scale_of(), cells=cells, k=5).dropped == ()
    assert judge_unit(_scale_of(closely), cells=cells, k=5).dropped == (0,)
    loosely = replace(closely, least=2.5, most=3.5)
    assert judge_unit(_scale_of(loosely), cells=cells, k=5).dropped == ()
