"""Finds single statements and turns them into findings for sentences."""

import json
from typing import Any

import polars as pl

from schemas.programme import Programme
from schemas.release import TOTAL
from texts import Texts
from ui.page import Page
from ui.present.scene import NUMBERS, fill_withheld, index_facts
from ui.sentences import Finding

SHOWN = "shown"
NOT_ASKED = "not_asked"


def find_statement(frame: pl.DataFrame, *, indicator_id: str, wave: str, statistic: str) -> dict[str, Any]:
    """The row of `frame` for this statement; one with status `not_asked` where there is none."""
    found = frame.filter(
        (pl.col("indicator_id") == indicator_id)
        & (pl.col("wave") == wave)
        & (pl.col("statistic") == statistic)
    ).to_dicts()
    return found[0] if found else {**dict.fromkeys(NUMBERS), "status": NOT_ASKED}


def read_statement(page: Page, *, indicator_id: str, wave: str, statistic: str) -> dict[str, Any]:
    """The statement in the page's cell; withheld where only the whole programme has it."""
    key = (indicator_id, wave, statistic)
    own, whole = (
        index_facts(
            page.store.statements(
                cell_id=cell, indicator_ids=[indicator_id], waves=[wave], statistics=[statistic]
            )
        )
        for cell in (page.cell.cell_id, TOTAL)
    )
    return fill_withheld(own, whole=whole).get(key, {**dict.fromkeys(NUMBERS), "status": NOT_ASKED})


def find_indicator(frame: pl.DataFrame, indicator_id: str) -> dict[str, Any] | None:
    """The row of the indicators for this id, or None."""
    rows = frame.filter(pl.col("indicator_id") == indicator_id).to_dicts()
    return rows[0] if rows else None


def describe_finding(
    indicator: dict[str, Any],
    statement: dict[str, Any],
    *,
    wave: str,
    statistic: str,
    programme: Programme,
    texts: Texts,
    clear: bool | None = None,
) -> Finding:
    """A shown statement with the words that a sentence needs; `clear` as in `Finding`."""
    language = texts.language
    contrast = next((c.label.in_language(language) for c in programme.contrasts if c.id == wave), "")
    return Finding(
        label=indicator[f"label_{language}"],
        value=statement["value"],
        coded=statement.get("coded"),
        n=statement["n"],
        low=statement["low"],
        high=statement["high"],
        scale_low=_or(indicator["low"], 0.0),
        scale_high=_or(indicator["high"], 1.0),
        answer=label_answer(indicator, code=statistic.removeprefix("share_"), texts=texts),
        contrast=contrast,
        clear=clear,
    )


def label_answer(indicator: dict[str, Any], *, code: str, texts: Texts) -> str:
    """The label of the answer with this code, or nothing."""
    answers = json.loads(indicator["answers"])
    return next((a[texts.language] for a in answers if str(a["code"]) == code), "")


def _or(value: float | None, other: float) -> float:
    return other if value is None else value
