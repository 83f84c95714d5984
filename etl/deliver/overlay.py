"""Which deliveries count beside the raw exports: those in service, each until a later one of its kind."""

from collections.abc import Iterable, Sequence

from etl.configure import Configuration
from etl.deliver.record import Deliveries
from etl.deliver.shelving import read_copies
from etl.read.handed import HandedTable
from schemas.delivery import Delivery

_COUNTS = ("in_service", "replaced")
Kind = tuple[str, tuple[str, ...], str]
"""Who delivered, for which trajectories, and the source: of these the last delivery counts."""


def read_overlay(
    configuration: Configuration, *, deliveries: Deliveries, secret: bytes, also: Delivery | None = None
) -> list[HandedTable]:
    """The tables that count beside the raw exports; with those of `also` as if it were in service.

    Raises:
        DeliveryError: if one cannot be read back.
    """
    counted = [d for d in deliveries.list_all() if d.state in _COUNTS and (also is None or d.id != also.id)]
    ordered = [*sorted(counted, key=lambda d: (d.made_at, d.id)), *([also] if also else [])]
    last = find_last(ordered)
    return [
        table
        for delivery in ordered
        for table in read_copies(
            delivery, folder=deliveries.open(delivery.id), configuration=configuration, secret=secret
        )
        if last[_name_kind(delivery, table.source.id)] == delivery.id
    ]


def has_overlay(deliveries: Deliveries) -> bool:
    """Whether any delivery counts."""
    return any(delivery.state in _COUNTS for delivery in deliveries.list_all())


def find_last(deliveries: Sequence[Delivery]) -> dict[Kind, str]:
    """The delivery that counts for each kind; of `deliveries` a later one goes before an earlier one."""
    return {kind: delivery.id for delivery in deliveries for kind in list_kinds(delivery)}


def list_kinds(delivery: Delivery) -> set[Kind]:
    """The kinds of file in a delivery."""
    return {_name_kind(delivery, file.source) for file in delivery.files if file.source}


def settle(deliveries: Deliveries) -> None:
    """Marks each delivery in service as replaced once nothing of it counts any more, or the other way."""
    counted = [d for d in deliveries.list_all() if d.state in _COUNTS]
    last = find_last(sorted(counted, key=lambda d: (d.made_at, d.id)))
    for delivery in counted:
        is_used = any(last[kind] == delivery.id for kind in list_kinds(delivery))
        state = "in_service" if is_used else "replaced"
        if state != delivery.state:
            deliveries.write(delivery, state=state)


def list_hashes(deliveries: Iterable[Delivery]) -> dict[str, Delivery]:
    """The delivery in service that holds each file, by the file's SHA-256."""
    return {file.sha256: d for d in deliveries if d.state == "in_service" for file in d.files}


def _name_kind(delivery: Delivery, source: str) -> Kind:
    return (delivery.role, tuple(sorted(delivery.trajectories)), source)
