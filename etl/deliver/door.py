"""The door: from the bytes of one file to the door copies of its tables, or why it does not come in."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.deliver.copying import copy_table
from etl.deliver.layouts import apply_layout
from etl.deliver.proposing import propose
from etl.deliver.recognise import Fit, Known, choose_fits, list_fits
from etl.deliver.safety import DoorError, require_safe
from etl.deliver.shelving import Note
from etl.deliver.stream import Upload
from etl.deliver.tables import Book
from etl.deliver.template import is_explanation
from etl.read.table import RawTable
from schemas.delivery import DeliveredFile, Proposal
from schemas.programme import Source


@dataclass(frozen=True)
class Copied:
    """A door copy with the source that it is of."""

    raw: RawTable
    source: Source
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Entered:
    """What came of one file: its tables, or a proposal where its layout is not known, or a fault.

    `files`: one a table (a workbook can hold several), or just one where there is none.
    """

    files: tuple[DeliveredFile, ...]
    copies: tuple[Copied, ...] = ()
    proposal: Proposal | None = None
    learnt: Source | None = field(default=None)


def enter(upload: Upload, *, known: Known, secret: bytes, taken: dict[str, str]) -> Entered:
    """Lets one file in. `taken`: where each file that is in already stands, by SHA-256."""
    told = DeliveredFile(name=upload.name, sha256=upload.sha256, size=upload.size)
    try:
        kind = require_safe(upload.name, upload.content)
        if upload.sha256 in taken:
            raise DoorError("deliver.fault_duplicate", where=taken[upload.sha256])
        book = Book(upload.name, kind, upload.content or b"")
        if upload.layout is not None:
            fits = [apply_layout(upload.layout, book=book, known=known)]
            learnt = fits[0].source
        else:
            fits, learnt = list(_recognise_sheets(book, known=known)), None
        if not fits:
            return _ask(told, book, known=known)
        copies = tuple(_copy(fit, book, known=known, secret=secret) for fit in fits)
        if not any(copied.raw.rows.height for copied in copies):
            raise DoorError("deliver.fault_no_rows")
        noted = (*_note_unread(book, fits), *copies[0].notes)
        copies = (Copied(copies[0].raw, copies[0].source, noted), *copies[1:])
        return Entered(tuple(_describe(told, copied) for copied in copies), copies, learnt=learnt)
    except DoorError as fault:
        values = {name: str(value) for name, value in fault.values.items()}
        return Entered((told.model_copy(update={"fault": fault.key, "values": values}),))


def _recognise_sheets(book: Book, *, known: Known) -> Iterator[Fit]:
    """The sheets that are a source for certain; sheets without a row only if no other has one."""
    found = []
    for sheet in book.list_sheets():
        fits = choose_fits(list_fits(book, sheet=sheet, known=known), book=book, sheet=sheet, known=known)
        found += fits if len(fits) == 1 else []
    filled = [fit for fit in found if fit.raw.rows.height]
    _, fullest = (None, None) if filled else _find_fullest(book)
    has_others = fullest is not None and fullest.rows.height > 0
    yield from filled or ([] if has_others else found[:1])


def _ask(told: DeliveredFile, book: Book, *, known: Known) -> Entered:
    """A file of which nobody knows what it is: a proposal, or the plain fault that explains it."""
    sheet, raw = _find_fullest(book)
    if raw is None:
        raise DoorError("deliver.fault_empty")
    if not raw.rows.height:
        raise DoorError("deliver.fault_no_rows")
    left = choose_fits(list_fits(book, sheet=sheet, known=known), book=book, sheet=sheet, known=known)
    asked = propose(raw, likely=left[0].source if left else None, known=known)
    file = told.model_copy(update={"sheet": raw.sheet, "rows": raw.rows.height})
    return Entered((file,), proposal=asked)


def _find_fullest(book: Book) -> tuple[str | None, RawTable | None]:
    """The sheet with most columns that has rows; the first if there is none."""
    plain = Source(id="any", kind="register", files="")
    read: list[tuple[str | None, RawTable]] = []
    fault: DoorError | None = None
    for sheet in book.list_sheets():
        if sheet is not None and is_explanation(sheet):
            continue
        try:
            read.append((sheet, book.read_as(plain, sheet=sheet)))
        except DoorError as error:
            fault = error
    if fault and not read:
        raise fault
    return max(read, key=lambda pair: (pair[1].rows.height > 0, len(pair[1].columns)), default=(None, None))


def _copy(fit: Fit, book: Book, *, known: Known, secret: bytes) -> Copied:
    raw = copy_table(fit.raw, source=fit.source, known=known, secret=secret)
    return Copied(raw, fit.source, tuple(_note_formulas(fit, book)))


def _note_formulas(fit: Fit, book: Book) -> Iterator[Note]:
    headings = {column.position: column.heading for column in fit.raw.columns}
    for position, (n, empty) in book.count_formulas(fit.raw.sheet).items():
        if position in headings:
            place = {"sheet": fit.raw.sheet, "column": headings[position], "position": position}
            if n > empty:
                yield "formula_read", {**place, "n": n - empty}
            if empty:
                yield "formula_without_value", {**place, "n": empty}


def _note_unread(book: Book, fits: list[Fit]) -> Iterator[Note]:
    read = {fit.raw.sheet for fit in fits}
    plain = Source(id="any", kind="register", files="")
    for sheet in book.list_sheets():
        if sheet is None or sheet in read or is_explanation(sheet):
            continue
        try:
            has_rows = book.read_as(plain, sheet=sheet).rows.height > 0
        except DoorError:
            continue
        if has_rows:
            yield "sheet_not_read", {"name": sheet}


def _describe(told: DeliveredFile, copied: Copied) -> DeliveredFile:
    source, rows = copied.source, copied.raw.rows.height
    known = {"source": source.id, "label": source.label, "sheet": copied.raw.sheet, "rows": rows}
    return told.model_copy(update=known)
