"""Receiving a delivery: what comes in, what is found of it, and what never reaches the disk."""

import io
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from etl.clean.pseudonyms import name_persons
from etl.deliver.receive import receive
from etl.deliver.record import DeliveryError
from etl.deliver.shelving import read_copies
from schemas.warehouse import Findings
from tests.builders.delivery import FIRST, SECOND, hand_in, open_desk, write_stream, write_workbook
from tests.builders.raw_programme import SECRET, write_programme

END = (
    b"Nummer,Naam,E-mail,Datum,Moment,trust_1,trust_2,trust_1_then,themes\n"
    b"L2,An Peeters,an@school.be,2023-06-01 10:00,Einde,5,Eens,2,Overleg\n"
    b"L4,Jo Maes,jo@school.be,2023-06-02 10:00,Einde,9,4,1,Beleid\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "proef")


def read_files(folder: Path) -> bytes:
    """All bytes below a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_receive_when_a_survey_is_in_order_then_it_is_checked(folder: Path) -> None:
    delivery = hand_in(folder, {"mijn export.csv": END})

    assert delivery.state == "checked"
    file = delivery.files[0]
    assert (file.source, file.rows, file.loaded, file.refused, file.fault) == ("end", 2, 2, 0, None)
    assert (delivery.errors, delivery.warnings) == (1, 0)


def test_receive_when_checked_then_findings_point_into_the_file_itself(folder: Path) -> None:
    hand_in(folder, {"mijn export.csv": END})

    findings = Findings.validate(
        pl.read_parquet(open_desk(folder).deliveries.open(FIRST) / "findings.parquet")
    )
    assert findings.select("check", "file", "row", "column", "position").rows() == [
        ("code_outside_scale", "mijn export.csv", 3, "trust_1", 6)
    ]
    assert findings["sentence_nl"][0].startswith("mijn export.csv, rij 3, kolom “trust_1”: ")


def test_receive_when_done_then_nothing_of_a_person_is_on_the_disk(folder: Path) -> None:
    hand_in(folder, {"mijn export.csv": END})

    built = folder.parent / "built"
    written = read_files(built)
    assert all(word not in written for word in (b"Peeters", b"an@school.be"))
    copies = [pl.read_parquet(path) for path in built.rglob("tables/*.parquet")]
    said = {str(value) for copy in copies for row in copy.rows() for value in row}
    assert not said & {"An Peeters", "jo@school.be", "L2", "L4"}
    # The control: the answers and pseudonyms are there.
    assert {"5", "Eens"} <= said
    assert any(name_persons(["L2"], secret=SECRET)["L2"] in value for value in said)


def test_receive_when_done_then_only_the_owner_can_read_it(folder: Path) -> None:
    hand_in(folder, {"e.csv": END})

    paths = [path for path in open_desk(folder).deliveries.open(FIRST).rglob("*") if path.is_file()]
    assert paths
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}


def test_copy_when_it_is_read_back_then_people_are_not_named_twice(folder: Path) -> None:
    delivery = hand_in(folder, {"e.csv": END})

    desk = open_desk(folder)
    place = desk.deliveries.open(FIRST)
    table = next(read_copies(delivery, folder=place, configuration=desk.configuration, secret=SECRET))
    sealed = table.raw.rows["c1"].to_list()
    assert list(name_persons(sealed, secret=SECRET).values()) == list(
        name_persons(["L2", "L4"], secret=SECRET).values()
    )


def test_copy_when_the_secret_changed_then_it_is_not_read(folder: Path) -> None:
    delivery = hand_in(folder, {"e.csv": END})

    desk = open_desk(folder)
    place = desk.deliveries.open(FIRST)
    with pytest.raises(DeliveryError) as caught:
        list(read_copies(delivery, folder=place, configuration=desk.configuration, secret=b"other"))
    assert caught.value.key == "deliver.fault_key"


def test_receive_when_a_raw_export_forges_a_seal_then_it_is_hashed_like_any_text(folder: Path) -> None:
    name = name_persons(["L2"], secret=SECRET)["L2"]
    forged = f"sealed:{name}:{'0' * 64}"
    delivery = hand_in(folder, {"e.csv": END.replace(b"L2", forged.encode())})

    found = pl.read_parquet(open_desk(folder).deliveries.open(FIRST) / "findings.parquet")
    assert found.filter(pl.col("check") == "leader_unknown")["row"].to_list() == [2]
    assert delivery.files[0].loaded == 1


def test_receive_when_an_organiser_delivers_others_then_their_rows_are_refused(folder: Path) -> None:
    # L2 is in pi-1, L4 in pi-2.
    delivery = hand_in(folder, {"e.csv": END}, own=("pi-1",))

    found = pl.read_parquet(open_desk(folder).deliveries.open(FIRST) / "findings.parquet")
    assert found.filter(pl.col("check") == "row_of_another_trajectory")["row"].to_list() == [3]
    assert (delivery.state, delivery.files[0].loaded, delivery.files[0].refused) == ("checked", 1, 1)


def test_receive_when_all_rows_are_of_another_then_it_is_refused(folder: Path) -> None:
    only = b"\n".join(line for line in END.split(b"\n") if not line.startswith(b"L2"))
    assert hand_in(folder, {"e.csv": only}, own=("pi-1",)).state == "refused"
    assert hand_in(folder, {"e.csv": only}, own=("pi-2",), delivery_id=SECOND).state == "checked"


def test_receive_when_an_organiser_overrides_somebody_elses_answers_then_these_stay(folder: Path) -> None:
    # L3 of pi-2 answered in raw/end.csv; a later, complete row of pi-1 must not win over it.
    later = END.replace(b"L4", b"L3").replace(b",9,", b",4,").replace(b"2023-06-02", b"2023-06-29")
    hand_in(folder, {"e.csv": later}, own=("pi-1",))

    found = pl.read_parquet(open_desk(folder).deliveries.open(FIRST) / "findings.parquet")
    assert found["check"].to_list() == ["row_of_another_trajectory"]
    # The control: the steward's would be chosen, and the raw row refused.
    assert hand_in(folder, {"e.csv": later}, delivery_id=SECOND).files[0].loaded == 2


@pytest.mark.parametrize(
    ("name", "text", "check"),
    [
        ("l.csv", b"Nummer;School;Van;Tot\nL9;103;1/9/2021;\n", "row_of_another_trajectory"),
        ("l.csv", b"Nummer;School;Van;Tot\nL9;101;1/9/2021;\n", None),
        ("p.csv", b"partnership_id,trajectory_id,name\nC,pi-2,Verband C\n", "row_of_another_trajectory"),
        (
            "s.csv",
            b"school_number,partnership_id,postcode,level\n105,B,9000,Basis\n",
            "row_of_another_trajectory",
        ),
        (
            "sessions.csv",
            b"session_id,trajectory_id,partnership_id,kind,held_on,hours\nS8,pi-2,,Vormingsdag,2022-04-01,6\n",
            "row_of_another_trajectory",
        ),
        ("days.csv", b"Nummer,1/3/2022\nL3,X\n", "row_of_another_trajectory"),
        ("groups.csv", b"Nummer,Sessie,Aanwezig\nL3,S3,ja\n", "row_of_another_trajectory"),
        ("c.csv", b"coach_id,partnership_id,started_on,stopped_on\nK2,B,,\n", "row_of_another_trajectory"),
    ],
)
def test_receive_when_a_register_is_of_another_then_its_row_is_refused(
    folder: Path, name: str, text: bytes, check: str | None
) -> None:
    delivery = hand_in(folder, {name: text}, own=("pi-1",))

    assert delivery.files[0].source is not None
    found = pl.read_parquet(open_desk(folder).deliveries.open(FIRST) / "findings.parquet")
    assert (check in found["check"].to_list()) == (check is not None)
    assert delivery.files[0].loaded == (0 if check else 1)


def test_receive_when_a_workbook_is_marked_then_every_text_stays_a_text(folder: Path) -> None:
    rows = [
        ["Nummer", "Naam", "Datum", "Moment", "trust_1", "trust_2", "trust_1_then", "themes"],
        ["L2", "=cmd()", "2023-06-01 10:00", "Einde", "9", "4", "1", "Beleid"],
        ["L4", "x", "2023-06-01 10:00", "Einde", "-5", "4", "1", "@SUM(1)"],
    ]
    delivery = hand_in(folder, {"e.xlsx": write_workbook({"Blad": rows})})

    place = open_desk(folder).deliveries.open(FIRST) / "marked" / "e.xlsx.xlsx"
    sheet = openpyxl.load_workbook(place)["Blad"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert (sheet["A2"].value, sheet["B2"].value, sheet["E2"].value, sheet["E3"].value) == (
        None,
        None,
        "9",
        "-5",
    )
    assert "9" in sheet["E2"].comment.text
    assert sheet["E2"].fill.fgColor.rgb == "FFF4B8A8"
    assert delivery.files[0].sheet == "Blad"


def test_receive_when_a_layout_is_unknown_then_it_proposes_without_answers(folder: Path) -> None:
    rows = b"Deelnemer,Q1,Opmerking\n" + b"".join(
        f"Jan {n},{['Ja zeker', 'Neen'][n % 2]},zei {n}\n".encode() for n in range(12)
    )
    delivery = hand_in(folder, {"x.csv": rows})

    assert delivery.state == "unmapped"
    text = (open_desk(folder).deliveries.open(FIRST) / "mapping" / "x.csv.json").read_text()
    assert "Ja zeker" in text
    assert "Jan " not in text
    assert "zei " not in text


def test_receive_when_the_id_is_taken_then_nothing_changes(folder: Path) -> None:
    hand_in(folder, {"e.csv": END})
    desk = open_desk(folder)
    with pytest.raises(DeliveryError) as caught:
        receive(
            io.BytesIO(write_stream({"x.csv": b"a"})),
            delivery_id=FIRST,
            role="steward",
            trajectories=(),
            desk=desk,
        )
    assert caught.value.key == "deliver.fault_taken"
    assert desk.deliveries.read(FIRST).state == "checked"


@pytest.mark.parametrize("wrong", ["../x", "20230601T100000-AAAAAA", "", "20230601T100000-aaaaaa/.."])
def test_receive_when_the_id_can_be_none_then_it_is_refused(folder: Path, wrong: str) -> None:
    desk = open_desk(folder)
    with pytest.raises(DeliveryError) as caught:
        receive(io.BytesIO(b""), delivery_id=wrong, role="steward", trajectories=(), desk=desk)
    assert caught.value.key == "deliver.fault_id"


def test_receive_when_it_crashes_then_the_fault_says_nothing_of_anybody(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **values: object) -> None:
        raise ValueError("Jan Peeters")

    monkeypatch.setattr("etl.deliver.receive.check_delivery", fail)
    delivery = hand_in(folder, {"e.csv": END})

    assert (delivery.state, delivery.fault, delivery.values) == ("failed", "deliver.fault_crash", {})
    assert b"Peeters" not in read_files(folder.parent / "built")
