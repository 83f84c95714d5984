"""The record of a reflection session on paper: a tagged PDF (PDF/UA-1)."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from reports.exhibits import describe_exhibit, say_once
from reports.record import Card, SessionRecord
from reports.typeset import typeset
from texts import Texts

_WORDS = ("agreed", "conclusions", "actions", "earlier", "none", "agenda", "how")


def write_record(record: SessionRecord, *, texts: Texts) -> bytes:
    """`record` as PDF/UA-1; the same record gives the same bytes.

    Raises:
        UntoldFigureError: for a figure that has no sentence to stand for it.
    """
    words = {name: texts(f"record.paper_{name}") for name in _WORDS}
    content = {
        **asdict(replace(record, cards=())),
        "made_at": None,
        "language": texts.language,
        "product": texts("frame.product"),
        "words": {"contents": texts("reports.contents"), **words},
        "cards": list(_describe_cards(record.cards, texts=texts)),
    }
    return typeset("record.typ", content, made_at=record.made_at)


def _describe_cards(cards: tuple[Card, ...], *, texts: Texts) -> Iterator[dict[str, Any]]:
    """The cards; a figure that asks what its card is called does not ask it again."""
    exhibits = say_once(card.exhibit for card in cards if card.exhibit is not None)
    for card in cards:
        told: dict[str, Any] = asdict(replace(card, exhibit=None))
        if card.exhibit is not None:
            exhibit = next(exhibits)
            question = "" if exhibit.question == card.title else exhibit.question
            told["exhibit"] = describe_exhibit(replace(exhibit, question=question), texts=texts)
        yield told
