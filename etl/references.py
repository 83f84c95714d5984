"""Values from elsewhere: `references.csv` of a programme, checked row by row."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.check.ledger import Ledger
from etl.configure import Configuration
from etl.indicators import list_indicators
from etl.read.source import SourceFile, read_file
from etl.read.table import RawTable, UnreadableFileError
from schemas.programme import Programme, Source
from schemas.references import ReferenceValues
from schemas.table import empty_frame

REFERENCES_FILE = "references.csv"
NEEDED = ("indicator", "value", "population_nl", "population_en", "year", "source")
OPTIONAL = ("wave", "statistic")
STATISTICS = ("mean", "top2", "share_1")
_YEARS = (1950, 2100)
_SOURCE = Source(id="references", kind="register", files=REFERENCES_FILE, required=False, format="csv")
Cells = Mapping[str, str | None]


def list_references(configuration: Configuration) -> pl.DataFrame:
    """The values from elsewhere that hold, in the shape of `schemas.references.ReferenceValues`."""
    return check_references(configuration, ledger=Ledger())


def check_references(configuration: Configuration, *, ledger: Ledger) -> pl.DataFrame:
    """As `list_references`; what is wrong in the file is noted in `ledger`, cell by cell.

    A file that cannot be read or lacks a column is refused as a whole; a row with something wrong in it
    is left out. Without the file, or with its headings only, there are no values.
    """
    raw = _read(configuration.folder / REFERENCES_FILE, ledger=ledger)
    if raw is None:
        return empty_frame(ReferenceValues)
    columns = _find_columns(raw, ledger=ledger)
    desk = _Desk(_know_indicators(configuration), configuration.programme)
    rows = list(_read_rows(raw, columns, desk=desk, ledger=ledger)) if columns else []
    return ReferenceValues.validate(pl.DataFrame(rows, schema=empty_frame(ReferenceValues).schema))


@dataclass(frozen=True)
class _Desk:
    """What a row may name. `indicators`: id → its row of `schemas.release.Indicators`."""

    indicators: Mapping[str, dict[str, object]]
    programme: Programme

    def find_fault(self, cells: Cells) -> tuple[str, str, dict[str, object]] | None:
        """The first thing wrong in a row: the check, the column, and what its sentence names."""
        missing = next((name for name in NEEDED if not cells[name]), None)
        if missing is not None:
            return "reference_missing", missing, {}
        faults = (
            ("indicator", self._knows_indicator, "reference_indicator_unknown"),
            ("wave", self._knows_wave, "reference_wave_unknown"),
            ("statistic", self._knows_statistic, "reference_statistic_unknown"),
            ("year", _is_year, "reference_unreadable"),
            ("value", self._is_value, "reference_outside_scale"),
        )
        found = next(((check, name) for name, holds, check in faults if not holds(cells)), None)
        return None if found is None else (*found, {"quoted": f"“{cells[found[1]] or ''}”"})

    def _knows_indicator(self, cells: Cells) -> bool:
        return cells["indicator"] in self.indicators

    def _knows_wave(self, cells: Cells) -> bool:
        """A wave at which the indicator is asked, or none at all."""
        waves = json.loads(str(self.indicators[str(cells["indicator"])]["waves"]))
        own = {wave.id for wave in self.programme.waves}
        return cells["wave"] is None or (cells["wave"] in own and cells["wave"] in waves)

    def _knows_statistic(self, cells: Cells) -> bool:
        return (cells["statistic"] or "mean") in STATISTICS

    def _is_value(self, cells: Cells) -> bool:
        """A number that this statistic of the indicator can have."""
        value = _read_number(str(cells["value"]))
        if (cells["statistic"] or "mean") != "mean":
            return value is not None and 0 <= value <= 1
        row = self.indicators[str(cells["indicator"])]
        low, high = row["low"], row["high"]
        return value is not None and _lies_between(value, low=low, high=high)


def _read(path: Path, *, ledger: Ledger) -> RawTable | None:
    if not path.is_file():
        return None
    try:
        return read_file(SourceFile(_SOURCE, path, REFERENCES_FILE))
    except UnreadableFileError as fault:
        ledger.note_once(fault.check, file=REFERENCES_FILE, **fault.values)
        return None


def _find_columns(raw: RawTable, *, ledger: Ledger) -> dict[str, str]:
    """Our name of each column → its key in the table; nothing if one that is needed is missing."""
    found = {column.heading.casefold(): column for column in raw.columns}
    absent = [name for name in NEEDED if name not in found]
    for name in absent:
        ledger.note_once("reference_column_missing", file=raw.file, wanted=name, known=", ".join(NEEDED))
    for name, column in found.items():
        ledger.remember_column(file=raw.file, name=name, heading=column.heading, position=column.position)
    return {} if absent else {name: found[name].key for name in (*NEEDED, *OPTIONAL) if name in found}


def _read_rows(
    raw: RawTable, columns: Mapping[str, str], *, desk: _Desk, ledger: Ledger
) -> Iterator[dict[str, object]]:
    seen: dict[tuple[object, ...], int] = {}
    for row in raw.rows.iter_rows(named=True):
        place = {"file": raw.file, "row": row["row"]}
        cells = {name: _strip(row.get(columns.get(name, ""))) for name in (*NEEDED, *OPTIONAL)}
        fault = desk.find_fault(cells)
        if fault is not None:
            check, field, values = fault
            ledger.note_once(check, **place, field=field, **values)
            continue
        told = _tell(cells)
        key = tuple(told[name] for name in ("indicator_id", "wave", "statistic", "population_nl", "year"))
        if key in seen:
            ledger.note_once("reference_twice", **place, first=seen[key])
            continue
        seen[key] = row["row"]
        yield told


def _tell(cells: Cells) -> dict[str, object]:
    return {
        "indicator_id": cells["indicator"],
        "wave": cells["wave"],
        "statistic": cells["statistic"] or "mean",
        "value": _read_number(str(cells["value"])),
        "population_nl": cells["population_nl"],
        "population_en": cells["population_en"],
        "year": int(str(cells["year"])),
        "source": cells["source"],
    }


def _know_indicators(configuration: Configuration) -> dict[str, dict[str, object]]:
    return {row["indicator_id"]: row for row in list_indicators(configuration).iter_rows(named=True)}


def _strip(text: str | None) -> str | None:
    return (text or "").strip() or None


def _read_number(text: str) -> float | None:
    """A number with a comma or a point; None where it is none."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _is_year(cells: Cells) -> bool:
    text = str(cells["year"])
    return text.isdecimal() and _YEARS[0] <= int(text) <= _YEARS[1]


def _lies_between(value: float, *, low: object, high: object) -> bool:
    lowest = float(low) if isinstance(low, int | float) else float("-inf")
    highest = float(high) if isinstance(high, int | float) else float("inf")
    return lowest <= value <= highest
