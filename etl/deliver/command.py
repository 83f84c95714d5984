"""What each `python -m etl deliver …` does."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from etl.configure import Configuration
from etl.deliver.deciding import accept, roll_back, send_back, withdraw
from etl.deliver.desk import Desk
from etl.deliver.listing import print_deliveries, print_json
from etl.deliver.proposal import propose_release
from etl.deliver.receive import list_sessions, receive
from etl.deliver.recognise import Known
from etl.deliver.record import Deliveries, DeliveryError
from etl.deliver.template import list_wanted, make_template
from etl.deliver.working import CRASHED, bury_dead
from etl.premises import find_secret, say_what_failed
from etl.told_error import ToldError
from schemas.delivery import Delivery
from texts import Texts

DONE, REFUSED = 0, 1
_WITHOUT_PEOPLE = ("list", "template", "accept", "send-back", "withdraw", "roll-back")
_MOST_WORD_BYTES = 10_000


def run_deliver(asked: argparse.Namespace, *, configuration: Configuration, built: Path, texts: Texts) -> int:
    """Does what was asked; 1 where the delivery goes no further.

    Raises:
        ToldError: with the sentence of why nothing could be done.
    """
    deliveries = Deliveries(built / configuration.programme.id)
    try:
        with say_what_failed(configuration, built=built, delivered=True):
            secret = b"" if asked.action in _WITHOUT_PEOPLE else find_secret(configuration)
            desk = Desk(configuration, deliveries, secret, texts.language)
            return _COMMANDS[asked.action](asked, desk, texts)
    except ToldError:
        raise
    except Exception:
        # What an error says of itself can be something that stood in a file.
        raise DeliveryError(CRASHED) from None


def _receive(asked: argparse.Namespace, desk: Desk, texts: Texts) -> int:
    delivery = receive(
        sys.stdin.buffer,
        delivery_id=asked.id,
        role=asked.role,
        trajectories=tuple(dict.fromkeys(asked.trajectory)),
        desk=desk,
    )
    _say(delivery, texts=texts)
    return DONE if delivery.state in ("checked", "unmapped") else REFUSED


def _list(asked: argparse.Namespace, desk: Desk, texts: Texts) -> int:
    with desk.deliveries.lock():
        bury_dead(desk.deliveries)
    found = desk.deliveries.list_all()
    if asked.json:
        print_json(found)
    else:
        print_deliveries(found, texts=texts)
    return DONE


def _template(asked: argparse.Namespace, desk: Desk, texts: Texts) -> int:
    known = Known(desk.configuration, list_sessions(desk.configuration))
    sources = list_wanted(known, wanted=asked.source)
    if not sources:
        names = ", ".join(source.id for source in desk.configuration.programme.sources)
        raise DeliveryError("deliver.fault_no_source", source=asked.source, known=names)
    Path(asked.out).write_bytes(make_template(sources, known=known, texts=texts))
    sys.stdout.write(texts("deliver.template_written", file=asked.out) + "\n")
    return DONE


def _build(asked: argparse.Namespace, desk: Desk, texts: Texts) -> int:
    return _say(propose_release(asked.id, desk=desk), texts=texts)


def _accept(asked: argparse.Namespace, desk: Desk, texts: Texts) -> int:
    return _say(accept(asked.id, desk=desk), texts=texts)


def _send_back(asked: argparse.Namespace, desk: Desk, texts: Texts) -> int:
    word = sys.stdin.buffer.read(_MOST_WORD_BYTES).decode("utf-8", errors="replace")
    return _say(send_back(asked.id, word=word, desk=desk), texts=texts)


def _withdraw(asked: argparse.Namespace, desk: Desk, texts: Texts) -> int:
    return _say(withdraw(asked.id, desk=desk), texts=texts)


def _roll_back(asked: argparse.Namespace, desk: Desk, texts: Texts) -> int:
    return _say(roll_back(asked.id, desk=desk), texts=texts)


def _say(delivery: Delivery, *, texts: Texts) -> int:
    sys.stdout.write(texts(f"deliver.state_{delivery.state}", id=delivery.id) + "\n")
    return DONE


_COMMANDS: dict[str, Callable[[argparse.Namespace, Desk, Texts], int]] = {
    "receive": _receive,
    "build": _build,
    "accept": _accept,
    "send-back": _send_back,
    "withdraw": _withdraw,
    "roll-back": _roll_back,
    "list": _list,
    "template": _template,
}
