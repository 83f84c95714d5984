"""What a choice of columns makes, and what is missing in it."""

import pytest

from schemas.delivery import ColumnSample, Target
from tests.builders.deliveries import PROPOSAL
from ui.delivery.layouts import Chosen, match_labels, propose_target, suggest_target
from ui.delivery.mapping import name_letter

KEY, USEFUL = "field:leader_id", "item:usefulness_1"
TARGETS = PROPOSAL.targets["bevraging-eind"]


def choose(**columns: str) -> Chosen:
    return Chosen(PROPOSAL, "bevraging-eind", {int(place[1:]): target for place, target in columns.items()})


def test_choice_when_a_needed_column_is_missing_then_names_it() -> None:
    assert choose(c1=KEY).list_missing() == (USEFUL,)
    assert not choose(c1=KEY).is_complete
    assert choose(c1=KEY, c2=USEFUL).is_complete


def test_choice_when_two_columns_are_the_same_then_names_it() -> None:
    assert choose(c1=KEY, c2=USEFUL, c3=USEFUL).list_twice() == (USEFUL,)
    assert not choose(c1=KEY, c2=USEFUL, c3=USEFUL).is_complete


def test_choice_when_nobody_said_what_the_file_is_then_makes_no_layout() -> None:
    assert not Chosen(PROPOSAL).is_complete
    with pytest.raises(ValueError, match="vreemd"):
        Chosen(PROPOSAL).make_layout()


def test_layout_when_made_then_has_targets_by_heading_and_codes_by_target() -> None:
    chosen = Chosen(PROPOSAL, "bevraging-eind", {1: KEY, 2: USEFUL}, {2: {"eens": "3"}, 3: {"x": "1"}})
    layout = chosen.make_layout()

    assert layout.columns == {"leader_id": KEY, "Nuttig?": USEFUL}
    assert layout.values == {USEFUL: {"eens": "3"}}


def test_target_when_only_near_then_is_told_and_never_chosen() -> None:
    _, useful, _, _ = PROPOSAL.columns

    assert propose_target(useful, targets=TARGETS) is None
    assert suggest_target(useful, targets=TARGETS) == USEFUL


def test_target_when_of_another_source_then_is_neither_chosen_nor_told() -> None:
    key, useful, _, _ = PROPOSAL.columns
    others = PROPOSAL.targets["scholen"]

    assert propose_target(key, targets=others) is None
    assert suggest_target(useful, targets=others) is None


def test_labels_when_they_differ_in_more_than_capitals_then_are_not_matched() -> None:
    target = Target(id="item:x", labels=(("1", "Oneens"), ("2", "Eens")))
    column = ColumnSample(
        heading="x", position=1, kind="choice", labels=(" EENS", "2", "eens!", "helemaal eens")
    )

    assert match_labels(column, target) == {" EENS": "2", "2": "2"}


@pytest.mark.parametrize(("position", "letter"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_letter_when_a_column_is_named_then_is_that_of_a_spreadsheet(position: int, letter: str) -> None:
    assert name_letter(position) == letter
