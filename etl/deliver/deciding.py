"""What is decided about a delivery: in service, sent back, withdrawn, or the release before it again."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from etl.candidate import serve_candidate
from etl.deliver.desk import Desk
from etl.deliver.overlay import settle
from etl.deliver.proposal import CANDIDATE, clear_proposal, is_still_true, require_state
from etl.deliver.record import DeliveryError
from etl.premises import say_what_failed
from etl.shelf import Shelf, UnknownReleaseError
from schemas.delivery import Delivery, State

LONGEST_WORD = 1000
_BEGUN = "begun"
_SENT_BACK_FROM: tuple[State, ...] = ("unmapped", "refused", "checked", "proposed")
_WITHDRAWN_FROM: tuple[State, ...] = (*_SENT_BACK_FROM, "sent_back", "failed")


def accept(delivery_id: str, *, desk: Desk) -> Delivery:
    """Puts the release that was proposed in service, and the delivery with it.

    Raises:
        DeliveryError: if there is no proposal, if something else was put in service since, or if a build is
            at work.
    """
    with _at_work(desk) as shelf:
        delivery = require_state(desk, delivery_id, may=("proposed",))
        folder, release = desk.deliveries.open(delivery_id), str(delivery.release)
        # Killed half-way it may go on: the ledger can have moved already, and is then newer than its mark.
        begun = folder / CANDIDATE / _BEGUN
        is_sound = begun.exists() or is_still_true(folder, shelf=shelf)
        if not is_sound or shelf.find_current() not in (delivery.beside, release):
            raise DeliveryError("deliver.fault_stale", id=delivery_id)
        begun.touch()
        serve_candidate(folder / CANDIDATE, release_id=release, shelf=shelf)
        served = desk.deliveries.write(delivery, state="in_service", fault=None, values={})
        shutil.rmtree(folder / CANDIDATE, ignore_errors=True)
        settle(desk.deliveries)
        return served


def send_back(delivery_id: str, *, word: str, desk: Desk) -> Delivery:
    """Sends a delivery back with a word of why; a release that was proposed of it is no more.

    Raises:
        DeliveryError: if it is in service, or at work.
    """
    with desk.deliveries.lock():
        delivery = require_state(desk, delivery_id, may=_SENT_BACK_FROM)
        clear_proposal(desk.deliveries.open(delivery_id))
        told = " ".join(word.split())[:LONGEST_WORD]
        return desk.deliveries.write(delivery, state="sent_back", word=told, release=None, beside=None)


def withdraw(delivery_id: str, *, desk: Desk) -> Delivery:
    """Takes a delivery back that is not in service; nothing but its record is left of it.

    Raises:
        DeliveryError: if it is in service, or at work.
    """
    with desk.deliveries.lock():
        delivery = require_state(desk, delivery_id, may=_WITHDRAWN_FROM)
        desk.deliveries.clear(delivery_id)
        return desk.deliveries.write(delivery, state="withdrawn", release=None, beside=None)


def roll_back(delivery_id: str, *, desk: Desk) -> Delivery:
    """Puts the release in service that was so before this delivery, and takes this delivery, with those that
    came into service after it, out again. What was told stays in the ledger.

    Raises:
        DeliveryError: if the delivery is not in service, or the release before it is gone.
    """
    with _at_work(desk) as shelf:
        delivery = require_state(desk, delivery_id, may=("in_service",))
        if delivery.beside is None or not shelf.path_of(delivery.beside).exists():
            raise DeliveryError("deliver.fault_nothing_before", id=delivery_id)
        since = _find_moment(shelf, delivery)
        shelf.use(delivery.beside)
        for other in desk.deliveries.list_all():
            if other.state in ("in_service", "replaced") and _is_later(
                other, delivery, since=since, shelf=shelf
            ):
                desk.deliveries.write(other, state="rolled_back")
        settle(desk.deliveries)
        return desk.deliveries.read(delivery_id)


def _is_later(other: Delivery, delivery: Delivery, *, since: datetime | None, shelf: Shelf) -> bool:
    moment = _find_moment(shelf, other)
    return other.id == delivery.id or (moment is not None and since is not None and moment > since)


def _find_moment(shelf: Shelf, delivery: Delivery) -> datetime | None:
    """When the release of a delivery was made."""
    try:
        return shelf.show(delivery.release).made_at if delivery.release else None
    except UnknownReleaseError:
        return None


@contextmanager
def _at_work(desk: Desk) -> Iterator[Shelf]:
    """The shelf, with every other build and command kept out."""
    shelf = Shelf(desk.deliveries.built)
    shelf.folder.mkdir(parents=True, exist_ok=True)
    kept_out = say_what_failed(desk.configuration, built=shelf.folder, delivered=True)
    with kept_out, shelf.lock(), desk.deliveries.lock():
        yield shelf
