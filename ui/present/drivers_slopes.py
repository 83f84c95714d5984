"""Slopes within and between partnerships: on what people think, and on what they attended."""

from collections.abc import Sequence

import polars as pl

from charts.difference_dots import SCHEMA, draw_difference_dots
from schemas.driver import DOSE_STEPS, Driver
from texts import Texts
from ui.figure import Figure
from ui.page import Page
from ui.present.columns import rounded
from ui.present.drivers import (
    Named,
    list_numbers,
    name_indicator,
    name_outcome,
    name_units,
    read_dose,
    read_drivers,
    tell_base,
    tell_direction,
)
from ui.present.missing_models import caution_page, frame_rows, note_row
from ui.present.scene import Row, capitalise, is_shown
from ui.present.sentences import join_names, join_sentences, one_n
from ui.remember import remembered

DECIMALS = 2
_SIDES = ("higher", "lower")


@remembered
def present_slopes(page: Page, *, driver: Driver, comparison: str) -> list[Figure]:
    """What goes together with the outcome; `comparison` is within or between."""
    models = read_drivers(page)
    named = [
        (
            name_indicator(page, name),
            models.find(driver.outcome, driver.moment, f"{comparison}.{name}"),
        )
        for name in driver.predictors
    ]
    return [_present(page, named, driver=driver, kind=comparison, comparison=comparison)] if named else []


@remembered
def present_dose(page: Page, *, driver: Driver, comparison: str) -> list[Figure]:
    """What people attended against the outcome; `comparison` is within or between."""
    models = read_dose(page)
    amounts = page.store.indicators(kinds=["attendance"]).iter_rows(named=True)
    found = [
        (row, models.rows.get((driver.outcome, driver.moment, f"{comparison}.{row['indicator_id']}")))
        for row in sorted(amounts, key=lambda row: (row["unit"] != "hours", row["position"]))
    ]
    named = [(_name_amount(page, amount), row) for amount, row in found if row is not None]
    kind = f"dose_{comparison}"
    return [_present(page, named, driver=driver, kind=kind, comparison=comparison)] if named else []


def say_slopes(page: Page, named: Sequence[Named], *, driver: Driver, kind: str) -> str:
    """What goes together with more, with less, and where that is not clear: by whether zero fits.

    Args:
        page: the language and the programme's words.
        named: what each row is called, and its slope.
        driver: the outcome.
        kind: within, between, dose_within or dose_between: how it is said.
    """
    sides: dict[str, list[Named]] = {"higher": [], "lower": [], "tiny": [], "unclear": []}
    for label, row in named:
        if is_shown(row):
            sides[_side_of(row)].append((label, row))
    clear = [_say_side(page, sides[s], driver=driver, kind=kind, side=s) for s in _SIDES if sides[s]]
    tiny = _say_names(page.texts, "tiny", sides["tiny"])
    if clear or tiny or not sides["unclear"]:
        rest = _say_names(page.texts, "unclear", sides["unclear"])
    else:
        rest = page.texts.count("drivers.nothing_clear", len(sides["unclear"]), **_outcome(page, driver))
    return join_sentences(*clear, tiny, rest, say_reasons(named, texts=page.texts))


def say_reasons(named: Sequence[Named], *, texts: Texts) -> str:
    """Why rows have no number; once where the reason is that of all rows."""
    reasons: dict[str, list[str]] = {}
    for label, row in named:
        if not is_shown(row):
            reason = capitalise(note_row(row, texts=texts).rstrip("."))
            reasons.setdefault(reason, []).append(label)
    if len(reasons) == 1 and len(next(iter(reasons.values()))) == len(named):
        return f"{next(iter(reasons))}."
    said = [
        texts("drivers.reason_some", names=join_names(names, texts=texts), reason=reason)
        for reason, names in reasons.items()
    ]
    return " ".join(said)


def _present(page: Page, named: list[Named], *, driver: Driver, kind: str, comparison: str) -> Figure:
    texts = page.texts
    shown = [row for _, row in named if is_shown(row)]
    n = one_n([row for _, row in named])
    base = tell_base(page, shown[0], comparison=comparison) if shown and n is not None else ""
    frame = frame_rows(named, schema=SCHEMA)
    ends = (texts("drivers.end_lower"), texts("drivers.end_higher"))
    return Figure(
        key=f"{kind}-{driver.outcome}-{driver.moment}",
        question=texts(f"drivers.question_{kind}", **_outcome(page, driver), **name_units(page)),
        answer=join_sentences(base, say_slopes(page, named, driver=driver, kind=kind)),
        draw=(lambda: draw_difference_dots(frame, texts=texts, dark=page.dark, ends=ends)) if shown else None,
        table=_make_table(named, texts=texts),
        how_to_read=_explain(page, kind),
        caution=caution_page(page, texts(f"drivers.caution_{'dose' if kind != comparison else 'slopes'}")),
        n=n,
        methods=(_name_method(kind),),
    )


def _explain(page: Page, kind: str) -> str:
    return join_sentences(
        page.texts(f"drivers.read_{kind}", **name_units(page)),
        page.texts(f"methods.{_name_method(kind)}_interval"),
    )


def _name_method(kind: str) -> str:
    return kind if kind.startswith("dose") else f"drivers_{kind}"


def _outcome(page: Page, driver: Driver) -> dict[str, str]:
    return {"outcome": name_outcome(page, driver)}


def _say_side(page: Page, named: list[Named], *, driver: Driver, kind: str, side: str) -> str:
    return page.texts.count(
        f"drivers.said_{kind}",
        len(named),
        names=_join(page.texts, named),
        name=named[0][0],
        value=page.texts.signed(named[0][1]["value"], DECIMALS),
        more=tell_direction(page, driver, side=side),
        **name_units(page),
    )


def _say_names(texts: Texts, side: str, named: Sequence[Named]) -> str:
    names = join_names([label for label, _ in named], texts=texts)
    return texts(f"drivers.{side}", names=names) if named else ""


def _side_of(row: Row) -> str:
    if row["low"] is None or row["low"] <= 0 <= row["high"]:
        return "unclear"
    if round(row["value"], DECIMALS) == 0:
        return "tiny"
    return "higher" if row["value"] > 0 else "lower"


def _join(texts: Texts, named: Sequence[Named]) -> str:
    return join_names(
        [f"{label} ({texts.signed(row['value'], DECIMALS)})" for label, row in named], texts=texts
    )


def _name_amount(page: Page, amount: Row) -> str:
    """`per 10 gevolgde uren`, `per bijeenkomst: vormingsdag`."""
    texts, kind_id = page.texts, amount["indicator_id"].partition(".")[2]
    labels = {kind.id: kind.label.in_language(page.language) for kind in page.programme.session_kinds}
    step = texts.number(DOSE_STEPS[amount["unit"]])
    return texts(f"drivers.amount_{amount['unit']}", step=step, kind=labels.get(kind_id, kind_id))


def _make_table(named: Sequence[Named], *, texts: Texts) -> pl.DataFrame:
    return list_numbers(named, texts=texts).select(
        pl.col("label").alias(texts("drivers.column_label")),
        rounded("value", decimals=DECIMALS).alias(texts("drivers.column_slope")),
        rounded("low", decimals=DECIMALS).alias(texts("results.column_low")),
        rounded("high", decimals=DECIMALS).alias(texts("results.column_high")),
        pl.col("n").alias(texts("results.column_n")),
        pl.col("n_partnerships").alias(texts("drivers.column_partnerships")),
        pl.col("note").alias(texts("results.column_note")),
    )
