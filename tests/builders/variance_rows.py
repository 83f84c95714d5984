"""A made-up release in which it is known how the answers to two scales differ."""

from pathlib import Path
from typing import Any

import polars as pl

from schemas.release import Models
from schemas.table import empty_frame
from tests.builders.release import make_tables, write_release
from texts import texts_in
from texts.catalogue import Language
from ui.address import Selection
from ui.cells import TOTAL_CELL
from ui.page import Page
from ui.present.differences import Chosen
from ui.store import Store
from ui.viewer import DEMO, Viewer

Row = dict[str, Any]
LEVEL = Chosen("usefulness", "end")
CHANGE = Chosen("asking_feedback", "begin-end")
NUMBERS: dict[str, tuple[float, float | None, float | None]] = {
    "mean": (3.97, 3.87, 4.07),
    "share_trajectory": (0.0, 0.0, 0.057),
    "share_partnership": (0.246, 0.136, 0.369),
    "share_leader": (0.754, 0.631, 0.864),
    "tau_trajectory": (0.0, 0.0, 0.164),
    "tau_partnership": (0.33, 0.239, 0.431),
    "sigma": (0.579, 0.532, 0.632),
    "range_partnership": (3.97, 3.32, 4.62),
    "reliability_partnership": (0.52, None, None),
}


def make_term(
    value: float | None, low: float | None = None, high: float | None = None, **changes: Any
) -> Row:
    """The numbers of one term; None gives none, and a reason."""
    if value is None:
        nothing = dict.fromkeys(("value", "low", "high", "n", "n_partnerships"))
        return {**nothing, "status": "not_estimable", "reason": "too_few_partnerships", **changes}
    numbers = {"value": value, "low": low, "high": high, "n": 346, "n_partnerships": 84}
    return {**numbers, "status": "shown", "reason": None, **changes}


def make_terms(**changes: Row) -> dict[str, Row]:
    """Every term of one scale, by name."""
    return {name: make_term(*numbers) for name, numbers in NUMBERS.items()} | changes


def make_variance_tables(terms: dict[Chosen, dict[str, Row]] | None = None) -> dict[str, pl.DataFrame]:
    """The made-up release with these terms, by default the same for a level and for a change."""
    chosen = {LEVEL: make_terms(), CHANGE: make_terms()} if terms is None else terms
    rows = [
        {"model": "variance", "indicator_id": where.scale, "wave": where.wave, "term": term}
        | {"method": "variance_profile", **row}
        for where, named in chosen.items()
        for term, row in named.items()
    ]
    models = pl.DataFrame(rows, schema=empty_frame(Models).schema)
    return {**make_tables(), "models": Models.validate(models)}


def open_differences(
    folder: Path,
    *,
    language: Language = "nl",
    tables: dict[str, pl.DataFrame] | None = None,
    viewer: Viewer | None = None,
) -> Page:
    """The page Verschillen on a release with `tables`, as a presenter gets it."""
    path = write_release(folder, tables or make_variance_tables())
    return Page(
        name="differences",
        store=Store(path=path, viewer=viewer or DEMO),
        texts=texts_in(language),
        cell=TOTAL_CELL,
        selection=Selection(),
        dark=False,
    )
