"""Builds a release with a delivery in it, beside the one in service: nobody sees it until it is accepted.

It stands in the delivery's own folder with its own ledger: what is only proposed was told to nobody, and
must not bind what is told later.
"""

import hashlib
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from etl.candidate import Candidate, make_candidate, write_candidate
from etl.check.registry import CHECKS
from etl.circulation import FILE as LEDGER
from etl.deliver.checking import strip_names
from etl.deliver.comparing import compare
from etl.deliver.desk import Desk
from etl.deliver.overlay import read_overlay
from etl.deliver.record import DeliveryError, write_model
from etl.deliver.working import bury_dead, work_on
from etl.intake import Intake, take_in
from etl.premises import say_what_failed
from etl.shelf import Shelf
from schemas.delivery import Delivery, State

CANDIDATE = "candidate"
COMPARISON = "comparison.json"
_LEDGER_MARK = "ledger.sha256"
_MAY: tuple[State, ...] = ("checked", "proposed")


def propose_release(delivery_id: str, *, desk: Desk, today: date | None = None) -> Delivery:
    """The delivery with a release that has it in it, and how that differs from the one in service.

    Raises:
        DeliveryError: if it cannot be built now; the delivery is checked still, and tells why.
    """
    deliveries, shelf = desk.deliveries, Shelf(desk.deliveries.built)
    delivery = require_state(desk, delivery_id, may=_MAY)
    with work_on(deliveries, delivery_id, otherwise=delivery.state) as teller:
        teller.report("deliver.step_build", 0.0)
        with say_what_failed(desk.configuration, built=shelf.folder, delivered=True), shelf.lock():
            with deliveries.lock():
                bury_dead(deliveries)
                delivery = require_state(desk, delivery_id, may=_MAY)
                clear_proposal(deliveries.open(delivery_id))
                delivery = deliveries.write(
                    delivery, state="building", fault=None, values={}, release=None, beside=None
                )
            try:
                return _build(
                    delivery, shelf=shelf, desk=desk, today=today or date.today(), report=teller.report
                )
            except Exception:
                # Half a proposal is none, and what was checked is checked still.
                clear_proposal(deliveries.open(delivery_id))
                deliveries.write(delivery, state="checked")
                raise


def _build(
    delivery: Delivery, *, shelf: Shelf, desk: Desk, today: date, report: Callable[[str, float], None]
) -> Delivery:
    folder, configuration = desk.deliveries.open(delivery.id), desk.configuration
    handed = read_overlay(configuration, deliveries=desk.deliveries, secret=desk.secret, also=delivery)
    intake = take_in(configuration, secret=desk.secret, report=report, handed=handed)
    _require_taken_in(intake)
    mark, beside = mark_ledger(shelf), shelf.find_current()
    candidate = make_candidate(intake, shelf=shelf, report=report, today=today)
    place = folder / CANDIDATE
    place.mkdir(mode=0o700, exist_ok=True)
    write_candidate(candidate, folder=place)
    (place / _LEDGER_MARK).write_text(mark, encoding="utf-8")
    report("deliver.step_compare", 0.0)
    _write_comparison(candidate, shelf=shelf, beside=beside, path=folder / COMPARISON)
    return desk.deliveries.write(delivery, state="proposed", release=candidate.release_id, beside=beside)


def _write_comparison(candidate: Candidate, *, shelf: Shelf, beside: str | None, path: Path) -> None:
    compared = compare(
        shelf.path_of(beside) if beside and shelf.path_of(beside).exists() else None,
        statements=candidate.made.tables["statements"],
        waves=tuple(wave.id for wave in candidate.intake.configuration.programme.waves),
        audit=candidate.audit,
    )
    write_model(compared, path)


def _require_taken_in(intake: Intake) -> None:
    if intake.refused:
        refusing = [code for code, check in CHECKS.items() if check.refuses == "file"]
        found = strip_names(intake.tables["findings"].filter(pl.col("check").is_in(refusing)))
        first = next(iter(found["sentence_nl"]), "")
        raise DeliveryError("deliver.fault_others_refused", first=first)


def require_state(desk: Desk, delivery_id: str, *, may: tuple[State, ...]) -> Delivery:
    """The delivery, in one of these states.

    Raises:
        DeliveryError: if it is in another state, or there is none.
    """
    delivery = desk.deliveries.read(delivery_id)
    if delivery.state not in may:
        raise DeliveryError("deliver.fault_state", id=delivery_id)
    return delivery


def clear_proposal(folder: Path) -> None:
    """Takes a proposed release away: its file, its ledger and the comparison."""
    shutil.rmtree(folder / CANDIDATE, ignore_errors=True)
    (folder / COMPARISON).unlink(missing_ok=True)


def mark_ledger(shelf: Shelf) -> str:
    """A mark of what was told so far: a proposal that was made after something else was told is too old."""
    path = shelf.folder / LEDGER
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def is_still_true(folder: Path, *, shelf: Shelf) -> bool:
    """Whether nothing was told since the proposal in a delivery's folder was made."""
    kept = folder / CANDIDATE / _LEDGER_MARK
    return kept.exists() and kept.read_text(encoding="utf-8") == mark_ledger(shelf)
