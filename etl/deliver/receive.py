"""Receives a delivery: lets its files in, and checks them together with all that counts already."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import BinaryIO

from etl.check.repeated_columns import find_columns
from etl.clean.columns import name_in_full
from etl.configure import Configuration
from etl.deliver.checking import check_delivery
from etl.deliver.desk import Desk
from etl.deliver.door import Entered, enter
from etl.deliver.learnt import save_learnt
from etl.deliver.originals.keeping import keep_originals
from etl.deliver.originals.keys import find_public_key
from etl.deliver.overlay import list_hashes, read_overlay
from etl.deliver.recognise import Known
from etl.deliver.record import DeliveryError, now, write_model
from etl.deliver.shelving import write_copy
from etl.deliver.stream import Upload, read_uploads
from etl.deliver.working import bury_dead, work_on
from etl.read.folding import fold_identifier
from etl.read.source import SourceFile, hash_file, list_files, read_file
from etl.read.table import RawTable, UnreadableFileError
from schemas.access import Role
from schemas.delivery import Delivery, State
from schemas.programme import Source

Report = Callable[[str, float], None]
MAPPING = "mapping"
_AGAIN: tuple[State, ...] = ("unmapped", "refused", "failed")


def receive(
    stream: BinaryIO, *, delivery_id: str, role: Role, trajectories: tuple[str, ...], desk: Desk
) -> Delivery:
    """The delivery of the files in `stream`, checked as far as it comes.

    The same id may be used again for a delivery of the same people that came no further than the door.

    Raises:
        DeliveryError: if nothing could be received; the delivery tells why too, where there is one.
    """
    deliveries = desk.deliveries
    _require_own(trajectories, role=role, configuration=desk.configuration)
    delivery = _begin(delivery_id, role=role, trajectories=trajectories, desk=desk)
    with work_on(deliveries, delivery_id, otherwise="refused") as teller:
        teller.report("deliver.step_receive", 0.0)
        deliveries.write(delivery)
        key = find_public_key()
        uploads = list(read_uploads(stream))
        if not uploads:
            raise DeliveryError("deliver.fault_no_files")
        teller.report("deliver.step_wait", 0.0)
        with deliveries.lock():
            bury_dead(deliveries)
            teller.report("deliver.step_read", 0.0)
            entered = _enter_all(uploads, delivery=delivery, desk=desk)
            keep_originals(uploads, folder=deliveries.open(delivery_id), key=key)
            uploads.clear()
            return _finish(delivery, entered, desk=desk, report=teller.report)


def _require_own(trajectories: tuple[str, ...], *, role: Role, configuration: Configuration) -> None:
    known = {trajectory.id for trajectory in configuration.programme.trajectories}
    if role not in ("organiser", "steward") or set(trajectories) - known:
        raise DeliveryError("deliver.fault_role")
    if role == "organiser" and not trajectories:
        raise DeliveryError("deliver.fault_no_trajectory")


def _begin(delivery_id: str, *, role: Role, trajectories: tuple[str, ...], desk: Desk) -> Delivery:
    found = desk.deliveries.find(delivery_id)
    moment = now()
    fresh = Delivery(
        id=delivery_id,
        programme=desk.configuration.programme.id,
        made_at=found.made_at if found else moment,
        changed_at=moment,
        role=role,
        trajectories=trajectories,
        state="checking",
    )
    if found is not None:
        same = (found.role, set(found.trajectories)) == (role, set(trajectories))
        if not same or found.state not in _AGAIN or desk.deliveries.find_worker(delivery_id):
            raise DeliveryError("deliver.fault_taken", id=delivery_id)
        desk.deliveries.clear(delivery_id)
    return fresh


def _enter_all(uploads: list[Upload], *, delivery: Delivery, desk: Desk) -> list[Entered]:
    """What came of each file; those that name sessions of this very delivery are looked at twice."""
    taken = {
        **_hash_raw(desk.configuration),
        **{digest: d.id for digest, d in list_hashes(desk.deliveries.list_all()).items()},
    }
    own = frozenset(delivery.trajectories)
    overlay = read_overlay(desk.configuration, deliveries=desk.deliveries, secret=desk.secret)
    sessions = list_sessions(desk.configuration, ((table.source, table.raw) for table in overlay))
    known = Known(desk.configuration, sessions, own)
    entered = []
    for upload in uploads:
        entered.append(enter(upload, known=known, secret=desk.secret, taken=taken))
        taken.setdefault(upload.sha256, upload.name)
    copies = [(copied.source, copied.raw) for one in entered for copied in one.copies]
    more = list_sessions(desk.configuration, copies)
    if more <= sessions:
        return entered
    wider = Known(desk.configuration, sessions | more, own)
    return [
        one if one.proposal is None else enter(upload, known=wider, secret=desk.secret, taken={})
        for upload, one in zip(uploads, entered, strict=True)
    ]


def list_sessions(
    configuration: Configuration, handed: Iterable[tuple[Source, RawTable]] = ()
) -> frozenset[str]:
    """The folded numbers of all sessions, in raw exports and in what was handed in."""
    found: set[str] = set()
    files = (
        file
        for source in configuration.programme.sources
        if source.kind == "sessions"
        for file in list_files(source, raw=configuration.raw)
    )
    tables = [(file.source, raw) for file in files if (raw := _read(file)) is not None]
    for source, raw in [*tables, *((s, r) for s, r in handed if s.kind == "sessions")]:
        heading = name_in_full(source.columns).get("session_id", "session_id")
        for column in find_columns(heading, raw.columns):
            found |= {fold_identifier(text) for text in raw.rows[column.key].drop_nulls()}
    return frozenset(found)


def _read(file: SourceFile) -> RawTable | None:
    try:
        return read_file(file)
    except UnreadableFileError:
        return None


def _hash_raw(configuration: Configuration) -> dict[str, str]:
    sources = configuration.programme.sources
    files = (file for source in sources for file in list_files(source, raw=configuration.raw))
    return {hash_file(file.path): file.name for file in files}


def _finish(delivery: Delivery, entered: list[Entered], *, desk: Desk, report: Report) -> Delivery:
    """Writes what came in, and checks it if all of it is known."""
    folder = desk.deliveries.open(delivery.id)
    files = tuple(file for one in entered for file in one.files)
    delivery = desk.deliveries.write(delivery, files=files)
    for one in entered:
        if one.proposal is not None:
            write_model(one.proposal, folder / MAPPING / f"{one.files[0].name}.json")
    number = 0
    for one in entered:
        for file, copied in zip(one.files, one.copies, strict=False):
            number += 1
            write_copy(
                copied.raw,
                folder=folder,
                number=number,
                source=copied.source.id,
                sha256=file.sha256,
                secret=desk.secret,
                notes=copied.notes,
            )
    learnt = [one.learnt for one in entered if one.learnt is not None and one.copies]
    checked = check_delivery(delivery, desk=_learn(desk, learnt), report=report)
    if checked.state == "checked":
        for source in learnt:
            save_learnt(source, folder=desk.configuration.folder)
    return checked


def _learn(desk: Desk, learnt: Iterable[Source]) -> Desk:
    """The desk with layouts that are not saved yet."""
    programme = desk.configuration.programme
    known = {source.id: source for source in (*programme.sources, *learnt)}
    told = programme.model_copy(update={"sources": tuple(known.values())})
    return replace(desk, configuration=replace(desk.configuration, programme=told))
