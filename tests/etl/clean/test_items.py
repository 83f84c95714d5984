"""A column belongs to an item by configuration, id or wording, in that order, and never by a guess."""

import polars as pl
import pytest

from etl.check.ledger import Ledger
from etl.clean.answers import MISSING, make_reader, read_several, read_tick
from etl.clean.items import ItemColumn, match_items, spell_headings
from etl.read.table import Column, RawTable
from schemas.codebook import Answer, AnswerSet, Instrument, Item
from schemas.programme import Source
from schemas.wording import Wording

AGREE = AnswerSet(
    id="agree",
    low=1,
    high=5,
    missing=("-99",),
    answers=(
        Answer(code=1, label=Wording(nl="Oneens", en="Disagree")),
        Answer(code=4, label=Wording(nl="Eens", en="Agree"), also=("Mee eens",)),
        Answer(code=5, label=Wording(nl="Eens, heel erg", en="Strongly agree")),
    ),
)


def make_item(item_id: str, *, wording: str, kind: str = "likert", **more: object) -> Item:
    return Item.model_validate(
        {"id": item_id, "wording": {"nl": wording, "en": wording}, "kind": kind}
        | {"answers": "agree", "waves": ["end"], "level": "reaction", **more}
    )


INSTRUMENT = Instrument(
    id="lijst",
    title=Wording(nl="Lijst", en="List"),
    answer_sets=(AGREE,),
    items=(
        make_item("trust", wording="Ik vertrouw hen.", columns={"s": "G1[SQ1]"}),
        make_item("trust_then", wording="Ik vertrouw hen.", columns={"s": "G2[SQ1]"}),
        make_item("theme", wording="Welke?", kind="multiple"),
    ),
)
SOURCE = Source(id="s", kind="survey", files="*", item_columns={"theme.5": "T5"})


def match_headings(*headings: tuple[str, ...]) -> tuple[dict[str, int], Ledger]:
    columns = tuple(Column(n, names[0], names) for n, names in enumerate(headings, 1))
    raw = RawTable("x.csv", None, "csv", columns, pl.DataFrame({"row": []}))
    ledger = Ledger()
    matched: tuple[ItemColumn, ...] = match_items(raw, source=SOURCE, instrument=INSTRUMENT, ledger=ledger)
    return {match.target.id: match.column.position for match in matched}, ledger


def test_columns_when_two_items_share_their_wording_then_the_configured_code_decides() -> None:
    matched, ledger = match_headings(
        ("G2[SQ1]. Ik vertrouw hen.", "G2[SQ1]", "Ik vertrouw hen."),
        ("G1[SQ1]. Ik vertrouw hen.", "G1[SQ1]", "Ik vertrouw hen."),
    )

    assert matched == {"trust_then": 1, "trust": 2}
    assert ledger.entries == []


@pytest.mark.parametrize(
    "heading", ["theme[4]", "THEME_4", "theme.4", "Welke? [Eens]", "Welke?[Mee\u00a0eens]"]
)
def test_column_when_of_an_option_then_matched_by_code_or_label(heading: str) -> None:
    assert match_headings((heading,))[0] == {"theme.4": 1}


def test_column_when_an_option_is_configured_then_matched() -> None:
    assert match_headings(("t5",))[0] == {"theme.5": 1}


def test_column_when_only_nearly_an_item_then_not_matched() -> None:
    assert match_headings(("Ik vertrouw hun.",))[0] == {}


def test_columns_when_two_for_one_item_then_the_first_counts_and_the_second_is_found() -> None:
    matched, ledger = match_headings(("G1[SQ1]",), ("trust",))

    assert matched == {"trust": 1}
    assert [(entry["check"], entry["position"]) for entry in ledger.entries] == [("column_twice", 2)]


def test_headings_when_spelled_then_configuration_goes_before_id_before_wording() -> None:
    configured, ids, wordings = spell_headings(INSTRUMENT, source=SOURCE)

    assert configured["g1[sq1]"].id == "trust"
    assert ids["trust_then"].id == "trust_then"
    assert wordings["ik vertrouw hen."].id == "trust"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Eens", 4),
        (" EENS\u00a0", 4),
        ("Mee eens", 4),
        ("agree", 4),
        ("4", 4),
        ("4,0", 4),
        ("4.0", 4),
        ("3", None),
        ("6", None),
        ("Ens", None),
        ("4.5", None),
    ],
)
def test_answer_when_spelled_in_any_known_way_then_its_code(text: str, code: float | None) -> None:
    assert make_reader(INSTRUMENT.items[0], AGREE, labels={}).read(text) == code


def test_answer_when_it_says_that_there_is_none_then_missing_and_no_fault() -> None:
    assert make_reader(INSTRUMENT.items[0], AGREE, labels={}).read("-99") is MISSING


def test_answer_when_a_number_item_then_anything_within_the_range() -> None:
    reader = make_reader(make_item("years", wording="Jaren?", kind="number"), AGREE, labels={})

    assert [reader.read(text) for text in ("3", "4,5", "6")] == [3.0, 4.5, None]


def test_answers_when_labels_hold_commas_then_the_longest_label_counts() -> None:
    reader = make_reader(INSTRUMENT.items[2], AGREE, labels={})

    assert read_several("Oneens,Eens, heel erg", reader=reader) == ({1, 5}, ())
    assert read_several("Oneens;Iets anders", reader=reader) == ({1}, ("Iets anders",))


def test_tick_when_the_label_itself_then_yes_and_another_label_is_none() -> None:
    reader = make_reader(INSTRUMENT.items[2], AGREE, labels={})

    assert [read_tick(text, reader=reader, code=4) for text in ("Eens", "Ja", "0", "Oneens")] == [
        1,
        1,
        0,
        None,
    ]
