import json

import polars as pl

from etl.groups import Group, list_groups, list_item_contrasts
from schemas.programme import Contrast, Wave
from tests.builders.programme import make_programme, words

BEGIN_END, THEN_END, END_LATER = ("begin", "end"), ("then", "end"), ("end", "followup")


def _programme(*contrasts: tuple[str, str]):
    waves = [
        Wave(id=name, label=words(name), short=words(name), retrospective=name == "then", asked_at=asked)
        for name, asked in (
            ("begin", None),
            ("between", None),
            ("end", None),
            ("then", "end"),
            ("followup", None),
        )
    ]
    pairs = [Contrast(from_wave=a, to_wave=b, label=words(f"{a} {b}")) for a, b in contrasts]
    return make_programme().model_copy(update={"waves": tuple(waves), "contrasts": tuple(pairs)})


def _list(waves: list[str], *contrasts: tuple[str, str], kind: str = "scale") -> list[Group]:
    told = [*waves, *("-".join(pair) for pair in contrasts)]
    indicators = pl.DataFrame({"indicator_id": ["x"], "kind": [kind], "waves": [json.dumps(told)]})
    return list_groups(indicators, programme=_programme(BEGIN_END, END_LATER, THEN_END))


def test_begin_end_and_change_are_stated_on_who_answered_both():
    (group,) = _list(["begin", "end"], BEGIN_END)

    assert (group.moments, group.waves, group.contrasts) == (BEGIN_END, BEGIN_END, ("begin-end",))
    assert not group.narrow


def test_look_back_joins_who_answered_begin_and_end():
    (group,) = _list(["begin", "end", "then"], BEGIN_END, THEN_END)

    assert set(group.moments) == {"begin", "end", "then"}
    assert group.contrasts == ("begin-end", "then-end")


def test_moment_without_a_contrast_has_whoever_answered_then():
    pair, between = _list(["begin", "between", "end"], BEGIN_END)

    assert (between.moments, between.contrasts, between.narrow) == (("between",), (), False)
    assert pair.name == "begin+end"


def test_later_contrast_is_narrow_and_states_the_later_moment():
    _, later = _list(["begin", "end", "followup"], BEGIN_END, END_LATER)

    assert (later.moments, later.waves, later.narrow) == (END_LATER, ("followup",), True)


def test_later_contrast_alone_leaves_the_end_to_everybody_of_the_end():
    later, end = _list(["end", "followup"], END_LATER)

    assert (later.waves, end.moments, end.narrow) == (("followup",), ("end",), False)


def test_each_wave_and_contrast_is_in_exactly_one_group():
    groups = _list(["begin", "between", "end", "then", "followup"], BEGIN_END, THEN_END, END_LATER)

    told = [moment for group in groups for moment in (*group.waves, *group.contrasts)]
    assert sorted(told) == sorted(
        ["begin", "between", "end", "then", "followup", "begin-end", "then-end", "end-followup"]
    )


def test_response_is_about_everybody_on_the_register():
    (group,) = _list(["begin", "end"], BEGIN_END, kind="response")

    assert group.is_roster
    assert group.waves == ("begin", "end", "begin-end")


def test_items_change_from_begin_to_end_and_looking_back_only():
    assert list_item_contrasts(_programme(BEGIN_END, END_LATER, THEN_END)) == ["begin-end", "then-end"]
