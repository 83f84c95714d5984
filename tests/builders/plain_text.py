"""Looks for words in whatever a program wrote: as bytes, and inside what is packed."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

_SPELLINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")


def find_words(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """File and word, for each word that stands somewhere below `folder`: in a name, in bytes in any usual
    encoding, in a part of a zip, or in a cell of a Parquet file.
    """
    return sorted(
        {
            (path.relative_to(folder).as_posix(), word)
            for path in folder.rglob("*")
            for text in _read(path)
            for word in words
            if any(word.encode(spelling) in text for spelling in _SPELLINGS)
        }
    )


def _read(path: Path) -> Iterator[bytes]:
    yield path.name.encode()
    if path.is_file():
        content = path.read_bytes()
        yield content
        yield from _unpack(content)


def _unpack(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"PAR1"):
        frame = pl.read_parquet(io.BytesIO(content))
        yield "\n".join(str(cell) for row in frame.iter_rows() for cell in row).encode()
    elif zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
