"""Looks into raw exports and built files the way a stranger would: as text, whatever the format."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

BEGIN = "bevragingen/beginmeting_qualtrics.csv"
"""The demo's begin survey, under `raw`."""
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IP_ADDRESS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
_TEXT_COLUMNS = (
    "SELECT table_name, column_name FROM duckdb_columns() "
    "WHERE NOT internal AND data_type IN ('VARCHAR', 'BLOB')"
)
_ENCODINGS = ("utf-8", "cp1252")


def read_texts(path: Path) -> Iterator[str]:
    """All text in a file: of a workbook each part, of a database each column (also files inside cells)."""
    if path.suffix == ".duckdb":
        yield from _read_database(path)
    else:
        yield from _read_bytes(path.read_bytes())


def find_persons(raw: Path) -> set[str]:
    """Every e-mail address, IP address and name of a recipient or participant in the exports."""
    found: set[str] = set()
    for path in sorted(raw.rglob("*")):
        if path.is_file() and path.name != "demo.json":
            for text in read_texts(path):
                found |= set(EMAIL.findall(text)) | set(IP_ADDRESS.findall(text))
                found |= set(re.findall(r"Leider \d{5}", text))
    return found


def find_leaks(path: Path, *, persons: set[str]) -> set[str]:
    """Which of `persons` occur in a file, and whatever else looks like an e-mail or IP address."""
    leaks: set[str] = set()
    for text in read_texts(path):
        leaks |= set(EMAIL.findall(text)) | set(IP_ADDRESS.findall(text))
        leaks |= {person for person in persons if person in text}
    return leaks


def _read_database(path: Path) -> Iterator[str]:
    """Every distinct text and file; a number or a moment names nobody."""
    with duckdb.connect(str(path), read_only=True) as connection:
        for table, column in connection.execute(_TEXT_COLUMNS).fetchall():
            values = connection.execute(f'SELECT DISTINCT "{column}" FROM "{table}"').fetchall()
            for (value,) in values:
                if isinstance(value, bytes):
                    yield from _read_bytes(value)
            yield "\n".join(value for (value,) in values if isinstance(value, str))


def _read_bytes(content: bytes) -> Iterator[str]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _read_bytes(archive.read(name))
        return
    for encoding in _ENCODINGS:
        yield content.decode(encoding, errors="ignore")


def change_cell(path: Path, *, row: int, heading: str, value: str) -> str:
    """Puts `value` in one cell of a CSV (row 1 is the top), and returns what stood there."""
    records = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    column = records[0].index(heading)
    before, records[row - 1][column] = records[row - 1][column], value
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(records)
    path.write_text(text.getvalue(), encoding="utf-8")
    return before
