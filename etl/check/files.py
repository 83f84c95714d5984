"""Finds and reads the files of a programme; what cannot be read becomes a finding, never a crash."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from etl.check.ledger import Ledger
from etl.read.source import SourceFile, hash_file, is_ignored, list_files, read_file
from etl.read.table import RawTable, UnreadableFileError
from schemas.programme import Source

# Stands beside the exports of a demo programme; no export itself.
DEMO_FILE = "demo.json"
_ROSTER = ("partnerships", "schools", "leaders")
_NOTES = (".md", ".txt")


def find_files(sources: Iterable[Source], *, raw: Path, ledger: Ledger) -> tuple[SourceFile, ...]:
    """The files of all sources, each once.

    Notes required sources without a file, files of two sources, and files of none.
    """
    found: dict[str, SourceFile] = {}
    for source in sources:
        files = list_files(source, raw=raw)
        if not files and source.required:
            ledger.note_once("file_missing", pattern=source.files, source=source.id)
        for file in files:
            first = found.setdefault(file.name, file)
            if first is not file:
                names = {"first": first.source.id, "second": source.id}
                ledger.note_once("file_of_two_sources", file=file.name, **names)
    _note_unknown(raw, known=set(found), ledger=ledger)
    return tuple(found.values())


def _note_unknown(raw: Path, *, known: set[str], ledger: Ledger) -> None:
    for path in sorted(raw.rglob("*")):
        name = path.relative_to(raw).as_posix()
        is_note = path.name == DEMO_FILE or path.suffix.lower() in _NOTES
        if path.is_file() and name not in known and not is_note and not is_ignored(path):
            ledger.note_once("file_unknown", file=name)


def read_files(files: Iterable[SourceFile], *, ledger: Ledger) -> Iterator[tuple[SourceFile, RawTable]]:
    """The files that can be read, one at a time."""
    for file in files:
        if ledger.is_refused(file.name):
            continue
        try:
            raw = read_file(file)
        except UnreadableFileError as fault:
            ledger.note_once(fault.check, file=file.name, **fault.values)
            continue
        if raw.rows.is_empty():
            ledger.note_once(_name_emptiness(file.source), file=file.name, sheet=raw.sheet)
        yield file, raw


def _name_emptiness(source: Source) -> str:
    """Nobody has answered yet: that may be. But a programme without anybody in it is a failed export."""
    return "register_without_rows" if source.table in _ROSTER else "file_without_rows"


def hash_files(files: Iterable[SourceFile]) -> dict[str, str]:
    """The SHA-256 of each file by name; of what cannot be opened, that of nothing."""
    return {file.name: _hash(file.path) for file in files}


def _hash(path: Path) -> str:
    try:
        return hash_file(path)
    except OSError:
        return "0" * 64
