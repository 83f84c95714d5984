"""Writes the number of a statement: the number itself, or the bound that stands for it.

The one place where a statement's value becomes words. Where `coded` is −1 or +1, `value` is a bound and the
number itself lies there or beyond (`schemas.release.Statements`).
"""

from collections.abc import Mapping
from typing import Any, Literal

from texts.catalogue import Texts

Kind = Literal["level", "share", "difference", "score"]
"""A mean, number or hours; a share 0–1; a difference, or a score from −100 to 100, with its sign."""
LEVEL_DECIMALS = 1
_SIDES = {-1: "most", 1: "least"}
_STRICT_SIDES = {-1: "below", 1: "above"}


def write_value(
    row: Mapping[str, Any], *, kind: Kind, texts: Texts, decimals: int = LEVEL_DECIMALS, spelled: bool = False
) -> str:
    """`4,2`, `72 %`, `+0,4`; `≤ 1,5` or `< 5 %` where the value is a bound.

    Args:
        row: a shown statement: `value`, and `coded` where it can be a bound.
        kind: how its value is written.
        texts: the reader's language.
        decimals: of a mean or a difference.
        spelled: a bound in words (`hoogstens 1,5`), for sentences.
    """
    number = _write_number(row["value"], kind=kind, texts=texts, decimals=decimals)
    return write_bound(number, row.get("coded"), strict=kind == "share", texts=texts, spelled=spelled)


def write_bound(number: str, coded: int | None, *, strict: bool, texts: Texts, spelled: bool = False) -> str:
    """`number` as it is, or as a bound: `≤ 1,5`; `strict` is for what lies beyond its bound: `< 5 %`."""
    if not coded:
        return number
    side = (_STRICT_SIDES if strict else _SIDES)[coded]
    return texts(f"numbers.{'word' if spelled else 'sign'}_{side}", number=number)


def is_bound(coded: int | None) -> bool:
    """Whether a value with this code is a bound."""
    return coded in _SIDES


def _write_number(value: float, *, kind: Kind, texts: Texts, decimals: int) -> str:
    if kind == "share":
        return texts.percent(value)
    if kind == "score":
        return texts.signed(value, 0)
    return texts.signed(value, decimals) if kind == "difference" else texts.number(value, decimals)
