"""What a reader hands over: a table of text that still knows where everything stood in the file."""

from dataclasses import dataclass, field

import polars as pl


@dataclass(frozen=True)
class Column:
    """A column of a file. `position` 1 is column A.

    `names` are all the spellings that the file itself gives the column (of Qualtrics its name,
    question and ImportId); `labels` the label of each code, where the format carries them (SPSS).
    """

    position: int
    heading: str
    names: tuple[str, ...]
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The column's name in `RawTable.rows`."""
        return f"c{self.position}"


@dataclass(frozen=True)
class RawTable:
    """The text of one file.

    `rows`: `row` (Int64, the row as the reader sees it: the top one is 1, headings count) and one
    String column a file column, named `c<position>`; an empty cell is null. Rows without any text
    are not in it: they hold nothing that could be lost. `width` is the number of filled fields
    where the format has a notion of it (CSV), else null.
    """

    file: str
    sheet: str | None
    format: str
    columns: tuple[Column, ...]
    rows: pl.DataFrame
    widths: pl.Series | None = None


class UnreadableFileError(Exception):
    """A file that cannot be read: `check` is the code of the finding, `values` fill its sentence."""

    def __init__(self, check: str, **values: object) -> None:
        super().__init__(check)
        self.check = check
        self.values = values
