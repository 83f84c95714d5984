"""Checks what came in together with all that counts already, and writes down what was found of it."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from etl.check.registry import CHECKS
from etl.deliver.desk import Desk
from etl.deliver.marked import Marked, mark_tables
from etl.deliver.overlay import read_overlay
from etl.deliver.shelving import name_file, read_copies
from etl.intake import Intake, take_in
from etl.read.handed import HandedTable
from etl.release import unfinished_file
from schemas.delivery import DeliveredFile, Delivery, State

FINDINGS = "findings.parquet"
MARKED = "marked"
_OWN_NAME = re.compile(r"[0-9]{8}T[0-9]{6}-[a-z0-9]{6}/[0-9]+/")
_REFUSES_FILE = [code for code, check in CHECKS.items() if check.refuses == "file"]


def check_delivery(delivery: Delivery, *, desk: Desk, report: Callable[[str, float], None]) -> Delivery:
    """The delivery with what was found in its tables: checked, or refused, or not all of it known."""
    folder = desk.deliveries.open(delivery.id)
    own = list(read_copies(delivery, folder=folder, configuration=desk.configuration, secret=desk.secret))
    if not own:
        return desk.deliveries.write(delivery, state=_judge(delivery.files, refused=False))
    handed = read_overlay(desk.configuration, deliveries=desk.deliveries, secret=desk.secret, also=delivery)
    intake = take_in(desk.configuration, secret=desk.secret, report=report, handed=handed)
    names = {table.raw.file for table in own}
    findings = intake.tables["findings"].filter(pl.col("file").is_in(sorted(names)))
    _write_marked(own, findings, folder=folder, desk=desk)
    _write_frame(strip_names(findings), folder / FINDINGS)
    files = _count_rows(delivery, intake=intake)
    refused = bool(findings.filter(pl.col("check").is_in(_REFUSES_FILE)).height)
    errors = findings.filter(pl.col("severity") == "error").height
    return desk.deliveries.write(
        delivery,
        files=files,
        state=_judge(files, refused=refused),
        errors=errors,
        warnings=findings.height - errors,
    )


def _judge(files: Sequence[DeliveredFile], *, refused: bool) -> State:
    """What nobody knows yet is asked first; then one file that is refused refuses all, so that nothing is
    half delivered.
    """
    if any(file.fault is None and file.source is None for file in files):
        return "unmapped"
    if refused or any(file.fault for file in files) or not any(file.loaded for file in files):
        return "refused"
    return "checked"


def _count_rows(delivery: Delivery, *, intake: Intake) -> tuple[DeliveredFile, ...]:
    counts = {row["file"]: row for row in intake.tables["intake"].iter_rows(named=True)}
    files, number = [], 0
    for file in delivery.files:
        number += file.source is not None
        row = counts.get(name_file(delivery.id, number, file.name)) if file.source else None
        told = {"loaded": row["rows_loaded"], "refused": row["rows_refused"]} if row else {}
        files.append(file.model_copy(update=told))
    return tuple(files)


def strip_names(findings: pl.DataFrame) -> pl.DataFrame:
    """Findings that call a file by the name that its owner knows."""
    sentences = [pl.col(f"sentence_{language}") for language in ("nl", "en")]
    return findings.with_columns(
        column.str.replace_all(_OWN_NAME.pattern, "") for column in (pl.col("file"), *sentences)
    )


def _write_marked(tables: Sequence[HandedTable], findings: pl.DataFrame, *, folder: Path, desk: Desk) -> None:
    """One workbook a file, with all of its tables."""
    books: dict[str, list[Marked]] = {}
    for table in tables:
        found = strip_names(findings.filter(pl.col("file") == table.raw.file))
        books.setdefault(_OWN_NAME.sub("", table.raw.file), []).append(Marked(table.raw, found))
    place = folder / MARKED
    place.mkdir(exist_ok=True, mode=0o700)
    for name, marked in books.items():
        with unfinished_file(place / f"{name}.xlsx") as temporary:
            temporary.write_bytes(mark_tables(marked, language=desk.language))
            temporary.chmod(0o600)


def _write_frame(frame: pl.DataFrame, path: Path) -> None:
    with unfinished_file(path) as temporary:
        frame.write_parquet(temporary)
        temporary.chmod(0o600)
