"""A layout that somebody chose: used, kept for the next time, and refused where it cannot be."""

from pathlib import Path

import pytest

from schemas.delivery import Layout, Proposal
from tests.builders.delivery import FIRST, SECOND, hand_in, open_desk
from tests.builders.raw_programme import write_programme
from texts import LANGUAGES, texts_in

ODD = b"Deelnemer;Ingevuld op;Vertrouw je hen?;Omgekeerd\n" + b"".join(
    f"L{n};2021-10-0{n};{label};{label}\n".encode()
    for n, label in zip((1, 2, 3, 4), ("Top", "Top", "Flop", "Top"), strict=True)
)
COLUMNS = {
    "Deelnemer": "field:leader_id",
    "Ingevuld op": "field:answered_at",
    "Vertrouw je hen?": "item:trust_1",
    "Omgekeerd": "item:trust_2",
}
LABELS = {"Top": "5", "Flop": "1"}
GOOD = Layout(
    file="raar.csv",
    source="begin",
    columns=COLUMNS,
    values={"item:trust_1": LABELS, "item:trust_2": LABELS},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "proef")


def test_layout_when_nobody_knows_the_file_then_it_asks(folder: Path) -> None:
    delivery = hand_in(folder, {"raar.csv": ODD})

    assert (delivery.state, delivery.files[0].source) == ("unmapped", None)
    text = (open_desk(folder).deliveries.open(FIRST) / "mapping" / "raar.csv.json").read_text()
    proposal = Proposal.model_validate_json(text)
    assert [column.heading for column in proposal.columns] == list(COLUMNS)
    assert [column.kind for column in proposal.columns][:2] == ["text", "date"]
    targets = {target.id: target for target in proposal.targets["begin"]}
    assert targets["field:leader_id"].needed
    assert ("5", "Helemaal eens") in targets["item:trust_1"].labels
    assert "field:wave" not in targets


def test_layout_when_chosen_then_the_same_delivery_goes_on_and_it_is_kept(folder: Path) -> None:
    hand_in(folder, {"raar.csv": ODD})
    again = hand_in(folder, {"raar.csv": ODD}, layouts={"raar.csv": GOOD})

    # L1 and L2 answered later in raw/begin.csv: the last complete answer counts, and these two are told.
    assert (again.state, again.errors, again.files[0].loaded, again.files[0].refused) == ("checked", 2, 2, 2)
    assert [path.parent.name for path in folder.rglob("layouts/*.toml")] == ["layouts"]
    # Next time nobody asks: other rows under the same headings.
    more = ODD.replace(b"L1;2021-10-01", b"L1;2021-11-01")
    assert hand_in(folder, {"x.csv": more}, delivery_id=SECOND).state == "checked"


def test_layout_when_the_source_has_a_label_then_it_is_told_and_learnt_with_it(folder: Path) -> None:
    toml = folder / "programme.toml"
    named = 'id = "begin"\nlabel = { nl = "beginmeting", en = "begin" }\nkind = "survey"'
    text = toml.read_text().replace('id = "begin"\nkind = "survey"', named)
    assert named in text
    toml.write_text(text)

    hand_in(folder, {"raar.csv": ODD})
    proposal = (open_desk(folder).deliveries.open(FIRST) / "mapping" / "raar.csv.json").read_text()
    assert Proposal.model_validate_json(proposal).labels["begin"].nl == "beginmeting"
    hand_in(folder, {"raar.csv": ODD}, layouts={"raar.csv": GOOD})
    more = ODD.replace(b"L1;2021-10-01", b"L1;2021-11-01")
    file = hand_in(folder, {"x.csv": more}, delivery_id=SECOND).files[0]
    assert (file.source != "begin", file.label and file.label.nl) == (True, "beginmeting")


WRONG = {
    "layout_source": GOOD.model_copy(update={"source": "nergens"}),
    "layout_column": GOOD.model_copy(update={"columns": {**COLUMNS, "Elders": "item:themes"}}),
    "layout_target": GOOD.model_copy(update={"columns": {**COLUMNS, "Omgekeerd": "item:niets"}}),
    "layout_twice": GOOD.model_copy(update={"columns": {**COLUMNS, "Omgekeerd": "item:trust_1"}}),
    "layout_needed": GOOD.model_copy(
        update={"columns": {h: t for h, t in COLUMNS.items() if h != "Deelnemer"}}
    ),
    "layout_items": GOOD.model_copy(
        update={"columns": {h: t for h, t in COLUMNS.items() if t.startswith("field:")}, "values": {}}
    ),
    "layout_value": GOOD.model_copy(update={"values": {"item:trust_1": {"Top": "9"}}}),
}


@pytest.mark.parametrize("fault", WRONG)
def test_layout_when_it_cannot_be_then_its_own_sentence_says_why(folder: Path, fault: str) -> None:
    delivery = hand_in(folder, {"raar.csv": ODD}, layouts={"raar.csv": WRONG[fault]})

    file = delivery.files[0]
    assert (delivery.state, file.fault) == ("refused", f"deliver.fault_{fault}")
    assert list(folder.rglob("layouts/*.toml")) == []
    for language in LANGUAGES:
        assert texts_in(language)(f"deliver.fault_{fault}", **file.values)


def test_layout_when_its_file_is_refused_then_it_is_not_kept(folder: Path) -> None:
    wrong = GOOD.model_copy(update={"values": {}})
    delivery = hand_in(folder, {"raar.csv": ODD}, layouts={"raar.csv": wrong})

    assert delivery.state == "refused"
    assert list(folder.rglob("layouts/*.toml")) == []


def test_layout_when_kept_then_it_is_configuration_that_loads(folder: Path) -> None:
    hand_in(folder, {"raar.csv": ODD}, layouts={"raar.csv": GOOD})

    learnt = open_desk(folder).configuration.programme.sources[-1]
    assert (learnt.kind, learnt.wave, learnt.instrument) == ("survey", "begin", "lijst")
    assert learnt.item_values["trust_1"] == {"Top": 5, "Flop": 1}
    assert not learnt.required
