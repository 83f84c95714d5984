"""Sessions and attendance, each organiser in a layout of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from etl.demo.dirt import Ledger, Spoiler, replace_by
from etl.demo.meetings import PRESENT, WHOLE
from etl.demo.practice import PRACTICES
from etl.demo.registers import name_trajectories
from etl.demo.sheets import write_text_table, write_workbook
from etl.demo.world import World

# In the order of `meetings.KINDS`.
_NAMES = ("Vormingsdag", "Inspiratiebeurs", "Leergemeenschap", "Coaching", "Intakegesprek")
_WORDS = ("aanwezig", "afwezig", "verontschuldigd")
_LETTERS = ("V", "A", "VW")
_TABLE = Callable[[pl.DataFrame, Path], None]


@dataclass(frozen=True)
class Layout:
    """How an organiser keeps the days for everybody: heading of the person, and marks."""

    person: str
    marks: tuple[str, str, str]
    suffix: str
    write: _TABLE


def _write_excel_days(frame: pl.DataFrame, path: Path) -> None:
    """A title, an empty row, and only then the headings."""
    write_workbook(frame, path, sheet="Aanwezigheden", above=[["Aanwezigheden per dag"], []])


_WIDE: dict[str, Layout] = {
    "x": Layout("Nr.", ("X", "-", "V"), "csv", partial(write_text_table, delimiter=";", encoding="cp1252")),
    "excel": Layout("Deelnemer", _LETTERS, "xlsx", _write_excel_days),
    "words": Layout("deelnemersnummer", _WORDS, "csv", partial(write_text_table, encoding="utf-8-sig")),
    "numbers": Layout("id", ("1", "0", "9"), "csv", partial(write_text_table, delimiter="\t")),
}
_LAYOUTS = ("x", "words", "excel", "long", "numbers", "x", "numbers", "words", "excel", "long")
"""The layout of each trajectory."""


def write_sessions(world: World, raw: Path) -> None:
    """The register of sessions, with decimal commas and in Windows-1252."""
    meetings = world.meetings
    whole = meetings.partnership == WHOLE
    groups = np.where(whole, "", world.partnership_ids[np.maximum(meetings.partnership, 0)])
    frame = pl.DataFrame(
        {
            "Sessie": world.session_ids.tolist(),
            "Traject": name_trajectories(meetings.trajectory),
            "Samenwerkingsverband": [name or None for name in groups.tolist()],
            "Werkvorm": [_NAMES[kind] for kind in meetings.kind],
            "Datum": [day.strftime("%d/%m/%Y") for day in meetings.day.astype("datetime64[D]").tolist()],
            "Uren": [f"{hours:.1f}".replace(".", ",") for hours in meetings.hours],
            "Plaats": np.where(meetings.online, "online", "ter plaatse").tolist(),
        }
    )
    write_text_table(frame, raw / "registers/sessies.csv", delimiter=";", encoding="cp1252")


def write_attendance(world: World, raw: Path, ledger: Ledger, rng: np.random.Generator) -> None:
    """All attendance sheets: days for everybody wide, groups long, two trajectories all in one list."""
    for number in range(len(PRACTICES)):
        rows = _list_presence(world, number)
        stem, layout = f"aanwezigheid/pi-{number + 1:02d}", _LAYOUTS[number]
        if layout == "long":
            _write_hours(rows, raw / f"{stem}_alles.csv")
            continue
        _write_days(rows.filter(pl.col("whole")), _WIDE[layout], raw, stem, ledger, rng)
        _write_groups(
            rows.filter(~pl.col("whole")), raw, stem, excel=layout == "excel", world=world, ledger=ledger
        )


def _list_presence(world: World, number: int) -> pl.DataFrame:
    presence, meetings = world.presence, world.meetings
    mine = meetings.trajectory[presence.session] == number
    session = presence.session[mine]
    return pl.DataFrame(
        {
            "session": world.session_ids[session].tolist(),
            "leader": world.leader_ids[presence.leader[mine]].tolist(),
            "status": presence.status[mine],
            "minutes": presence.minutes[mine],
            "day": meetings.day[session].astype("datetime64[ms]"),
            "whole": meetings.partnership[session] == WHOLE,
        },
        schema_overrides={"session": pl.String, "leader": pl.String},
    ).with_columns(pl.col("day").cast(pl.Date))


def _mark(marks: tuple[str, str, str]) -> pl.Expr:
    return pl.col("status").replace_strict(dict(enumerate(marks)), return_dtype=pl.String)


def _write_days(
    rows: pl.DataFrame, layout: Layout, raw: Path, stem: str, ledger: Ledger, rng: np.random.Generator
) -> None:
    """A row a leader and a column a session; empty where the leader was not expected."""
    wide = rows.select("session", pl.col("leader").alias(layout.person), _mark(layout.marks).alias("mark"))
    frame = wide.pivot("session", index=layout.person, values="mark", maintain_order=True).sort(layout.person)
    file = f"{stem}_dagen.{layout.suffix}"
    spoiler = Spoiler(frame, file, 2, ledger, rng)
    if layout.marks == _WORDS and frame.width > 1:
        column = frame.columns[1]
        spoiler.change("mark_unknown", column, spoiler.pick_filled(column, 1), replace_by("?"))
    layout.write(spoiler.frame, raw / file)


def _write_groups(
    rows: pl.DataFrame, raw: Path, stem: str, *, excel: bool, world: World, ledger: Ledger
) -> None:
    """A row a leader and session of the own partnership."""
    if excel:
        columns = [
            pl.col("day").alias("Datum"),
            pl.col("session").alias("Sessie"),
            pl.col("leader").alias("Deelnemer"),
        ]
        frame = rows.select(*columns, _mark(_LETTERS).alias("Aanwezig?"))
        write_workbook(frame, raw / f"{stem}_groepen.xlsx", sheet="Groepen")
        return
    columns = [pl.col("session").alias("Sessie"), pl.col("leader").alias("Deelnemer")]
    minutes = pl.when(pl.col("status") == PRESENT).then(pl.col("minutes")).alias("Minuten")
    frame = rows.select(*columns, _mark(_WORDS).alias("Aanwezigheid"), minutes)
    file = f"{stem}_groepen.csv"
    frame = _add_ghost(frame, file, world, ledger)
    write_text_table(frame, raw / file, delimiter=";")


def _add_ghost(frame: pl.DataFrame, file: str, world: World, ledger: Ledger) -> pl.DataFrame:
    """Somebody who had left is marked present at the last session of the own group, once a file."""
    present = frame.filter(pl.col("Aanwezigheid") == _WORDS[PRESENT])
    stopped = world.leader_ids[~np.isnat(world.stays.stopped)].tolist()
    own = present.filter(pl.col("Deelnemer").is_in(stopped)).head(1)
    if own.is_empty():
        return frame
    leader = own["Deelnemer"][0]
    person = int(np.flatnonzero(world.leader_ids == leader)[0])
    group = world.structure.leader_partnership[person]
    last = int(np.flatnonzero(world.meetings.partnership == group)[-1])
    ghost = own.with_columns(pl.lit(world.session_ids[last]).alias("Sessie"))
    ledger.note("attendance_row_outside_stay", file=file, row=frame.height + 2, column=None)
    return pl.concat([frame, ghost])


def _write_hours(rows: pl.DataFrame, path: Path) -> None:
    """One list for all sessions, with hours as decimal commas."""
    hours = (pl.col("minutes") / 60).round(2).cast(pl.String).str.replace(".", ",", literal=True)
    frame = rows.select(
        pl.col("leader").alias("Deelnemersnummer"),
        pl.col("session").alias("Sessienummer"),
        pl.col("day").dt.strftime("%d/%m/%Y").alias("Datum"),
        _mark(_WORDS).alias("Status"),
        pl.when(pl.col("status") == PRESENT).then(hours).alias("Uren gevolgd"),
    )
    write_text_table(frame, path, delimiter=";")
