"""What may be handed in and does not come in: each with a sentence of its own, and nothing lost."""

import io
import os
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import polars as pl
import pytest

from etl.deliver import safety
from etl.deliver.receive import receive
from etl.deliver.record import DeliveryError
from etl.deliver.safety import DoorError, require_safe
from etl.deliver.stream import read_uploads
from tests.builders.delivery import FIRST, SECOND, hand_in, open_desk, write_stream, write_workbook
from tests.builders.raw_programme import write_programme
from tests.etl.deliver.test_receive import END
from texts import LANGUAGES, texts_in

HEADINGS = ["Nummer", "Datum", "Moment", "trust_1", "trust_2", "trust_1_then", "themes"]
ROW = ["L2", "2023-06-01 10:00", "Einde", 5, 4, 1, "Beleid"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "proef")


def zip_up(parts: dict[str, bytes], *, into: bytes = b"") -> bytes:
    content = io.BytesIO(into)
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def lie_about_sizes(content: bytes) -> bytes:
    """The same zip, whose parts say that they unpack to ten bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sizes = {part.file_size for part in archive.infolist() if part.file_size > 2**20}
    for size in sizes:
        content = content.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    return content


BOMB = zip_up({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * (64 * 1024**2)})
FAULTY = {
    "leeg.csv": (b"", "empty"),
    "spaties.csv": (b" \r\n\r\n", "empty"),
    "geen_rijen.csv": (END.split(b"\n")[0] + b"\n", "no_rows"),
    "wachtwoord.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "oud.xls": (OLE, "old_excel"),
    "macros.xlsm": (write_workbook({"Blad": [HEADINGS, ROW]}), "macros"),
    "vermomd.xlsx": (
        zip_up({"xl/vbaProject.bin": b"x"}, into=write_workbook({"Blad": [HEADINGS, ROW]})),
        "macros",
    ),
    "bom.xlsx": (BOMB, "bomb"),
    "leugen.xlsx": (lie_about_sizes(BOMB), "bomb"),
    "half.xlsx": (write_workbook({"Blad": [HEADINGS, ROW]})[:-200], "broken"),
    "foto.csv": (bytes(range(256)) * 20, "broken"),
    "lang.csv": (END + b"x" * 200_000, "broken"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_file_when_it_cannot_come_in_then_its_own_sentence_says_why(folder: Path, name: str) -> None:
    content, fault = FAULTY[name]
    delivery = hand_in(folder, {name: content, "goed.csv": END})

    faults = {file.name: file.fault for file in delivery.files}
    assert faults == {name: f"deliver.fault_{fault}", "goed.csv": None}
    # One bad file refuses the delivery, and the good one was looked at all the same.
    assert (delivery.state, delivery.files[1].rows) == ("refused", 2)
    for language in LANGUAGES:
        assert texts_in(language)(f"deliver.fault_{fault}", **delivery.files[0].values)


def test_file_when_a_workbook_is_in_order_then_it_is_safe() -> None:
    assert require_safe("goed.xlsx", write_workbook({"Blad": [HEADINGS, ROW]})) == "xlsx"


def test_file_when_it_is_a_raw_export_that_counts_already_then_it_is_a_duplicate(folder: Path) -> None:
    delivery = hand_in(folder, {"nog eens.csv": (folder / "raw" / "end.csv").read_bytes()})

    assert (delivery.files[0].fault, delivery.files[0].values) == (
        "deliver.fault_duplicate",
        {"where": "end.csv"},
    )


def test_file_when_it_stands_twice_in_one_delivery_then_the_second_is_a_duplicate(folder: Path) -> None:
    delivery = hand_in(folder, {"a.csv": END, "b.csv": END})

    assert [file.fault for file in delivery.files] == [None, "deliver.fault_duplicate"]


def test_file_when_too_large_then_it_is_read_past(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.deliver.stream.MOST_BYTES", 400)
    delivery = hand_in(folder, {"groot.csv": b"x" * 401, "goed.csv": END})

    assert [file.fault for file in delivery.files] == ["deliver.fault_too_large", None]
    assert len(END) <= 400


def test_stream_when_a_name_has_a_path_then_only_the_name_is_kept() -> None:
    stream = write_stream({"../../x.csv": b"a", "C:\\map\\x.csv": b"b", "..": b"c"})

    assert [upload.name for upload in read_uploads(io.BytesIO(stream))] == ["x.csv", "x~2.csv", "-"]


@pytest.mark.parametrize(
    ("stream", "key"),
    [
        (write_stream({"a.csv": b"abc"})[:-1], "cut_off"),
        (b'{"name": "a.csv", "si', "cut_off"),
        (b"no header\n", "stream"),
        (b'{"name": "a", "size": -1}\n', "stream"),
        (b'{"name": "a", "size": true}\n', "stream"),
        (b'["a"]\n', "stream"),
        (b'{"name": "a", "size": 1000000000000}\n', "too_much"),
    ],
)
def test_stream_when_it_breaks_off_or_is_none_then_it_says_so(stream: bytes, key: str) -> None:
    with pytest.raises(DeliveryError) as caught:
        list(read_uploads(io.BytesIO(stream)))
    assert caught.value.key == f"deliver.fault_{key}"


def test_receive_when_there_is_no_file_then_it_says_so(folder: Path) -> None:
    assert hand_in(folder, {}).fault == "deliver.fault_no_files"


def find_checks(folder: Path) -> list[tuple[str, str | None, int | None]]:
    found = pl.read_parquet(open_desk(folder).deliveries.open(FIRST) / "findings.parquet")
    return found.select("check", "column", "row").rows()


def test_answers_when_all_are_outside_the_scale_then_the_file_is_refused(folder: Path) -> None:
    head = b"Nummer,Datum,Moment,trust_1,trust_2,trust_1_then\n"
    delivery = hand_in(
        folder, {"e.csv": head + b"L2,2023-06-01,Einde,10,20,30\nL4,2023-06-01,Einde,40,50,60\n"}
    )

    assert delivery.state == "refused"
    assert ("answers_all_refused", None, None) in find_checks(folder)
    assert (delivery.files[0].loaded, delivery.files[0].refused) == (0, 2)


def test_wave_when_the_days_are_of_another_then_the_file_is_refused(folder: Path) -> None:
    path = folder / "programme.toml"
    text = path.read_text()
    for name, dates in (("Begin", (2021, 2022)), ("Einde", (2023, 2024))):
        short = f'short = {{ nl = "{name}"'
        opens = f"opens = {dates[0]}-01-01\ncloses = {dates[0]}-12-31\n"
        text = text.replace(short, opens + short)
    path.write_text(text)
    early = END.replace(b"2023-06-0", b"2021-06-0").replace(b",9,", b",4,")

    assert hand_in(folder, {"e.csv": early}).state == "refused"
    assert find_checks(folder) == [("wave_wrong", None, None)]
    # The control: on one day of the wave itself it is late or early, and not another wave.
    one = early.replace(b"2021-06-02", b"2023-06-02")
    assert hand_in(folder, {"e.csv": one}, delivery_id=SECOND).state == "checked"


def test_workbook_when_the_sheet_is_not_the_first_then_it_is_found_and_the_rest_is_told(folder: Path) -> None:
    book = write_workbook({"Notities": [["wie", "wat"], ["x", "y"]], "Data": [HEADINGS, ROW]})
    delivery = hand_in(folder, {"e.xlsx": book})

    assert (delivery.state, delivery.files[0].sheet) == ("checked", "Data")
    assert find_checks(folder) == [("sheet_not_read", None, None)]


def test_workbook_when_cells_are_formulas_then_the_saved_value_is_read_and_told(folder: Path) -> None:
    without = [*ROW[:3], "=2+3", *ROW[4:]]
    delivery = hand_in(folder, {"e.xlsx": write_workbook({"Data": [HEADINGS, without]})})

    assert delivery.state == "checked"
    assert find_checks(folder) == [("formula_without_value", "trust_1", None)]


def test_workbook_when_a_formula_has_a_value_then_that_is_read(folder: Path) -> None:
    book = write_workbook({"Data": [HEADINGS, [*ROW[:3], "=2+3", *ROW[4:]]]})
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert sheet.count(b"<f>2+3</f><v />") + sheet.count(b"<f>2+3</f><v></v>") == 1
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v />", b"<v>5</v>").replace(b"<v></v>", b"<v>5</v>")

    hand_in(folder, {"e.xlsx": zip_up(parts)})

    assert find_checks(folder) == [("formula_read", "trust_1", None)]


def test_door_when_a_stored_part_is_large_then_only_its_own_size_counts() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (safety.MOST_UNPACKED // 16))

    assert require_safe("x.xlsx", content.getvalue()) == "xlsx"


def test_door_when_a_zip_is_no_zip_then_it_is_broken() -> None:
    with pytest.raises(DoorError) as caught:
        require_safe("x.xlsx", b"PK\x03\x04 and then nothing")
    assert caught.value.key == "deliver.fault_broken"


def test_receive_when_two_come_at_once_then_the_second_waits_and_neither_is_lost(folder: Path) -> None:
    desk = open_desk(folder)
    ended: list[str] = []

    def work() -> None:
        ended.append(hand_in(folder, {"b.csv": END}, delivery_id=SECOND).state)

    with desk.deliveries.lock():
        thread = threading.Thread(target=work)
        thread.start()
        deadline = time.monotonic() + 20
        progress = desk.deliveries.open(SECOND) / "progress.json"
        while "step_wait" not in (progress.read_text() if progress.exists() else ""):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert desk.deliveries.read(SECOND).state == "checking"
        assert ended == []
    thread.join(timeout=60)

    assert ended == ["checked"]


def test_receive_when_killed_then_the_next_command_says_that_it_died(folder: Path) -> None:
    built = folder.parent / "built"
    arguments = ["receive", str(folder), "--built", str(built), "--id", FIRST, "--role", "steward"]
    environment = {**os.environ, "KOMPAS_SECRET": "secret of the tests"}
    command = [sys.executable, "-m", "etl", "deliver", *arguments]
    root = Path(__file__).parents[3]
    with subprocess.Popen(command, cwd=root, env=environment, stdin=subprocess.PIPE) as process:
        desk = open_desk(folder)
        deadline = time.monotonic() + 60
        while desk.deliveries.find(FIRST) is None:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert desk.deliveries.find_worker(FIRST) == process.pid
        process.kill()
    assert desk.deliveries.read(FIRST).state == "checking"
    assert desk.deliveries.find_worker(FIRST) is None

    hand_in(folder, {"b.csv": END}, delivery_id=SECOND)

    assert desk.deliveries.read(FIRST).fault == "deliver.fault_died"
    # And the same number may be used again.
    stream = io.BytesIO(write_stream({"e.csv": END}))
    assert receive(stream, delivery_id=FIRST, role="steward", trajectories=(), desk=desk).state == "checked"
