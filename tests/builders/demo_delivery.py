"""A small demo of which one trajectory still has to hand in its part: dirty exports, as tools write them."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from tests.builders.service import copy_programme, run_etl

LEADERS = 110
OWNER = "pi-2"
SURVEY = "bevragingen/eindmeting_limesurvey.csv"
SHEET = "aanwezigheid/pi-02_dagen.csv"
_LISTED = (SHEET, "aanwezigheid/pi-02_groepen.csv")


@dataclass(frozen=True)
class Due:
    """What is to be handed in, by the name of the file; the rest is in `programmes`, and built in `built`."""

    programmes: Path
    built: Path
    files: dict[str, bytes]


def make_due(folder: Path) -> Due:
    """Write the demo of `LEADERS` under `folder`, take the owner's sheet and end survey out, and build."""
    programme = copy_programme(folder)
    run_etl("demo", str(programme), "--leaders", str(LEADERS))
    files = _take_out(programme / "raw")
    run_etl("build", str(programme), "--built", str(folder / "built"))
    return Due(programmes=programme.parent, built=folder / "built", files=files)


def _take_out(raw: Path) -> dict[str, bytes]:
    own = {row[0] for name in _LISTED for row in _read(raw / name)[1:]}
    heads, *rows = _read(raw / SURVEY)
    token = heads.index("token")
    parts = {is_own: [row for row in rows if (row[token] in own) == is_own] for is_own in (True, False)}
    survey = _write([heads, *parts[True]])
    (raw / SURVEY).write_bytes(_write([heads, *parts[False]]))
    sheet = (raw / SHEET).read_bytes()
    (raw / SHEET).unlink()
    return {Path(SHEET).name: sheet, "eindmeting_pi-02.csv": survey}


def _read(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ","))


def _write(rows: list[list[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    return written.getvalue().encode("utf-8-sig")
