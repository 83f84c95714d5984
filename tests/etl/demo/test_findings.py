"""Intake finds the faults of any demo, and nothing else."""

import json
import shutil
from pathlib import Path

import pytest

from etl.configure import load_programme
from etl.demo.dirt import SILENT
from etl.intake import take_in
from tests.builders.demo import HOME, write_quietly


@pytest.mark.parametrize(("leaders", "seed"), [(40, 9), (120, 7)])
def test_findings_when_a_demo_is_taken_in_then_are_exactly_its_dirt(
    tmp_path: Path, leaders: int, seed: int
) -> None:
    shutil.copytree(HOME, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("raw"))
    raw = write_quietly(tmp_path, leaders=leaders, seed=seed)
    dirt = json.loads((raw / "demo.json").read_text(encoding="utf-8"))["dirt"]

    taken = take_in(load_programme(tmp_path), secret=b"test", report=lambda _key, _share: None)

    found = set(taken.tables["findings"].select("check", "file", "row", "column").rows())
    loud = [(d["kind"], p) for d in dirt if d["kind"] not in SILENT for p in d["places"]]
    assert found == {(kind, place["file"], place["row"], place["column"]) for kind, place in loud}
    assert not taken.refused
    assert taken.tables["leaders"].height == leaders
