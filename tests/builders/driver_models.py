"""A made-up release in which it is known what goes together with two outcomes."""

from pathlib import Path
from typing import Any

import polars as pl

from schemas.driver import Driver
from schemas.release import Models
from schemas.table import empty_frame
from tests.builders.programme import KINDS, make_programme
from tests.builders.release import make_tables, write_release
from texts import texts_in
from texts.catalogue import Language
from ui.address import Selection
from ui.cells import TOTAL_CELL
from ui.page import Page
from ui.store import Store
from ui.viewer import DEMO

PREDICTORS = ("coherence", "usefulness", "self_efficacy")
LEVEL = Driver(outcome="satisfaction", moment="end", predictors=PREDICTORS)
CHANGE = Driver(outcome="asking_feedback", moment="begin-end", predictors=PREDICTORS[:1], dose=True)
Row = dict[str, Any]


def make_slope(value: float | None, *, half: float = 0.1, n: int = 342, m: int = 82, **changes: Any) -> Row:
    """The numbers of one model result, with `half` to both sides; None gives none, and a reason."""
    if value is None:
        nothing = dict.fromkeys(("value", "low", "high", "n", "n_partnerships"))
        return {**nothing, "status": "not_estimable", "reason": "no_spread", **changes}
    numbers = {"value": value, "low": value - half, "high": value + half, "n": n, "n_partnerships": m}
    return {**numbers, "status": "shown", "reason": None, **changes}


def make_driver_tables(
    rows: list[Row] | None = None, *, drivers: tuple[Driver, ...] | None = None
) -> dict[str, pl.DataFrame]:
    """The made-up release with these rows of models, by default `list_results()`."""
    programme = make_programme(drivers=(LEVEL, CHANGE) if drivers is None else drivers)
    models = pl.DataFrame(list_results() if rows is None else rows, schema=empty_frame(Models).schema)
    return {**make_tables(programme=programme), "models": Models.validate(models)}


def list_results() -> list[Row]:
    """Every term of both outcomes; the weights of the change could not be told from chance."""
    level = {"within": (0.27, 0.02, -0.3), "between": (0.4, None, 0.0), "weight": (0.2, 0.5, 0.3)}
    rows = [
        name_result(LEVEL, "drivers", f"{part}.{name}", make_slope(value))
        for part, values in level.items()
        for name, value in zip(PREDICTORS, values, strict=True)
    ]
    rows.append(name_result(LEVEL, "drivers", "r2", make_slope(0.32)))
    for part in ("within", "between"):
        rows.append(name_result(CHANGE, "drivers", f"{part}.coherence", make_slope(0.05)))
        rows.append(name_result(CHANGE, "dose", f"{part}.dose", make_slope(0.2)))
        rows += [
            name_result(CHANGE, "dose", f"{part}.sessions.{kind}", make_slope(0.01, n=200)) for kind in KINDS
        ]
    chance = make_slope(None, reason="nothing_explained")
    rows.append(name_result(CHANGE, "drivers", "weight.coherence", chance))
    rows.append(name_result(CHANGE, "drivers", "r2", make_slope(0.02, half=0.02)))
    return rows


def name_result(driver: Driver, model: str, term: str, numbers: Row) -> Row:
    """A row of `schemas.release.Models`."""
    part = term.partition(".")[0]
    method = f"{model}_{part}"
    names = {"model": model, "indicator_id": driver.outcome, "wave": driver.moment, "term": term}
    return {**names, "method": method, **numbers}


def open_drivers(
    folder: Path, *, language: Language = "nl", tables: dict[str, pl.DataFrame] | None = None
) -> Page:
    """The page Samenhang on a release with `tables`, as a presenter gets it."""
    path = write_release(folder, tables or make_driver_tables())
    return Page(
        name="drivers",
        store=Store(path=path, viewer=DEMO),
        texts=texts_in(language),
        cell=TOTAL_CELL,
        selection=Selection(),
        dark=False,
    )
