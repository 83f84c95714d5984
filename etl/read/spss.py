"""Reads an SPSS file: codes as text, with the value labels that the file carries."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat

from etl.read.table import Column, UnreadableFileError


def read_spss(content: bytes) -> tuple[pl.DataFrame, tuple[Column, ...]]:
    """The cases of an SPSS file as text (`c1`…) and its columns with labels.

    A column answers to its name and to its variable label. Codes come without a needless `.0`.

    Raises:
        UnreadableFileError: `file_truncated`.
    """
    data, meta = _read(content)
    columns = tuple(_describe(n, name, meta) for n, name in enumerate(meta.column_names, 1))
    cells = pl.DataFrame({column.key: _to_text(data[column.heading]) for column in columns})
    return cells, columns


def _read(content: bytes) -> tuple[dict[str, Any], Any]:
    with _keep_in_memory(content) as path:
        try:
            data, meta = pyreadstat.read_sav(path, output_format="dict")
        except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OSError):
            raise UnreadableFileError("file_truncated") from None
    if any(len(values) < (meta.number_rows or 0) for values in data.values()):
        raise UnreadableFileError("file_truncated")
    return data, meta


@contextmanager
def _keep_in_memory(content: bytes) -> Iterator[str]:
    """A path to `content`, of which nothing reaches the disk where the system has files in memory."""
    if not hasattr(os, "memfd_create"):
        with tempfile.NamedTemporaryFile(suffix=".sav") as file:
            Path(file.name).write_bytes(content)
            yield file.name
        return
    with os.fdopen(os.memfd_create("sav"), "wb") as memory:
        memory.write(content)
        memory.flush()
        yield f"/proc/self/fd/{memory.fileno()}"


def _describe(position: int, name: str, meta: Any) -> Column:
    question = meta.column_names_to_labels.get(name) or ""
    labels = meta.variable_value_labels.get(name, {})
    return Column(
        position=position,
        heading=name,
        names=tuple(text for text in (name, question) if text),
        labels={_write_value(code): str(label) for code, label in labels.items()},
    )


def _to_text(values: Any) -> pl.Series:
    return pl.Series([_write_value(value) for value in values], dtype=pl.String)


def _write_value(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124  (NaN is the only value unlike itself)
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
