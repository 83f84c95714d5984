"""A norm and what is read beside it, in words: what it asks, what the practice is, whether it is met."""

from typing import Literal

from schemas.yardsticks import Yardstick
from texts import Texts
from ui.present.readings import Reading

Verdict = Literal["met", "partly", "not_met", "unknown"]
SIGNS: dict[Verdict, str] = {"met": "●", "partly": "◐", "not_met": "○", "unknown": "?"}
"""A shape beside each word: nothing is told by colour alone."""
_DECIMALS = 1


def judge(reading: Reading) -> Verdict | None:
    """Whether the norm is met, as the numbers are written; None where nothing is compared.

    A norm for every partnership or every leader can be met in part of them.
    """
    if not reading.compared:
        return None
    if reading.value is None:
        return "unknown"
    if reading.share_within is not None:
        return _judge_share(reading.share_within)
    return "met" if _is_within(round(reading.value, _DECIMALS), yardstick=reading.yardstick) else "not_met"


def write_value(reading: Reading, *, texts: Texts) -> str:
    """`0,6`, `2`, `84 %`: the number as it stands on the screen; nothing where it is not known."""
    if reading.value is None:
        return ""
    if reading.unit == "share":
        return texts.percent(reading.value)
    if reading.unit == "points":
        return texts.number(reading.value, _DECIMALS)
    return write_number(reading.value, texts=texts)


def write_number(value: float, *, texts: Texts) -> str:
    """`20`, `2,5`: without a decimal where it has none."""
    rounded = round(value, _DECIMALS)
    return texts.number(rounded, 0 if rounded == int(rounded) else _DECIMALS)


def write_norm(yardstick: Yardstick, *, texts: Texts) -> str:
    """`minstens 2`, `5 tot 10`, `1`; nothing without a norm."""
    low, high = yardstick.at_least, yardstick.at_most
    words = [None if v is None else write_number(v, texts=texts) for v in (low, high)]
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return texts(f"design.norm_at_{'most' if low is None else 'least'}", value=words[0] or words[1])
    return texts("design.norm_between", low=words[0], high=words[1]) if low != high else str(words[0])


def say_verdict(verdict: Verdict, *, texts: Texts) -> str:
    """The word for it: `gehaald`."""
    return texts(f"design.verdict_{verdict}")


def _judge_share(share: float) -> Verdict:
    whole = round(share, 2)
    if whole >= 1:
        return "met"
    return "not_met" if whole <= 0 else "partly"


def _is_within(value: float, *, yardstick: Yardstick) -> bool:
    above = yardstick.at_least is None or value >= yardstick.at_least
    return above and (yardstick.at_most is None or value <= yardstick.at_most)
