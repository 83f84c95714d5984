"""What is committed: no data of persons, nothing fetched, no programme in the code."""

import re

import pytest

from tests.house.source import ROOT, committed_files, our_modules

DATA = re.compile(r"\.(csv|tsv|xlsx?|sav|parquet|duckdb|zip|gz)$", re.IGNORECASE)
ALLOWED = {"data/LOG.csv"}
LARGEST_KB = 400


def unwanted(names: tuple[str, ...]) -> list[str]:
    """Committed files that look like data: they belong to the user, or are made."""
    return [name for name in names if DATA.search(name) and name not in ALLOWED]


def test_repository_when_listed_then_holds_no_data_files() -> None:
    assert unwanted(committed_files()) == []


@pytest.mark.parametrize(
    "name", ["data/programmes/x/raw/begin.csv", "tests/data/real.SAV", "data/built/x/release-1.duckdb"]
)
def test_repository_when_data_is_committed_then_it_is_caught(name: str) -> None:
    assert unwanted((name,)) == [name]


def test_repository_when_weighed_then_no_file_is_heavy() -> None:
    heavy = [n for n in committed_files() if (ROOT / n).stat().st_size > LARGEST_KB * 1024]

    assert heavy == []


def test_source_when_searched_for_a_real_programme_then_it_knows_none() -> None:
    knowing = [p for p in our_modules() if "carpentries" in p.read_text(encoding="utf-8").lower()]

    assert knowing == []


def test_licence_when_read_then_it_is_mit_and_names_the_owner() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert text.startswith("MIT License")
    assert "The Kompas founders" in text


def test_shared_notes_when_searched_for_then_the_product_needs_none() -> None:
    needing = [p for p in our_modules() if "/work/shared" in p.read_text(encoding="utf-8")]

    assert needing == []
