"""One sentence for one statement, by rules: what it says, how sure it is, about how many people.

The rules never say "effect" and never compare groups. A change is clear when its interval leaves out
zero, and still would with all that stands beside it counted; one that is written as 0,0 is none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from schemas.programme import Programme
from texts import Texts
from texts.numbers import Kind, write_value

HEIGHTS = ((0.75, "high"), (0.625, "rather_high"), (0.375, "middle"), (0.0, "low"))
"""From where on a mean is called so, as a share of its scale (4, 3.5 and 2.5 on 1–5)."""


MOST_BY_CHANCE = 0.05
"""The largest adjusted p-value at which a change is called clear."""


@dataclass(frozen=True)
class Finding:
    """A shown statement with the words around it. `low` and `high` bound the 95 % interval.

    `clear`: whether a change is clear (`is_clear`); without it the interval decides. `coded`: on which
    side of `value` the number lies, where that is a bound.
    """

    label: str
    value: float
    n: int
    low: float | None = None
    high: float | None = None
    scale_low: float = 1.0
    scale_high: float = 5.0
    answer: str = ""
    contrast: str = ""
    clear: bool | None = None
    coded: int | None = None


def is_clear(change: dict[str, Any], *, adjusted: dict[str, Any]) -> bool:
    """Whether a change is clear: its interval leaves out zero, and so does the adjusted p-value.

    Args:
        change: the statement of the change, with low and high.
        adjusted: the statement of its `p_adjusted`. Where it is withheld there are too few people to be
            sure; where it is not stated, the interval decides.
    """
    low, high = change["low"], change["high"]
    if low is None or high is None or low <= 0 <= high or adjusted["status"] == "withheld":
        return False
    return adjusted["value"] is None or bool(adjusted["value"] <= MOST_BY_CHANCE)


def tell(statistic: str, finding: Finding, *, programme: Programme, texts: Texts) -> str:
    """The sentence for a statement with this statistic (`mean`, `top2`, `nps`, `change`, `share_<code>`)."""
    telling = {"mean": _tell_mean, "change": _tell_change, "nps": _tell_nps, "top2": _tell_top2}
    return telling.get(statistic, _tell_share)(finding, programme=programme, texts=texts)


def tell_people(n: int, *, programme: Programme, texts: Texts) -> str:
    """`1 schoolleider`, `344 schoolleiders`: people in the programme's own word."""
    unit = programme.units.leader
    return f"{texts.number(n)} {(unit.one if n == 1 else unit.many).in_language(texts.language)}"


def _tell_change(finding: Finding, *, programme: Programme, texts: Texts) -> str:
    return _say(
        f"sentences.change_{_direction(finding, decimals=1)}",
        finding,
        programme=programme,
        texts=texts,
        change=_write(finding, "difference", texts=texts),
        interval=_interval(texts, _bounds(finding, texts.signed)),
    )


def _direction(finding: Finding, *, decimals: int) -> str:
    open_ = finding.low is not None and finding.high is not None and finding.low <= 0 <= finding.high
    if open_ or finding.clear is False:
        return "none" if round(finding.value, decimals) == 0 else "uncertain"
    if round(finding.value, decimals) == 0:
        return "none"
    return "up" if finding.value > 0 else "down"


def _tell_mean(finding: Finding, *, programme: Programme, texts: Texts) -> str:
    place = (finding.value - finding.scale_low) / (finding.scale_high - finding.scale_low)
    height = next((name for start, name in HEIGHTS if place >= start), "low")
    return _say(
        f"sentences.mean_{height}",
        finding,
        programme=programme,
        texts=texts,
        value=_write(finding, "level", texts=texts),
        interval=_interval(texts, _bounds(finding, lambda bound: texts.number(bound, 1))),
    )


def _tell_top2(finding: Finding, *, programme: Programme, texts: Texts) -> str:
    return _tell_percent("sentences.top2", finding, programme=programme, texts=texts)


def _tell_share(finding: Finding, *, programme: Programme, texts: Texts) -> str:
    return _tell_percent("sentences.share", finding, programme=programme, texts=texts)


def _tell_percent(key: str, finding: Finding, *, programme: Programme, texts: Texts) -> str:
    return _say(
        key,
        finding,
        programme=programme,
        texts=texts,
        value=_write(finding, "share", texts=texts),
        interval=_interval(texts, _bounds(finding, texts.percent)),
    )


def _tell_nps(finding: Finding, *, programme: Programme, texts: Texts) -> str:
    direction = {"up": "more", "down": "fewer"}.get(_direction(finding, decimals=0), "uncertain")
    return _say(
        f"sentences.nps_{direction}",
        finding,
        programme=programme,
        texts=texts,
        value=_write(finding, "score", texts=texts),
        interval=_interval(texts, _bounds(finding, lambda bound: texts.signed(bound, 0))),
    )


def _say(key: str, finding: Finding, *, programme: Programme, texts: Texts, **values: str) -> str:
    leader = programme.units.leader
    return texts.count(
        key,
        finding.n,
        label=finding.label,
        leader=leader.one.in_language(texts.language),
        leaders=leader.many.in_language(texts.language),
        low=texts.number(finding.scale_low),
        high=texts.number(finding.scale_high),
        answer=finding.answer,
        contrast=finding.contrast,
        **values,
    )


def _write(finding: Finding, kind: Kind, *, texts: Texts) -> str:
    row = {"value": finding.value, "coded": finding.coded}
    return write_value(row, kind=kind, texts=texts, spelled=True)


def _bounds(finding: Finding, write: Callable[[float], str]) -> tuple[str, str] | None:
    if finding.low is None or finding.high is None:
        return None
    return write(finding.low), write(finding.high)


def _interval(texts: Texts, bounds: tuple[str, str] | None) -> str:
    return "" if bounds is None else texts("sentences.interval", low=bounds[0], high=bounds[1])
