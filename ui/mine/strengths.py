"""Strengths and points of attention in words: what the rule finds, how sure, and what was looked at."""

from dataclasses import dataclass

from texts.numbers import write_value
from ui.mine.beside import Beside, read_beside
from ui.mine.judge import FEWEST, Compared, Judged, judge_all
from ui.page import Page
from ui.present.differences import name_units
from ui.present.statements import read_statement
from ui.remember import remembered
from ui.sentences import is_clear, tell_people

STEP = 0.1
"""How means and changes of a release are rounded."""


@dataclass(frozen=True)
class Strengths:
    """Sentences by side, each in the questionnaire's order, and what the rule looked at.

    `looked_at` figures could be judged; of `left_out` published numbers do not tell.
    """

    above: tuple[str, ...]
    below: tuple[str, ...]
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


def _say(page: Page, row: Beside, judged: Judged) -> str:
    texts = page.texts
    write = texts.signed if row.kind == "difference" else texts.number
    change = row.statistic == "change"
    said = texts(
        f"mine.{judged.verdict}_{'change' if change else 'level'}",
        label=row.label,
        moment=row.moment,
        value=write_value(row.own, kind=row.kind, texts=texts, spelled=True),
        low=write(row.own["low"], 1),
        high=write(row.own["high"], 1),
        whole=write_value(row.whole, kind=row.kind, texts=texts, spelled=True),
        people=tell_people(row.own["n"], programme=page.programme, texts=texts),
        p=_write_p(page, judged.p_adjusted or 0.0),
        **name_units(page),
    )
    return f"{said} {_say_change(page, row)}".strip() if change else said


def _say_change(page: Page, row: Beside) -> str:
    """Whether the change itself is clear, by the release's own adjusted p-value."""
    adjusted = read_statement(page, indicator_id=row.indicator_id, wave=row.wave, statistic="p_adjusted")
    name = "clear" if is_clear(row.own, adjusted=adjusted) else "unclear"
    return page.texts(f"mine.change_itself_{name}")


def _write_p(page: Page, p: float) -> str:
    """`0,03`, or `< 0,001`."""
    return page.texts("mine.p_small") if p < 0.001 else page.texts.number(p, 3 if p < 0.01 else 2)
