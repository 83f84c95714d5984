"""A command at work on one delivery: what fails is told in its record, without a word about anybody."""

from collections.abc import Iterator
from contextlib import contextmanager

from etl.deliver.record import Deliveries, DeliveryError, Teller
from etl.told_error import ToldError
from schemas.delivery import State

CRASHED = "deliver.fault_crash"
_AFTER_DEATH: dict[State, State] = {"checking": "failed", "building": "checked"}


@contextmanager
def work_on(deliveries: Deliveries, delivery_id: str, *, otherwise: State) -> Iterator[Teller]:
    """Tells the progress while the block lasts. If it fails the delivery is in state `otherwise`, with the
    fault; one that is no sentence of ours becomes one, and whatever it said is dropped: it may hold a name.

    Raises:
        DeliveryError: with that fault.
    """
    try:
        with deliveries.tell(delivery_id) as teller:
            yield teller
    except ToldError as error:
        values = {name: str(value) for name, value in error.values.items()}
        _fail(deliveries, delivery_id, otherwise=otherwise, fault=error.key, values=values)
        raise DeliveryError(error.key, **values) from None
    except Exception:
        _fail(deliveries, delivery_id, otherwise="failed", fault=CRASHED, values={})
        raise DeliveryError(CRASHED) from None


def bury_dead(deliveries: Deliveries) -> None:
    """Brings deliveries whose command died to rest: what was at work is at work no more."""
    for delivery in deliveries.list_all():
        after = _AFTER_DEATH.get(delivery.state)
        if after is not None and deliveries.find_worker(delivery.id) is None:
            deliveries.write(delivery, state=after, fault="deliver.fault_died", values={})


def _fail(
    deliveries: Deliveries, delivery_id: str, *, otherwise: State, fault: str, values: dict[str, str]
) -> None:
    delivery = deliveries.find(delivery_id)
    if delivery is not None:
        deliveries.write(delivery, state=otherwise, fault=fault, values=values)
