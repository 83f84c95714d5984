"""Values from elsewhere: what holds is taken over, what does not is told cell by cell."""

from pathlib import Path

import polars as pl
import pytest

from etl.check.ledger import Ledger
from etl.references import REFERENCES_FILE, check_references, list_references
from tests.builders.questionnaire import make_configuration

HEADINGS = "indicator,value,population_nl,population_en,year,source,wave,statistic\n"
GOOD = 'feedback,"3,4",Leiders elders,Leaders elsewhere,2018,Verzonnen bron,end,mean\n'


def check(folder: Path, text: str | bytes | None) -> tuple[pl.DataFrame, Ledger]:
    """The values that hold in a file with this content, and the ledger."""
    if text is not None:
        content = text.encode() if isinstance(text, str) else text
        (folder / REFERENCES_FILE).write_bytes(content)
    ledger = Ledger()
    return check_references(make_configuration(folder), ledger=ledger), ledger


def test_references_when_a_row_is_good_then_is_taken_over(tmp_path: Path) -> None:
    table, ledger = check(tmp_path, HEADINGS + GOOD)

    assert ledger.entries == []
    assert table.rows() == [
        ("feedback", "end", "mean", 3.4, "Leiders elders", "Leaders elsewhere", 2018, "Verzonnen bron")
    ]


def test_references_when_moment_and_measure_are_left_out_then_are_any_moment_and_the_mean(
    tmp_path: Path,
) -> None:
    headings = "indicator;value;population_nl;population_en;year;source\n"

    table, ledger = check(tmp_path, headings + "feedback;3.4;elders;elsewhere;2018;bron\n")

    assert ledger.entries == []
    assert table.select("wave", "statistic").rows() == [(None, "mean")]


@pytest.mark.parametrize("text", [None, HEADINGS])
def test_references_when_there_are_none_then_nothing_is_wrong(tmp_path: Path, text: str | None) -> None:
    table, ledger = check(tmp_path, text)

    assert table.is_empty()
    assert ledger.entries == []


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ("feedback,", "feedbak,", "reference_indicator_unknown", "indicator"),
        ("Verzonnen bron", "", "reference_missing", "source"),
        ("2018", "vorig jaar", "reference_unreadable", "year"),
        ("2018", "18", "reference_unreadable", "year"),
        (",end,", ",between,", "reference_wave_unknown", "wave"),
        (",end,", ",begin-end,", "reference_wave_unknown", "wave"),
        (",mean", ",mediaan", "reference_statistic_unknown", "statistic"),
        ('"3,4"', "veel", "reference_outside_scale", "value"),
        ('"3,4"', "12.5", "reference_outside_scale", "value"),
        ('"3,4"', "nan", "reference_outside_scale", "value"),
        (
            '"3,4",Leiders elders,Leaders elsewhere,2018,Verzonnen bron,end,mean',
            "34,a,b,2018,c,end,top2",
            "reference_outside_scale",
            "value",
        ),
    ],
)
def test_references_when_a_cell_is_wrong_then_the_finding_points_at_it(
    tmp_path: Path, old: str, new: str, code: str, column: str
) -> None:
    table, ledger = check(tmp_path, HEADINGS + GOOD.replace(old, new) + GOOD)

    finding = ledger.write_findings().to_dicts()[0]
    assert (finding["check"], finding["file"], finding["row"], finding["column"]) == (
        code,
        REFERENCES_FILE,
        2,
        column,
    )
    assert table.height == 1  # the good row below it stays


def test_references_when_a_row_stands_there_twice_then_the_first_counts(tmp_path: Path) -> None:
    table, ledger = check(tmp_path, HEADINGS + GOOD + GOOD.replace("3,4", "3,9"))

    assert table["value"].to_list() == [3.4]
    assert [(e["check"], e["row"]) for e in ledger.entries] == [("reference_twice", 3)]


def test_references_when_a_column_is_missing_then_the_whole_file_is_refused(tmp_path: Path) -> None:
    table, ledger = check(tmp_path, (HEADINGS + GOOD).replace("source", "bron"))

    assert table.is_empty()
    assert ledger.refused_files == {REFERENCES_FILE}
    assert "“source”" in str(ledger.entries[0]["sentence_nl"])


def test_references_when_the_file_is_no_text_then_it_is_a_finding_and_no_crash(tmp_path: Path) -> None:
    table, ledger = check(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9)

    assert table.is_empty()
    assert len(ledger.entries) == 1


def test_references_when_read_for_a_release_then_are_the_same(tmp_path: Path) -> None:
    table, _ = check(tmp_path, HEADINGS + GOOD)

    assert list_references(make_configuration(tmp_path)).equals(table)
