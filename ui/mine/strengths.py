"""Strengths and points of attention in words: what the rule finds, how sure, and what was looked at."""

from dataclasses import dataclass

from texts.numbers import write_value
from ui.mine.beside import Beside, read_beside
from ui.mine.judge import FEWEST, Compared, Judged, judge_all
from ui.page import Page
from ui.present.differences import name_units
from ui.present.scene import is_shown
from ui.present.sentences import join_sentences
from ui.present.statements import read_statement
from ui.remember import remembered
from ui.sentences import is_clear, tell_people

STEP = 0.1
"""How means and changes of a release are rounded."""


@dataclass(frozen=True)
class Told:
    """What is said of one scale, and how sure that is."""

    sentence: str
    details: str


@dataclass(frozen=True)
class Strengths:
    """What is told by side, each in the questionnaire's order, and what the rule looked at.

    `looked_at` figures could be judged; of `left_out` published numbers do not tell.
    """

    above: tuple[Told, ...]
    below: tuple[Told, ...]
    looked_at: int
    left_out: int


@remembered
def tell_strengths(page: Page) -> Strengths:
    """What the rule finds of the page's trajectory."""
    rows = {row.key: row for row in read_beside(page) if row.judged}
    judged = judge_all([Compared(key, row.own, row.whole, STEP) for key, row in rows.items()])
    by_key: dict[tuple[str, str, str], Judged] = dict(zip(rows, judged, strict=True))
    left_out = sum(one.verdict == "unjudged" for one in judged)
    return Strengths(
        above=tuple(_say(page, rows[key], one) for key, one in by_key.items() if one.verdict == "above"),
        below=tuple(_say(page, rows[key], one) for key, one in by_key.items() if one.verdict == "below"),
        looked_at=len(judged) - left_out,
        left_out=left_out,
    )


def explain_rule(page: Page) -> str:
    """The rule in words."""
    return page.texts("mine.rule", fewest=page.texts.number(FEWEST), **name_units(page))


def _say(page: Page, row: Beside, judged: Judged) -> Told:
    texts, change = page.texts, row.statistic == "change"
    write = texts.signed if row.kind == "difference" else texts.number
    said = texts(
        f"mine.{judged.verdict}_{'change' if change else 'level'}",
        label=row.label,
        moment=row.moment,
        value=write_value(row.own, kind=row.kind, texts=texts, spelled=True),
        whole=write_value(row.whole, kind=row.kind, texts=texts, spelled=True),
    )
    details = texts(
        "mine.details",
        low=write(row.own["low"], 1),
        high=write(row.own["high"], 1),
        people=tell_people(row.own["n"], programme=page.programme, texts=texts),
        p=_write_p(page, judged.p_adjusted or 0.0),
    )
    further = _say_change(page, row) if change else _say_wide(page, row)
    return Told(said, join_sentences(details, further))


def _say_wide(page: Page, row: Beside) -> str:
    """Whether the difference stays clear with partnerships as chance, beyond these participants."""
    low, high = row.wide["low"], row.wide["high"]
    if not is_shown(row.wide) or low is None or high is None:
        return ""
    name = "unclear" if low <= row.whole["value"] <= high else "clear"
    bounds = {"low": page.texts.number(low, 1), "high": page.texts.number(high, 1)}
    return page.texts(f"mine.wide_{name}", **bounds, **name_units(page))


def _say_change(page: Page, row: Beside) -> str:
    """Whether the change itself is clear, by the release's own adjusted p-value."""
    adjusted = read_statement(page, indicator_id=row.indicator_id, wave=row.wave, statistic="p_adjusted")
    name = "clear" if is_clear(row.own, adjusted=adjusted) else "unclear"
    return page.texts(f"mine.change_itself_{name}")


def _write_p(page: Page, p: float) -> str:
    """`= 0,031`, or `< 0,001`."""
    if p < 0.001:
        return page.texts("mine.p_small")
    return page.texts("mine.p_is", p=page.texts.number(p, 3))
