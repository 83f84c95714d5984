"""SPSS files give codes with their labels."""

from pathlib import Path

import polars as pl
import pyreadstat
import pytest

from etl.read.spss import read_spss
from etl.read.table import UnreadableFileError


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    path = tmp_path / "x.sav"
    frame = pl.DataFrame({"nr": ["a1", "a2"], "q1": [4.0, None]})
    pyreadstat.write_sav(
        frame,
        str(path),
        column_labels=["Nummer", "Hoe gaat het?"],
        variable_value_labels={"q1": {4.0: "Eens"}},
    )
    return path.read_bytes()


def test_cases_when_read_then_codes_are_text_with_labels(content: bytes) -> None:
    cells, columns = read_spss(content)

    assert cells.rows() == [("a1", "4"), ("a2", "")]
    assert columns[1].names == ("q1", "Hoe gaat het?")
    assert columns[1].labels == {"4": "Eens"}


def test_file_when_cut_off_then_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_spss(content[: len(content) // 2])

    assert refused.value.check == "file_truncated"
