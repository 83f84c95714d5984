"""A release as Parquet files, and the example that reads them."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from etl.arguments import parse_arguments
from etl.commands import run_command
from etl.export import export_release
from etl.release import read_release
from schemas.release import FORMAT, TABLES
from tests.builders.release import write_release
from texts import texts_in

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "read_release.py"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return write_release(tmp_path / "built" / "proef")


def test_export_when_written_then_every_table_reads_back_the_same(release: Path, tmp_path: Path) -> None:
    export_release(release, tmp_path / "out", report=lambda _key, _share: None)

    for name in TABLES:
        assert_frame_equal(pl.read_parquet(tmp_path / "out" / f"{name}.parquet"), read_release(release, name))
    about = json.loads((tmp_path / "out" / "release.json").read_text(encoding="utf-8"))
    assert (about["format"], about["release_id"]) == (FORMAT, release.stem.removeprefix("release-"))
    assert pl.read_parquet_metadata(tmp_path / "out" / "cells.parquet")["kompas.format"] == FORMAT


def test_export_when_asked_on_the_command_line_then_says_where_it_stands(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built, out = release.parent.parent, tmp_path / "uit"
    asked = ["release", "export", "--programme", "proef", "--built", str(built), "--out", str(out)]

    code = run_command(parse_arguments(asked, texts=texts_in("nl")), texts=texts_in("nl"))

    assert code == 0
    assert str(out) in capsys.readouterr().out.replace("\n", "")
    assert (out / "statements.parquet").exists()


def test_example_when_it_reads_an_export_then_shows_what_is_shown_and_nothing_else(
    release: Path, tmp_path: Path
) -> None:
    export_release(release, tmp_path, report=lambda _key, _share: None)

    means = runpy.run_path(str(EXAMPLE))["list_means"](tmp_path)
    told = subprocess.run([sys.executable, EXAMPLE, tmp_path], capture_output=True, check=True, text=True)

    shown = read_release(release, "statements").filter(statistic=pl.lit("mean"), status=pl.lit("shown"))
    assert (
        means.filter(pl.col("status") != "shown")["value"].null_count()
        == means.filter(pl.col("status") != "shown").height
    )
    assert not means.is_empty()
    assert set(means.drop_nulls("value")["value"]) <= set(shown["value"])
    assert "label_nl" in told.stdout
