"""The words and numbers inside a chart: intervals, n, and why a row shows no figure."""

from typing import Any

from charts.frames import is_shown
from texts import Texts

SEPARATOR = " · "


def say_n(n: int | None, *, texts: Texts) -> str:
    """`n = 210`, or nothing where the number is not known."""
    return "" if n is None else texts("charts.n", n=texts.number(n))


def say_interval(low: float | None, high: float | None, *, texts: Texts, decimals: int = 1) -> str:
    """`3,9 tot 4,2`, or nothing without an interval."""
    if low is None or high is None:
        return ""
    return texts("charts.interval", low=texts.number(low, decimals), high=texts.number(high, decimals))


def say_share_interval(low: float | None, high: float | None, *, texts: Texts) -> str:
    """`72 % tot 80 %`, or nothing without an interval."""
    if low is None or high is None:
        return ""
    return texts("charts.interval", low=texts.percent(low), high=texts.percent(high))


def say_status(status: str, *, texts: Texts) -> str:
    """Why a row shows no figure, in a few words."""
    return texts(f"charts.status_{status}")


def caption(row: dict[str, Any], *parts: str, texts: Texts) -> str:
    """The parts of a row's caption, or its status where it is not shown."""
    if not is_shown(row):
        return say_status(row["status"], texts=texts)
    return SEPARATOR.join(part for part in parts if part)
