"""Finds and reads the files of a programme; what cannot be read becomes a finding, never a crash."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from etl.check.ledger import Ledger
from etl.read.handed import HandedTable
from etl.read.source import SourceFile, hash_file, is_ignored, list_files, read_file
from etl.read.table import RawTable, UnreadableFileError
from schemas.programme import Source

# Stands beside the exports of a demo programme; no export itself.
DEMO_FILE = "demo.json"
_ROSTER = ("partnerships", "schools", "leaders")
_NOTES = (".md", ".txt")


def find_files(
    sources: Iterable[Source], *, raw: Path, ledger: Ledger, handed: Iterable[HandedTable] = ()
) -> tuple[SourceFile, ...]:
    """The files of all sources, each once: the raw exports, then what was handed in.

    Notes required sources without a file, files of two sources, and files of none.
    """
    found: dict[str, SourceFile] = {}
    given = [SourceFile(table.source, raw / table.raw.file, table.raw.file) for table in handed]
    delivered = {file.source.id for file in given}
    for source in sources:
        files = list_files(source, raw=raw)
        if not files and source.required and source.id not in delivered:
            ledger.note_once("file_missing", pattern=source.files, source=source.id)
        for file in files:
            first = found.setdefault(file.name, file)
            if first is not file:
                names = {"first": first.source.id, "second": source.id}
                ledger.note_once("file_of_two_sources", file=file.name, **names)
    _note_unknown(raw, known=set(found), ledger=ledger)
    return (*found.values(), *given)


def _note_unknown(raw: Path, *, known: set[str], ledger: Ledger) -> None:
    for path in sorted(raw.rglob("*")):
        name = path.relative_to(raw).as_posix()
        is_note = path.name == DEMO_FILE or path.suffix.lower() in _NOTES
        if path.is_file() and name not in known and not is_note and not is_ignored(path):
            ledger.note_once("file_unknown", file=name)


def read_files(
    files: Iterable[SourceFile], *, ledger: Ledger, handed: Mapping[str, HandedTable] = MappingProxyType({})
) -> Iterator[tuple[SourceFile, RawTable]]:
    """The files that can be read, one at a time; what was `handed` in was read at the door."""
    for file in files:
        if ledger.is_refused(file.name):
            continue
        try:
            raw = _take_over(handed[file.name], ledger=ledger) if file.name in handed else read_file(file)
        except UnreadableFileError as fault:
            ledger.note_once(fault.check, file=file.name, **fault.values)
            continue
        if raw.rows.is_empty():
            ledger.note_once(_name_emptiness(file.source), file=file.name, sheet=raw.sheet)
        yield file, raw


def _take_over(table: HandedTable, *, ledger: Ledger) -> RawTable:
    for check, values in table.notes:
        ledger.note_once(check, **values)
    return table.raw


def _name_emptiness(source: Source) -> str:
    """Nobody has answered yet: that may be. But a programme without anybody in it is a failed export."""
    return "register_without_rows" if source.table in _ROSTER else "file_without_rows"


def hash_files(
    files: Iterable[SourceFile], *, handed: Mapping[str, HandedTable] = MappingProxyType({})
) -> dict[str, str]:
    """The SHA-256 of each file by name; of what cannot be opened, that of nothing."""
    return {f.name: handed[f.name].sha256 if f.name in handed else _hash(f.path) for f in files}


def _hash(path: Path) -> str:
    try:
        return hash_file(path)
    except OSError:
        return "0" * 64
