"""The demo as files: the same for the same seed, marked as made up, never over real exports."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from etl.demo import DemoError, write_demo
from etl.demo.parameters import Parameters
from tests.builders.demo import write_quietly
from texts import texts_in


def hash_files(raw: Path) -> dict[str, str]:
    return {
        path.relative_to(raw).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(raw.rglob("*"))
        if path.is_file()
    }


def test_demo_when_written_twice_with_the_same_seed_then_every_byte_is_the_same(tmp_path: Path) -> None:
    first = hash_files(write_quietly(tmp_path / "a", leaders=80, seed=4))
    second = hash_files(write_quietly(tmp_path / "b", leaders=80, seed=4))

    assert len(first) == 30
    assert first == second


def test_demo_when_written_with_another_seed_then_answers_differ(tmp_path: Path) -> None:
    first = hash_files(write_quietly(tmp_path / "a", leaders=80, seed=4))
    second = hash_files(write_quietly(tmp_path / "b", leaders=80, seed=5))

    surveys = [name for name in first if name.startswith("bevragingen/")]
    assert len(surveys) == 4
    assert all(first[name] != second[name] for name in surveys)


def test_marker_when_read_then_says_synthetic_and_carries_the_true_parameters(marker: dict[str, Any]) -> None:
    assert marker["synthetic"] is True
    assert (marker["seed"], marker["leaders"]) == (20230630, 492)
    assert marker["parameters"] == json.loads(json.dumps(Parameters().to_json()))


def test_demo_when_written_over_an_earlier_one_then_nothing_of_that_stays(tmp_path: Path) -> None:
    raw = write_quietly(tmp_path, leaders=80)
    stale = raw / "bevragingen" / "oud.csv"
    stale.write_text("oud", encoding="utf-8")
    marker = json.loads((raw / "demo.json").read_text(encoding="utf-8"))
    marker["files"].append("bevragingen/oud.csv")
    (raw / "demo.json").write_text(json.dumps(marker), encoding="utf-8")

    write_quietly(tmp_path, leaders=80)

    assert not stale.exists()


def test_demo_when_the_folder_holds_other_exports_then_leaves_them_alone(tmp_path: Path) -> None:
    real = tmp_path / "raw" / "bevragingen" / "echt.csv"
    real.parent.mkdir(parents=True)
    real.write_text("echt", encoding="utf-8")

    with pytest.raises(DemoError) as fault:
        write_quietly(tmp_path, leaders=80)

    assert real.read_text(encoding="utf-8") == "echt"
    assert not (tmp_path / "raw" / "demo.json").exists()
    assert str(tmp_path) in texts_in("nl")(fault.value.key, **fault.value.values)


def test_demo_when_too_few_leaders_are_asked_then_says_how_many_it_needs(tmp_path: Path) -> None:
    with pytest.raises(DemoError) as fault:
        write_quietly(tmp_path, leaders=39)

    assert "40" in texts_in("nl")(fault.value.key, **fault.value.values)
    assert not (tmp_path / "raw").exists()


def test_demo_when_another_programme_is_asked_then_names_the_only_one(tmp_path: Path) -> None:
    home = Path("data/programmes/schoolleiders-2021-2023")
    text = (home / "programme.toml").read_text(encoding="utf-8")
    (tmp_path / "codebook").mkdir()
    codebook = (home / "codebook" / "schoolleiders.toml").read_text(encoding="utf-8")
    (tmp_path / "codebook" / "schoolleiders.toml").write_text(codebook, encoding="utf-8")
    other = text.replace('id = "schoolleiders-2021-2023"', 'id = "een-ander"', 1)
    (tmp_path / "programme.toml").write_text(other, encoding="utf-8")

    with pytest.raises(DemoError) as fault:
        write_quietly(tmp_path)

    assert "schoolleiders-2021-2023" in texts_in("nl")(fault.value.key, **fault.value.values)


def test_demo_when_it_reports_then_each_step_has_a_text_and_reaches_its_end(tmp_path: Path) -> None:
    told: dict[str, float] = {}
    write_demo(tmp_path, leaders=80, report=told.__setitem__)

    assert all(texts_in("nl").has(key) for key in told)
    assert set(told.values()) == {1.0}
    assert len(told) == 4


def test_demo_when_a_real_export_stands_among_the_last_one_then_refused_and_nothing_removed(
    tmp_path: Path,
) -> None:
    write_demo(tmp_path, report=lambda _key, _share: None)
    real = tmp_path / "raw" / "registers" / "echt.csv"
    real.write_text("echt")

    with pytest.raises(DemoError):
        write_demo(tmp_path, report=lambda _key, _share: None)

    assert real.read_text() == "echt"
    assert (tmp_path / "raw" / "registers" / "scholen.csv").is_file()
