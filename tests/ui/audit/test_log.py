import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from stat import S_IMODE

import pytest

from tests.house.source import ROOT
from ui.audit.entry import AuditEntry, name_file, read_day_of
from ui.audit.log import AuditLog, sweep_folder
from ui.audit.reading import list_days, read_day
from ui.audit.settings import AuditSettings, BadRetentionError, read_settings

NOON = datetime.fromisoformat("2026-11-24T12:00:00+01:00")


def make_entry(**changed: object) -> AuditEntry:
    given = {"at": NOON, "who": "Ann", "role": "steward", "page": "reach", "cell": "total", **changed}
    return AuditEntry(**given)  # type: ignore[arg-type]


def make_log(folder: Path, *, days: int = 180, largest: int = 10_000, today: datetime = NOON) -> AuditLog:
    return AuditLog(AuditSettings(folder, days), largest=largest, clock=lambda: today)


def lines_in(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for path in sorted(folder.iterdir()) for line in path.read_text().splitlines()]


def test_log_when_closed_then_holds_who_when_page_cell_and_file_and_nothing_else(tmp_path: Path) -> None:
    log = make_log(tmp_path / "log")
    log.note(make_entry(figure="map", format="csv"))
    log.close()

    assert lines_in(tmp_path / "log") == [
        {
            "at": "2026-11-24T12:00:00+01:00",
            "who": "Ann",
            "role": "steward",
            "page": "reach",
            "cell": "total",
            "figure": "map",
            "format": "csv",
            "act": "",
        }
    ]


def test_log_when_many_threads_note_at_once_then_every_line_is_whole_and_there(tmp_path: Path) -> None:
    log = make_log(tmp_path, largest=2000)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: log.note(make_entry(cell=str(n))), range(2000)))
    log.close()

    assert sorted(int(line["cell"]) for line in lines_in(tmp_path)) == list(range(2000))


def test_log_when_nobody_closes_it_then_is_written_by_itself(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    log.note(make_entry())
    assert log._thread is not None
    log._ending.set()
    log._thread.join(timeout=20)

    assert len(lines_in(tmp_path)) == 1


def test_log_when_the_process_ends_then_what_waits_is_written(tmp_path: Path) -> None:
    program = (
        "from ui.audit.log import find_log, now\nfrom ui.audit.entry import AuditEntry\n"
        "find_log().note(AuditEntry(now(), 'Ann', 'steward', 'reach', 'total'))\n"
    )
    environment = {**os.environ, "KOMPAS_LOG_DIR": str(tmp_path / "log")}
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)

    assert [line["who"] for line in lines_in(tmp_path / "log")] == ["Ann"]


def test_log_when_a_file_is_full_then_goes_on_in_another(tmp_path: Path) -> None:
    log = make_log(tmp_path, largest=300)
    for n in range(10):
        log.note(make_entry(cell=str(n)))
        log.flush()
    log.close()

    assert len(list(tmp_path.iterdir())) > 2
    assert all(path.stat().st_size < 300 + 200 for path in tmp_path.iterdir())
    assert sorted(read_day(tmp_path, NOON.date())["cell"]) == [str(n) for n in range(10)]


def test_log_when_midnight_passes_then_each_day_has_its_file(tmp_path: Path) -> None:
    log = make_log(tmp_path)
    log.note(make_entry())
    log.note(make_entry(at=NOON + timedelta(days=1)))
    log.close()

    assert list_days(tmp_path) == [date(2026, 11, 25), date(2026, 11, 24)]
    assert read_day(tmp_path, date(2026, 11, 25)).height == 1


@pytest.mark.parametrize(("age", "kept"), [(0, True), (29, True), (30, False), (400, False)])
def test_log_when_a_day_is_older_than_what_is_kept_then_it_goes(tmp_path: Path, age: int, kept: bool) -> None:
    path = tmp_path / name_file(NOON.date() - timedelta(days=age), writer="0" * 8, part=1)
    path.write_text("{}\n")
    log = make_log(tmp_path, days=30)
    log.flush()

    assert path.exists() is kept


def test_log_when_it_sweeps_then_leaves_what_is_not_its_own(tmp_path: Path) -> None:
    others = ["notes.txt", "raadplegingen-2001-01-01.jsonl", "raadplegingen-2001-99-99-00000000-001.jsonl"]
    for name in others:
        (tmp_path / name).write_text("mine")
    sweep_folder(AuditSettings(tmp_path, 1), today=NOON.date())

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others)
    assert all(read_day_of(tmp_path / name) is None for name in others)


def test_log_when_made_then_only_its_owner_reads_it(tmp_path: Path) -> None:
    log = make_log(tmp_path / "log")
    log.note(make_entry())
    log.close()

    assert S_IMODE((tmp_path / "log").stat().st_mode) == 0o700
    assert {S_IMODE(path.stat().st_mode) for path in (tmp_path / "log").iterdir()} == {0o600}


def test_log_when_it_cannot_be_written_then_is_told_once_and_nothing_is_lost(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    log = make_log(tmp_path / "log")
    for n in range(3):
        log._waiting.append(make_entry(cell=str(n)))
        log.flush()
    (tmp_path / "log").unlink()
    log.flush()

    assert len(caplog.records) == 1
    assert [line["cell"] for line in lines_in(tmp_path / "log")] == ["0", "1", "2"]


def test_reading_when_a_line_is_damaged_then_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / name_file(NOON.date(), writer="0" * 8, part=1)
    path.write_text(f'{{"at": "half\n{make_entry().write_line()}\n[]\n', encoding="utf-8")

    assert read_day(tmp_path, NOON.date())["who"].to_list() == ["Ann"]


def test_settings_when_nothing_is_set_then_the_log_is_beside_the_releases_for_180_days() -> None:
    settings = read_settings({})

    assert settings.folder.name == "raadplegingen"
    assert settings.days == 180


@pytest.mark.parametrize("days", ["0", "-1", "half", "3651", "1.5", "٣"])
def test_settings_when_the_days_are_no_number_of_days_then_are_refused(days: str) -> None:
    with pytest.raises(BadRetentionError):
        read_settings({"KOMPAS_LOG_DAYS": days})


def test_day_when_the_log_is_from_before_there_were_acts_then_is_read(tmp_path: Path) -> None:
    entry = make_entry(figure="map")
    old = {name: value for name, value in json.loads(entry.write_line()).items() if name != "act"}
    path = tmp_path / name_file(NOON.date(), writer="0" * 8, part=1)
    path.write_text(json.dumps(old) + "\n" + make_entry(act="accept").write_line() + "\n")

    assert read_day(tmp_path, NOON.date())["act"].to_list() == ["", "accept"]
