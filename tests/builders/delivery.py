"""Hands files in to a programme on disk, as the dashboard would."""

import io
import json
from pathlib import Path

import openpyxl

from etl.configure import load_programme
from etl.deliver.desk import Desk
from etl.deliver.receive import receive
from etl.deliver.record import Deliveries, DeliveryError
from schemas.delivery import Delivery, Layout
from tests.builders.raw_programme import SECRET

FIRST = "20230601T100000-aaaaaa"
SECOND = "20230602T100000-bbbbbb"


def open_desk(folder: Path, *, secret: bytes = SECRET) -> Desk:
    """The desk of the programme in `folder`, whose releases stand beside it."""
    configuration = load_programme(folder)
    return Desk(configuration, Deliveries(folder.parent / "built" / configuration.programme.id), secret)


def write_stream(files: dict[str, bytes], *, layouts: dict[str, Layout] | None = None) -> bytes:
    """What the dashboard writes to stdin."""
    parts = []
    for name, content in files.items():
        header: dict[str, object] = {"name": name, "size": len(content)}
        if layouts and name in layouts:
            header["layout"] = layouts[name].model_dump(mode="json")
        parts.append(json.dumps(header).encode() + b"\n" + content)
    return b"".join(parts)


def hand_in(
    folder: Path,
    files: dict[str, bytes],
    *,
    delivery_id: str = FIRST,
    own: tuple[str, ...] = (),
    layouts: dict[str, Layout] | None = None,
    secret: bytes = SECRET,
) -> Delivery:
    """Hands in `files` for the trajectories `own`, or as the steward; the delivery as it then is."""
    desk = open_desk(folder, secret=secret)
    stream = io.BytesIO(write_stream(files, layouts=layouts))
    role = "organiser" if own else "steward"
    try:
        return receive(stream, delivery_id=delivery_id, role=role, trajectories=own, desk=desk)
    except DeliveryError:
        return desk.deliveries.read(delivery_id)


def write_workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """An XLSX with these rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
