"""One line of the audit log, and the files that hold such lines."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

_NAME = re.compile(r"raadplegingen-(\d{4}-\d{2}-\d{2})-[0-9a-f]{8}-\d{3,}\.jsonl")


@dataclass(frozen=True)
class AuditEntry:
    """One consultation: a page of one cell opened, or (with `figure` and `format`) a file taken along.

    Or something done: `act`, with in `figure` the id of the delivery it was done to.
    `at` carries its time zone. `page` is a key of `ui.navigation.PAGES`, `cell` an id of the release.
    There is no field for a value, an answer or an address.
    """

    at: datetime
    who: str
    role: str
    page: str
    cell: str
    figure: str = ""
    format: str = ""
    act: str = ""

    def write_line(self) -> str:
        """The entry as one line of JSON."""
        return json.dumps({**asdict(self), "at": self.at.isoformat(timespec="seconds")}, ensure_ascii=False)


def name_file(day: date, *, writer: str, part: int) -> str:
    """The file of one day, one process (`writer`, 8 hexadecimal digits) and one part."""
    return f"raadplegingen-{day:%Y-%m-%d}-{writer}-{part:03d}.jsonl"


def read_day_of(path: Path) -> date | None:
    """The day that a file is about; None if it is no file of the audit log."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None
