"""Writes door copies to the folder of a delivery, and reads them back for an intake."""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import polars as pl
from pydantic import Field, ValidationError

from etl.configure import Configuration
from etl.deliver.record import DeliveryError, write_model
from etl.read.handed import HandedTable
from etl.read.table import Column, RawTable
from etl.release import unfinished_file
from schemas.delivery import Delivery
from schemas.wording import Configured

TABLES = "tables"
_WIDTH = "width"
Note = tuple[str, dict[str, str | int | None]]


class CopiedColumn(Configured):
    """A column of a door copy, as `etl.read.table.Column`."""

    position: int
    heading: str
    names: tuple[str, ...]
    labels: dict[str, str] = Field(default_factory=dict)


class Copy(Configured):
    """What a door copy is of. `key` tells under which secret its people were named."""

    name: str
    source: str
    sha256: str
    sheet: str | None
    format: str
    columns: tuple[CopiedColumn, ...]
    notes: tuple[Note, ...] = ()
    key: str


def name_file(delivery_id: str, number: int, name: str) -> str:
    """The name of a table in findings and in the register of files: nothing else has it."""
    return f"{delivery_id}/{number}/{name}"


def write_copy(
    raw: RawTable,
    *,
    folder: Path,
    number: int,
    source: str,
    sha256: str,
    secret: bytes,
    notes: tuple[Note, ...],
) -> None:
    """Writes the door copy `raw` as table `number` of the delivery in `folder`, for its owner only."""
    place = folder / TABLES
    place.mkdir(exist_ok=True, mode=0o700)
    rows = raw.rows if raw.widths is None else raw.rows.with_columns(raw.widths.alias(_WIDTH))
    with unfinished_file(place / f"{number}.parquet") as temporary:
        rows.write_parquet(temporary)
        temporary.chmod(0o600)
    columns = tuple(CopiedColumn(**vars(column)) for column in raw.columns)
    told = Copy(
        name=raw.file,
        source=source,
        sha256=sha256,
        sheet=raw.sheet,
        format=raw.format,
        columns=columns,
        notes=notes,
        key=_tell_key(secret),
    )
    write_model(told, place / f"{number}.json")


def read_copies(
    delivery: Delivery, *, folder: Path, configuration: Configuration, secret: bytes
) -> Iterator[HandedTable]:
    """The tables of a delivery.

    Raises:
        DeliveryError: if people were named under another secret, or the programme lost the source.
    """
    sources = {source.id: source for source in configuration.programme.sources}
    for number, copy in read_notes(folder).items():
        if not hmac.compare_digest(copy.key, _tell_key(secret)):
            raise DeliveryError("deliver.fault_key", id=delivery.id)
        if copy.source not in sources:
            raise DeliveryError("deliver.fault_source_gone", source=copy.source, id=delivery.id)
        file = name_file(delivery.id, number, copy.name)
        rows = pl.read_parquet(folder / TABLES / f"{number}.parquet")
        yield HandedTable(
            source=sources[copy.source],
            raw=RawTable(
                file=file,
                sheet=copy.sheet,
                format=copy.format,
                columns=tuple(Column(**column.model_dump()) for column in copy.columns),
                rows=rows.drop(_WIDTH, strict=False),
                widths=rows[_WIDTH] if _WIDTH in rows.columns else None,
            ),
            sha256=copy.sha256,
            owners=frozenset(delivery.trajectories) if delivery.role == "organiser" else None,
            notes=tuple((check, _place(values, file=file)) for check, values in copy.notes),
        )


def read_notes(folder: Path) -> dict[int, Copy]:
    """What stands of each door copy in the folder of a delivery, by number."""
    found: dict[int, Copy] = {}
    for path in sorted((folder / TABLES).glob("*.json"), key=lambda path: int(path.stem)):
        with suppress(OSError, ValidationError):
            found[int(path.stem)] = Copy.model_validate_json(path.read_bytes())
    return found


def _place(values: Mapping[str, str | int | None], *, file: str) -> dict[str, object]:
    return {**values, "file": file}


def _tell_key(secret: bytes) -> str:
    """A mark by which the same secret is known again, and from which it cannot be found."""
    return hmac.new(secret, b"door copies", hashlib.sha256).hexdigest()[:16]
