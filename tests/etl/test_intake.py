"""From raw exports to the warehouse: what is right arrives, what is wrong is found, nothing is lost."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.check.counts import RowsLostError, Tally, count_rows
from etl.check.ledger import Ledger
from etl.clean.pseudonyms import make_pseudonym
from etl.configure import load_programme
from etl.intake import take_in
from etl.read.source import SourceFile
from etl.read.table import RawTable
from schemas.programme import Source
from schemas.warehouse import TABLES
from tests.builders.raw_programme import SECRET, SURVEYS, change_file, take_in_folder, write_programme

BEGIN_ONLY = "[[sources]]" + SURVEYS.split("[[sources]]")[1]
L1 = make_pseudonym("l1", secret=SECRET)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "proef")


def test_intake_when_in_order_then_every_table_is_there(folder: Path) -> None:
    intake = take_in_folder(folder)

    assert set(intake.tables) == set(TABLES)
    for name, model in TABLES.items():
        model.validate(intake.tables[name])


def test_answers_when_one_cell_gets_a_code_outside_the_scale_then_only_that_one_is_lost(folder: Path) -> None:
    # Given what is loaded from a programme in order
    before = take_in_folder(folder)

    # When one cell becomes a code that the scale does not have
    change_file(folder, "raw/end.csv", "10:00,Einde,5,5,2", "10:00,Einde,5,9,2")
    after = take_in_folder(folder)

    # Then exactly that file, row and column are found, and all else is loaded
    place = after.tables["findings"].select("check", "severity", "file", "row", "column", "position").rows()
    assert place == [("code_outside_scale", "error", "end.csv", 2, "trust_2", 5)]
    lost = before.tables["responses"].join(
        after.tables["responses"], on=["leader_id", "wave", "item_id"], how="anti"
    )
    assert lost.select("leader_id", "wave", "item_id").rows() == [(L1, "end", "trust_2")]
    assert after.tables["responses"].height == before.tables["responses"].height - 1
    assert after.tables["intake"].drop("sha256").equals(before.tables["intake"].drop("sha256"))
    assert not after.refused


def test_roster_when_no_register_then_derived_from_the_survey(tmp_path: Path) -> None:
    # Given a survey alone, with sites whose spelling differs only in white space, and one person without
    sources = BEGIN_ONLY.replace("columns = {", 'columns = { partnership_id = "Plaats",')
    sources += 'constants = { trajectory_id = "pi-2" }\n'
    folder = write_programme(tmp_path / "proef", sources=sources)
    text = "Nummer,Datum,Plaats,trust_1,trust_2\nL1,,Site\u00a0Één,4,4\nL2,,site één,5,5\nL3,,,1,1\n"
    (folder / "raw" / "begin.csv").write_text(text, encoding="utf-8")

    tables = take_in_folder(folder).tables

    assert tables["partnerships"].select("name", "trajectory_id").rows() == [("Site Één", "pi-2")]
    assert tables["leaders"]["partnership_id"].null_count() == 1
    assert tables["leaders"].height == 3
    assert tables["responses"].height == 6


def test_rows_when_each_is_a_person_then_a_repeated_code_keeps_both(tmp_path: Path) -> None:
    sources = BEGIN_ONLY + 'one_row_a_person = true\nconstants = { trajectory_id = "pi-1" }\n'
    folder = write_programme(tmp_path / "proef", sources=sources)
    change_file(folder, "raw/begin.csv", "L3,", "L1,")

    tables = take_in_folder(folder).tables

    assert tables["leaders"].height == 3
    assert tables["findings"].filter(pl.col("severity") == "error").is_empty()


def test_personal_columns_when_in_the_file_then_nothing_of_them_is_in_any_table(folder: Path) -> None:
    # Given names, addresses and remarks in columns of their own, and in a cell where an answer belongs
    secrets = ["Janneke Voorbeeld", "janneke@example.org", "192.0.2.7", "L1"]
    change_file(folder, "raw/begin.csv", "Nummer,Datum", "Naam,E-mail,IPAddress,Nummer,Datum")
    change_file(folder, "raw/begin.csv", "L1,2021", f"{','.join(secrets[:3])},L1,2021")
    change_file(folder, "raw/begin.csv", "L2,2021-10-02 10:00,5", ",,,L2,2021-10-02 10:00,Janneke Voorbeeld")
    change_file(folder, "raw/begin.csv", "L3,2021", ",,,L3,2021")

    tables = take_in_folder(folder).tables

    assert "label_unknown" in tables["findings"]["check"].to_list()
    texts = [str(value) for table in tables.values() for row in table.iter_rows() for value in row]
    assert not [text for text in texts for secret in secrets[:3] if secret in text]
    assert secrets[3] not in texts


def test_hash_when_a_file_or_the_codebook_changes_then_another(folder: Path) -> None:
    first = take_in_folder(folder).input_sha256
    assert take_in_folder(folder).input_sha256 == first

    change_file(folder, "raw/begin.csv", "L2,", "L1,")
    second = take_in_folder(folder).input_sha256
    change_file(folder, "codebook/lijst.toml", '"Lijst"', '"De lijst"')

    assert len({first, second, take_in_folder(folder).input_sha256}) == 3


def test_intake_when_there_is_no_raw_folder_then_each_required_source_is_found_missing(folder: Path) -> None:
    shutil.rmtree(folder / "raw")

    intake = take_in_folder(folder)

    assert intake.refused
    assert set(intake.tables["findings"]["check"]) == {"file_missing"}


def test_progress_when_told_then_it_only_rises_and_ends_at_one(folder: Path) -> None:
    told: list[float] = []
    take_in(load_programme(folder), secret=SECRET, report=lambda _key, share: told.append(share))

    assert told == sorted(told)
    assert told[-1] == 1.0


CELLS = st.sampled_from(["", "1", "5", "9", "Eens", "Ens", "n.v.t.", "  ", "x;y", "4,0"])
PEOPLE = st.sampled_from(["L1", "l1 ", "L2", "L3", "L4", "L9", ""])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(PEOPLE, CELLS, CELLS), max_size=8))
def test_rows_when_anything_is_in_them_then_read_is_loaded_plus_refused(
    rows: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = write_programme(tmp_path_factory.mktemp("rows") / "proef")
    lines = [";".join([nr, "2021-10-01", *(f'"{cell}"' for cell in cells)]) for nr, *cells in rows]
    (folder / "raw" / "begin.csv").write_text(
        "\n".join(["Nummer;Datum;trust_1;trust_2", *lines, ""]), encoding="utf-8"
    )

    tables = take_in_folder(folder).tables

    counts = tables["intake"].row(by_predicate=pl.col("file") == "begin.csv", named=True)
    refused = tables["findings"].filter(
        (pl.col("file") == "begin.csv")
        & pl.col("check").is_in(["value_missing", "leader_unknown", "answered_twice"])
    )
    assert counts["rows_read"] == len(rows)
    assert counts["rows_refused"] == refused["row"].n_unique()
    assert counts["rows_loaded"] == len({nr.strip().casefold() for nr, *_ in rows} - {"", "l9"})


def test_count_when_a_row_is_lost_then_it_is_a_fault(tmp_path: Path) -> None:
    # Given two rows read, one of which is neither loaded nor refused
    file = SourceFile(Source(id="s", kind="survey", files="x.csv"), tmp_path / "x.csv", "x.csv")
    tally = Tally()
    tally.count(RawTable("x.csv", None, "csv", (), pl.DataFrame({"row": [2, 3]})))
    loaded = pl.DataFrame({"file": ["x.csv"], "row": [2]})

    with pytest.raises(RowsLostError):
        count_rows([file], hashes={"x.csv": "0" * 64}, tally=tally, loaded=[loaded], ledger=Ledger())
