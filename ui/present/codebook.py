"""The codebook of a release: every scale and question, and a search through them."""

import json
from typing import Any

import polars as pl

from schemas.programme import Programme
from texts import Texts
from ui.page import Page
from ui.remember import remembered


@remembered
def list_codebook(page: Page) -> pl.DataFrame:
    """Every indicator in screen order under headings for readers."""
    rows = [_describe(row, page=page) for row in page.store.indicators().iter_rows(named=True)]
    headings = [
        page.texts(f"about.column_{name}") for name in ("label", "wording", "kind", "level", "range", "waves")
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(headings, pl.String), orient="row")


def search_codebook(table: pl.DataFrame, words: str) -> pl.DataFrame:
    """The rows that hold every one of `words`, in any column, whatever the capitals."""
    wanted = words.casefold().split()
    if not wanted:
        return table
    kept = [all(word in " ".join(row).casefold() for word in wanted) for row in table.iter_rows()]
    return table.filter(pl.Series(kept, dtype=pl.Boolean))


def name_wave(wave: str, *, programme: Programme, texts: Texts) -> str:
    """What a wave, a contrast or `all` is called; a month stays as it is."""
    language = texts.language
    names = {w.id: w.label.in_language(language) for w in programme.waves}
    names |= {c.id: c.label.in_language(language) for c in programme.contrasts}
    return names.get(wave, texts("about.wave_all") if wave == "all" else wave)


def _describe(row: dict[str, Any], *, page: Page) -> tuple[str, ...]:
    texts, language = page.texts, page.language
    waves = {wave.id: wave.short.in_language(language) for wave in page.programme.waves}
    return (
        row[f"label_{language}"],
        row[f"wording_{language}"],
        texts(f"about.kind_{row['kind']}"),
        texts(f"about.level_{row['level']}"),
        _write_range(row, texts=texts),
        ", ".join(waves[wave] for wave in json.loads(row["waves"]) if wave in waves),
    )


def _write_range(row: dict[str, Any], *, texts: Texts) -> str:
    if row["low"] is None or row["high"] is None:
        return ""
    return f"{texts.number(row['low'])}–{texts.number(row['high'])}"
