"""Door copies: they say all that the file says to the build, and nothing else."""

from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from etl.deliver.door import enter
from etl.deliver.receive import list_sessions
from etl.deliver.recognise import Known
from etl.deliver.stream import Upload
from etl.intake import take_in
from etl.read.handed import HandedTable
from tests.builders.delivery import FIRST, hand_in, open_desk
from tests.builders.raw_programme import FILES, SECRET, take_in_folder, write_programme
from tests.etl.check.test_registry import CASES, do_all

# One thing wrong in every file; what cannot come in at all has tests of its own.
SPOILED = ("code_outside_scale", "mark_unknown", "category_unknown", "leader_unknown", "session_unknown")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "proef")


@pytest.mark.parametrize("spoiled", [(), *((code,) for code in SPOILED)], ids=str)
def test_copies_when_everything_is_handed_in_then_the_build_knows_the_same(
    folder: Path, spoiled: tuple[str, ...]
) -> None:
    # Given what a build takes in of the raw exports
    do_all(*(CASES[code].spoil for code in spoiled))(folder)
    expected = take_in_folder(folder).tables
    assert expected["findings"]["check"].to_list() == list(spoiled)

    # When the same files are handed in instead
    known = Known(open_desk(folder).configuration, list_sessions(open_desk(folder).configuration))
    handed = []
    for name in FILES:
        content = (folder / "raw" / name).read_bytes()
        digest = sha256(content).hexdigest()
        upload = Upload(name, len(content), digest, content)
        copies = enter(upload, known=known, secret=SECRET, taken={}).copies
        handed.extend(HandedTable(copied.source, copied.raw, digest) for copied in copies)
    for name in FILES:
        (folder / "raw" / name).unlink()
    configuration = open_desk(folder).configuration
    found = take_in(configuration, secret=SECRET, report=lambda _key, _share: None, handed=handed).tables

    # Then nothing is different, whatever was left out of the copies
    for name, table in expected.items():
        assert table.sort(table.columns).equals(found[name].sort(table.columns)), name


def read_copy(folder: Path) -> list[tuple[object, ...]]:
    paths = open_desk(folder).deliveries.open(FIRST).glob("tables/*.parquet")
    return pl.read_parquet(next(iter(paths))).drop("width").rows()


def test_copy_when_a_wide_sheet_has_names_then_they_are_left_out(folder: Path) -> None:
    text = "Nummer,Naam,1/3/2022,Opmerking\nL1,An Peeters,X,moest vroeger weg\nL2,Jo Maes,was ziek thuis,\n"
    hand_in(folder, {"d.csv": text.encode()})

    rows = read_copy(folder)
    assert [row[2:] for row in rows] == [(None, "X", None), (None, "(…)", None)]
    assert all(str(row[1]).startswith("sealed:") for row in rows)


def test_copy_when_words_stand_in_place_of_an_answer_then_they_are_not_repeated(folder: Path) -> None:
    text = "Nummer,Datum,trust_1,trust_2\nL1,2021-10-01,dat zeg ik liever niet aan Jan,Eensch\n"
    hand_in(folder, {"b.csv": text.encode()})

    # What is nearly an answer is: the finding names it too.
    assert read_copy(folder)[0][3:] == ("(…)", "Eensch")
