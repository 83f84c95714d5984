"""`python -m etl deliver` as the dashboard calls it: a process with files on stdin."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders.delivery import FIRST, write_stream
from tests.builders.raw_programme import write_programme
from tests.etl.deliver.test_receive import END
from tests.house.source import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "proef")


def run(folder: Path, action: str, *more: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    built = str(folder.parent / "built")
    arguments = [sys.executable, "-m", "etl", "deliver", action, str(folder), "--built", built, *more]
    environment = {**os.environ, "KOMPAS_SECRET": "secret of the tests"}
    return subprocess.run(arguments, input=stdin, cwd=ROOT, env=environment, capture_output=True, check=False)


def test_receive_when_called_then_the_delivery_stands_in_the_built_folder(folder: Path) -> None:
    stream = write_stream({"e.csv": END})
    ended = run(folder, "receive", "--id", FIRST, "--role", "organiser", "--trajectory", "pi-1", stdin=stream)

    assert (ended.returncode, ended.stderr) == (0, b"")
    place = folder.parent / "built" / "proef" / "deliveries" / FIRST
    told = json.loads((place / "delivery.json").read_text())
    assert (told["state"], told["role"], told["trajectories"]) == ("checked", "organiser", ["pi-1"])
    assert not (place / "progress.json").exists()
    listed = json.loads(run(folder, "list", "--json").stdout)
    assert [delivery["id"] for delivery in listed] == [FIRST]


def test_receive_when_the_stream_breaks_off_then_it_says_so_and_keeps_nothing(folder: Path) -> None:
    stream = write_stream({"e.csv": END})[:-5]
    ended = run(folder, "receive", "--id", FIRST, "--role", "steward", stdin=stream)

    assert ended.returncode == 1
    assert "brak af" in ended.stderr.decode()
    place = folder.parent / "built" / "proef" / "deliveries" / FIRST
    told = json.loads((place / "delivery.json").read_text())
    assert (told["state"], told["fault"]) == ("refused", "deliver.fault_cut_off")
    assert [path.name for path in place.iterdir()] == ["delivery.json"]
