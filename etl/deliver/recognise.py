"""Recognises which source a table is, by its headings: exactly, after folding; what is unsure is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePath

from etl.check.ledger import Ledger
from etl.check.repeated_columns import find_columns
from etl.clean.columns import name_in_full
from etl.clean.dates import read_date
from etl.clean.fields import FIELDS, Field
from etl.clean.items import match_items
from etl.clean.spellings import spell_waves
from etl.clean.surveys import complete_source, list_asked
from etl.configure import Configuration
from etl.deliver.safety import DoorError
from etl.deliver.tables import Book
from etl.read.folding import fold_identifier, fold_text
from etl.read.table import Column, RawTable
from schemas.programme import Source


@dataclass(frozen=True)
class Fit:
    """A source that a table can be. `taken`: the positions of the columns that it would use.

    `whole`: every question that is asked then has a column.
    """

    source: Source
    raw: RawTable
    taken: frozenset[int]
    whole: bool = True


@dataclass(frozen=True)
class Known:
    """What is known beside the table itself: the sessions that headings can name, and whose it can be."""

    configuration: Configuration
    sessions: frozenset[str] = frozenset()
    trajectories: frozenset[str] = frozenset()


def recognise(book: Book, *, sheet: str | None, known: Known) -> Fit | None:
    """The only source that a table can be; None if there is none, or if more than one remains."""
    fits = choose_fits(list_fits(book, sheet=sheet, known=known), book=book, sheet=sheet, known=known)
    return fits[0] if len(fits) == 1 else None


def list_fits(book: Book, *, sheet: str | None, known: Known) -> list[Fit]:
    """Every source whose columns are all there."""
    found = []
    for source in known.configuration.programme.sources:
        try:
            raw = book.read_as(source, sheet=sheet)
        except DoorError:
            continue
        fit = _fit(source, raw, known=known)
        if fit is not None:
            found.append(fit)
    return found


def choose_fits(fits: Sequence[Fit], *, book: Book, sheet: str | None, known: Known) -> list[Fit]:
    """Narrows down by what is certain: whole questionnaires, then more columns, then the configured name of
    the sheet, of the file, and the trajectory of whoever delivers.
    """
    left = list(fits)
    if any(fit.whole for fit in left):
        left = [fit for fit in left if fit.whole]
    left = [fit for fit in left if not any(fit.taken < other.taken for other in left)]
    narrower = (
        [fit for fit in left if sheet is not None and _is_named(fit.source, sheet)],
        [fit for fit in left if fnmatchcase(book.name.lower(), PurePath(fit.source.files).name.lower())],
        [fit for fit in left if _find_owner(fit.source) in known.trajectories],
    )
    for some in narrower:
        both = [fit for fit in left if fit in some]
        left = both or left
    return left


def _is_named(source: Source, sheet: str) -> bool:
    return fold_text(sheet) in {fold_text(name) for name in (source.id, source.id[:31], source.sheet) if name}


def _find_owner(source: Source) -> str | None:
    return source.trajectory or name_in_full(source.constants).get("trajectory_id")


def _fit(source: Source, raw: RawTable, *, known: Known) -> Fit | None:
    if source.kind == "survey":
        return _fit_survey(source, raw, known=known)
    if source.kind == "attendance" and source.layout == "wide":
        return _fit_wide(source, raw, known=known)
    taken = find_taken(source, FIELDS[name_table(source, known=known)], raw)
    return None if taken is None else Fit(source, raw, taken)


def name_table(source: Source, *, known: Known) -> str:
    """The list of fields (`etl.clean.fields.FIELDS`) of a source."""
    if source.kind == "survey":
        if source.one_row_a_person:
            return "survey_of_rows"
        return "survey" if known.configuration.knows_everybody else "survey_with_roster"
    return source.kind if source.kind in ("sessions", "attendance") else str(source.table)


def find_taken(source: Source, fields: Iterable[Field], raw: RawTable) -> frozenset[int] | None:
    """The positions of the columns of `fields`; None if one that is needed or configured is lacking."""
    headings, constants = name_in_full(source.columns), name_in_full(source.constants)
    taken: set[int] = set()
    for field in fields:
        columns = find_columns(headings.get(field.name, field.name), raw.columns)
        is_told = constants.get(field.name, field.default) is not None
        if not columns and not is_told and (field.needed or field.name in headings):
            return None
        taken |= {column.position for column in columns}
    return frozenset(taken)


def _fit_survey(source: Source, raw: RawTable, *, known: Known) -> Fit | None:
    complete = complete_source(source)
    taken = find_taken(complete, FIELDS[name_table(source, known=known)], raw)
    instrument = next((i for i in known.configuration.instruments if i.id == source.instrument), None)
    if taken is None or instrument is None:
        return None
    waves = sorted(set(spell_waves(source).values()))
    asked = {i.id for i in list_asked(instrument, waves=waves, programme=known.configuration.programme)}
    matched = match_items(raw, source=source, instrument=instrument, ledger=Ledger())
    answered = [match for match in matched if match.target.item.id in asked]
    if not answered:
        return None
    whole = {match.target.item.id for match in answered} == asked
    return Fit(source, raw, taken | {match.column.position for match in answered}, whole)


def _fit_wide(source: Source, raw: RawTable, *, known: Known) -> Fit | None:
    heading = name_in_full(source.columns).get("leader_id", "leader_id")
    leader = {column.position for column in find_columns(heading, raw.columns)}
    sessions = {c.position for c in raw.columns if is_session(c, source=source, known=known)} - leader
    return Fit(source, raw, frozenset(leader | sessions)) if leader and sessions else None


def is_session(column: Column, *, source: Source, known: Known) -> bool:
    """Whether a heading holds a day, or the number of a session."""
    parts = [column.heading, *column.heading.replace("(", " ").replace(")", " ").split()]
    if any(fold_identifier(part) in known.sessions for part in parts):
        return True
    return any(read_date(p, date_format=source.date_format) or read_date(p) for p in parts)
