"""Deliveries as files, as `etl deliver` writes them, without any code of etl."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from schemas.delivery import (
    Change,
    ColumnSample,
    Comparison,
    DeliveredFile,
    Delivery,
    Progress,
    Proposal,
    State,
    Target,
)
from schemas.table import empty_frame
from schemas.warehouse import Findings

NOON = datetime.fromisoformat("2026-11-24T12:00:00+01:00")
ONE = "20261124T110000-aaaaaa"
TWO = "20261124T120000-bbbbbb"
OWN = ("pi-3",)
FILE = DeliveredFile(
    name="eindmeting.csv",
    sha256="a" * 64,
    size=10,
    source="bevraging-eind",
    rows=120,
    loaded=117,
    refused=3,
)
CHOICES = ("helemaal oneens", "oneens", "eens", "helemaal eens")
PROPOSAL = Proposal(
    file="vreemd.csv",
    likely="bevraging-eind",
    columns=(
        ColumnSample(heading="leader_id", position=1, kind="text", proposed="field:leader_id"),
        ColumnSample(
            heading="Nuttig?",
            position=2,
            kind="choice",
            labels=("Helemaal eens", "eens", "mwah <b>"),
            nearest="item:usefulness_1",
        ),
        ColumnSample(heading="Opmerkingen", position=3, kind="text"),
        ColumnSample(heading="", position=4, kind="empty"),
    ),
    targets={
        "bevraging-eind": (
            Target(id="field:leader_id", needed=True),
            Target(
                id="item:usefulness_1",
                needed=True,
                labels=tuple((str(code), label) for code, label in enumerate(CHOICES, start=1)),
            ),
        ),
        "scholen": (Target(id="field:school_number", needed=True),),
    },
)
COMPARISON = Comparison(
    answers={"begin": (0, 0), "end": (344, 400)},
    shown=(350, 362),
    newly_shown=14,
    newly_withheld=2,
    changed=31,
    changes=(
        Change(
            cell_id="total", indicator_id="usefulness", wave="end", statistic="mean", before=4.1, after=4.2
        ),
        Change(
            cell_id="trajectory=pi-3",
            indicator_id="usefulness",
            wave="end",
            statistic="top2",
            before=None,
            after=0.8,
        ),
        Change(
            cell_id="trajectory=pi-3|partnership=pi-3-swv-1",
            indicator_id="usefulness",
            wave="end",
            statistic="mean",
            before=3.21,
            after=3.65,
        ),
    ),
    audit_passed=True,
    smallest_group=6,
    narrowest_points=0.4,
)


def make_delivery(state: State = "checked", *, id: str = ONE, **changed: Any) -> Delivery:  # noqa: A002
    """A delivery of the organiser of pi-3, in this state."""
    given = {
        "id": id,
        "programme": "proef",
        "made_at": NOON,
        "changed_at": NOON,
        "role": "organiser",
        "trajectories": OWN,
        "state": state,
        "files": (FILE,),
        "errors": 1,
        "warnings": 1,
        **changed,
    }
    return Delivery(**given)


def make_findings() -> pl.DataFrame:
    """An error in a cell and a warning about a row."""
    outside = ("De code 7 valt buiten de schaal 1–5.", "Code 7 is outside the scale 1–5.")
    twice = ("Twee keer ingevuld: de laatste telt.", "Answered twice: the last counts.")
    rows = [
        ("code_outside_scale", "error", "eindmeting.csv", None, 14, "usefulness_1", 9, *outside),
        ("answered_twice", "warning", "tweede.xlsx", "Blad1", 21, None, None, *twice),
    ]
    return pl.DataFrame(rows, schema=empty_frame(Findings).schema, orient="row")


def write_delivery(
    built: Path,
    delivery: Delivery,
    *,
    progress: Progress | None = None,
    findings: pl.DataFrame | None = None,
    proposals: tuple[Proposal, ...] = (),
    comparison: Comparison | None = None,
    marked: tuple[str, ...] = (),
) -> Path:
    """Writes the files of one delivery below a programme's folder; returns its own folder."""
    folder = built / "deliveries" / delivery.id
    for part in ("marked", "mapping"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "delivery.json").write_text(delivery.model_dump_json(), encoding="utf-8")
    if progress is not None:
        (folder / "progress.json").write_text(progress.model_dump_json(), encoding="utf-8")
    if findings is not None:
        findings.write_parquet(folder / "findings.parquet")
    for proposal in proposals:
        path = folder / "mapping" / f"{proposal.file}.json"
        path.write_text(proposal.model_dump_json(), encoding="utf-8")
    if comparison is not None:
        (folder / "comparison.json").write_text(comparison.model_dump_json(), encoding="utf-8")
    for name in marked:
        (folder / "marked" / name).write_bytes(b"werkboek")
    return folder


def find_dead_process() -> int:
    """The number of a process that has ended."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return child


def write_engine(folder: Path, body: str = "") -> Path:
    """A stand-in for `etl` that notes its arguments, environment and stdin; returns where it notes them.

    `folder` has to come first on PYTHONPATH, with the server's working directory elsewhere.
    """
    package, noted = folder / "etl", folder / "noted.json"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "__main__.py").write_text(
        "import json, os, sys\n"
        "given = sys.stdin.buffer.read() if not sys.stdin.isatty() else b''\n"
        f"noted = {json.dumps(str(noted))}\n"
        f"{body}\n"
        "with open(noted + '.part', 'w') as file:\n"
        "    json.dump({'arguments': sys.argv[1:], 'environment': sorted(os.environ),"
        " 'given': given.decode('latin-1')}, file)\n"
        "os.replace(noted + '.part', noted)\n"
    )
    return noted
