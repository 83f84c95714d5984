"""Leaders have the facts of their school; marks become attendance at the own sessions."""

from pathlib import Path

import polars as pl
import pytest

from etl.clean.pseudonyms import make_pseudonym
from tests.builders.raw_programme import SECRET, change_file, take_in_folder, write_programme

L1 = make_pseudonym("l1", secret=SECRET)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "proef")


def test_leaders_when_tied_to_a_school_then_they_have_its_facts(folder: Path) -> None:
    leaders = take_in_folder(folder).tables["leaders"]

    own = leaders.row(by_predicate=pl.col("leader_id") == L1, named=True)
    facts = [own[name] for name in ("partnership_id", "trajectory_id", "level", "region", "school_number")]
    assert facts == ["A", "pi-1", "basis", "antwerpen", "101"]


def test_attendance_when_the_heading_is_a_day_then_each_leader_has_the_own_session(folder: Path) -> None:
    attendance = take_in_folder(folder).tables["attendance"]

    sessions = attendance.filter(pl.col("status") == "present").select("session_id", "minutes").rows()
    assert sorted(sessions) == [("S1", 360), ("S2", 180), ("S3", 360)]


def test_attendance_when_empty_cells_mean_absent_then_only_within_the_stay(folder: Path) -> None:
    change_file(
        folder, "programme.toml", 'files = "days.csv"', 'files = "days.csv"\nmarks = { "" = "absent" }'
    )
    change_file(folder, "raw/days.csv", "L2,afwezig", "L2,")
    change_file(folder, "raw/leaders.csv", "31/12/2022", "1/2/2022")

    intake = take_in_folder(folder)

    absent = intake.tables["attendance"].filter(pl.col("status") == "absent")
    assert absent["leader_id"].to_list() == [make_pseudonym("l4", secret=SECRET)]
    assert intake.tables["findings"].is_empty()


def test_marks_when_hours_with_a_decimal_comma_then_minutes(folder: Path) -> None:
    change_file(folder, "raw/days.csv", "L2,afwezig", 'L2,"2,5"')

    attendance = take_in_folder(folder).tables["attendance"]

    assert attendance.filter(pl.col("leader_id") == make_pseudonym("l2", secret=SECRET))[
        "minutes"
    ].to_list() == [150]
