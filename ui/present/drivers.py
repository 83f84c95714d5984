"""What goes together with an outcome: which outcomes there are, and what each is called."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from schemas.driver import Driver
from texts import Texts
from ui.page import Page
from ui.present.codebook import name_wave
from ui.present.missing_models import ModelRows, note_row, read_models
from ui.present.scene import Row, label_of
from ui.remember import remembered
from ui.sentences import tell_people

_NUMBERS = {
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "n_partnerships": pl.Int64,
}
Named = tuple[str, Row]
"""What a row of a figure is called, and the result of the model."""


@dataclass(frozen=True)
class Outcome:
    """An outcome as the reader chooses it."""

    driver: Driver
    label: str


@remembered
def list_outcomes(page: Page) -> dict[str, Outcome]:
    """The outcomes that the release knows something of, by what stands in the address (`trust.end`)."""
    models = read_drivers(page)
    known = {(indicator, wave) for indicator, wave, _ in models.rows}
    return {
        f"{driver.outcome}.{driver.moment}": Outcome(driver, _label_outcome(page, driver))
        for driver in page.programme.drivers
        if (driver.outcome, driver.moment) in known
    }


@remembered
def read_drivers(page: Page) -> ModelRows:
    """Slopes, weights and R²; a term stands for one part and predictor (`within.trust`)."""
    return read_models(page, "drivers")


@remembered
def read_dose(page: Page) -> ModelRows:
    """Slopes on what people attended (`within.dose`)."""
    return read_models(page, "dose")


def is_change(page: Page, driver: Driver) -> bool:
    """Whether the outcome is a change between two moments."""
    return any(contrast.id == driver.moment for contrast in page.programme.contrasts)


def name_indicator(page: Page, indicator_id: str) -> str:
    """An indicator's short name; its id where the release has none."""
    rows = page.store.indicators().iter_rows(named=True)
    found = next((row for row in rows if row["indicator_id"] == indicator_id), None)
    return indicator_id if found is None else label_of(found, texts=page.texts)


def name_moment(page: Page, driver: Driver) -> str:
    """`eindmeting (ESA)`, or `van begin naar einde`."""
    return name_wave(driver.moment, programme=page.programme, texts=page.texts)


def name_outcome(page: Page, driver: Driver) -> str:
    """The outcome within a sentence: its name between quotes, or its change."""
    kind = "change" if is_change(page, driver) else "level"
    label = name_indicator(page, driver.outcome)
    return page.texts(f"drivers.outcome_{kind}", label=label, contrast=name_moment(page, driver))


def tell_direction(page: Page, driver: Driver, *, side: str) -> str:
    """`een hogere score op “Vertrouwen”`, `een kleinere toename …`; `side` is higher or lower."""
    kind = "change" if is_change(page, driver) else "level"
    label = name_indicator(page, driver.outcome)
    return page.texts(f"drivers.{side}_{kind}", label=label, contrast=name_moment(page, driver))


def name_units(page: Page) -> dict[str, str]:
    """What the programme calls leaders and partnerships, for sentences."""
    units, language = page.programme.units, page.language
    return {
        "leaders": units.leader.many.in_language(language),
        "partnership": units.partnership.one.in_language(language),
        "partnerships": units.partnership.many.in_language(language),
    }


def tell_base(page: Page, row: Row, *, comparison: str) -> str:
    """Of how many people from how many partnerships a result is, and what is compared with what."""
    unit = page.programme.units.partnership
    count = row["n_partnerships"]
    word = (unit.one if count == 1 else unit.many).in_language(page.language)
    say = partial(page.texts.count, f"drivers.base_{comparison}", row["n"])
    people = tell_people(row["n"], programme=page.programme, texts=page.texts)
    return say(people=people, groups=f"{page.texts.number(count)} {word}", **name_units(page))


def list_numbers(named: Sequence[Named], *, texts: Texts) -> pl.DataFrame:
    """Columns label, value, low, high, n and n_partnerships, and in note why a number is missing."""
    rows = [
        {**{name: row[name] for name in _NUMBERS}, "label": label, "note": note_row(row, texts=texts)}
        for label, row in named
    ]
    return pl.DataFrame(rows, schema=_NUMBERS | {"label": pl.String, "note": pl.String})


def _label_outcome(page: Page, driver: Driver) -> str:
    return f"{name_indicator(page, driver.outcome)} · {name_moment(page, driver)}"
