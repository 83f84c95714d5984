"""The ledger: every finding of an intake, and every row that a finding refused."""

from dataclasses import dataclass, field

import polars as pl

from etl.check.registry import CHECKS, Check
from etl.read.folding import shorten
from etl.read.table import Column, RawTable
from schemas.table import empty_frame
from schemas.warehouse import Findings
from texts import Texts, texts_in

PLACE = {"file": pl.String, "sheet": pl.String, "row": pl.Int64, "column": pl.String, "position": pl.Int64}
_SORT = ("file", "row", "position", "check")


@dataclass
class Ledger:
    """Findings and refused rows, in the order of the work. One ledger an intake."""

    entries: list[dict[str, object]] = field(default_factory=list)
    refused_rows: dict[str, set[int]] = field(default_factory=dict)
    refused_files: set[str] = field(default_factory=set)
    columns: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def remember_column(self, *, file: str, name: str, heading: str, position: int) -> None:
        """Where a field of ours stands in a file, so that later findings can name just the field."""
        self.columns[file, name] = (heading, position)

    def note(self, code: str, places: pl.DataFrame, **values: object) -> None:
        """Write down one finding a row of `places`: the columns of `PLACE` that are known (or `field`
        for a remembered column), and what else the sentence names. What it refuses, the registry says.
        """
        check = CHECKS[code]
        for place in places.iter_rows(named=True):
            self._write(check, {**values, **place})

    def note_once(self, code: str, **values: object) -> None:
        """Write down one finding about a whole file, column or programme."""
        self._write(CHECKS[code], values)

    def note_column(self, code: str, *, raw: RawTable, column: Column, **values: object) -> None:
        """Write down one finding about a whole column of a file."""
        place = {"file": raw.file, "sheet": raw.sheet, "column": column.heading, "position": column.position}
        self.note_once(code, **place, **values)

    def is_refused(self, file: str) -> bool:
        """Whether the whole file was refused."""
        return file in self.refused_files

    def drop_refused(self, rows: pl.DataFrame) -> pl.DataFrame:
        """`rows` (columns `file` and `row`) without those that were refused."""
        refused = [(file, row) for file, numbers in self.refused_rows.items() for row in numbers]
        gone = pl.DataFrame(refused, schema={"file": pl.String, "row": pl.Int64}, orient="row")
        return rows.filter(~pl.col("file").is_in(sorted(self.refused_files))).join(
            gone, on=["file", "row"], how="anti"
        )

    def write_findings(self) -> pl.DataFrame:
        """All findings (schemas.warehouse.Findings), by file, row and column."""
        if not self.entries:
            return empty_frame(Findings)
        schema = empty_frame(Findings).schema
        return pl.DataFrame(self.entries, schema=schema).sort(_SORT, nulls_last=False, maintain_order=True)

    def _write(self, check: Check, values: dict[str, object]) -> None:
        file, row = values.get("file"), values.get("row")
        if (file, values.get("field")) in self.columns:
            heading, position = self.columns[str(file), str(values["field"])]
            values = {**values, "column": heading, "position": position}
        if check.refuses == "file":
            self.refused_files.add(str(file))
        elif check.refuses == "row" and isinstance(row, int):
            self.refused_rows.setdefault(str(file), set()).add(row)
        self.entries.append(
            {name: values.get(name) for name in PLACE}
            | {"check": check.code, "severity": check.severity}
            | {
                f"sentence_{language}": _write_sentence(check, values, texts_in(language))
                for language in ("nl", "en")
            }
        )


def _write_sentence(check: Check, values: dict[str, object], texts: Texts) -> str:
    sentence = texts(f"checks.{check.code}", **_fill_in(values, texts.language))
    place = _write_place(values, texts)
    return f"{place}: {sentence}" if place else sentence


def _fill_in(values: dict[str, object], language: str) -> dict[str, object]:
    """What a sentence can name: `quoted_nl` is its `quoted` in Dutch."""
    own = {name[:-3]: value for name, value in values.items() if name.endswith(f"_{language}")}
    return {**values, **own}


def _write_place(values: dict[str, object], texts: Texts) -> str:
    """`begin.csv, rij 12, kolom “Q4”`, as far as it is known."""
    parts = [str(values["file"])] if values.get("file") else []
    if values.get("sheet"):
        parts.append(texts("checks.place_sheet", sheet=values["sheet"]))
    if values.get("row"):
        parts.append(texts("checks.place_row", row=values["row"]))
    if values.get("column"):
        parts.append(texts("checks.place_column", column=shorten(str(values["column"]))))
    return ", ".join(parts)
