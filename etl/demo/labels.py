"""Answers as text: codes, or the labels that the codebook gives them in Dutch."""

import polars as pl

from schemas.codebook import Instrument, Item


def list_columns(items: list[Item], instrument: Instrument) -> list[tuple[str, Item]]:
    """The column names of `items` in a world's survey; an option of a multiple item has its own."""
    return [
        (name, item)
        for item in items
        for name in (
            [f"{item.id}.{answer.code}" for answer in instrument.answer_set(item).answers]
            if item.kind == "multiple"
            else [item.id]
        )
    ]


def write_codes(survey: pl.DataFrame, columns: list[tuple[str, Item]]) -> pl.DataFrame:
    """Codes as text: `4`."""
    return survey.with_columns(pl.col(name).cast(pl.Int64).cast(pl.String) for name, _ in columns)


def write_labels(
    survey: pl.DataFrame, columns: list[tuple[str, Item]], instrument: Instrument
) -> pl.DataFrame:
    """Labels as text: `Helemaal eens`; options as `Ja` and `Nee`; numbers stay numbers."""
    return write_codes(survey, columns).with_columns(
        pl.col(name).replace(labels) for name, item in columns if (labels := list_labels(item, instrument))
    )


def list_labels(item: Item, instrument: Instrument) -> dict[str, str]:
    """The Dutch label of each code of `item`, both as text."""
    if item.kind == "multiple":
        return {"0": "Nee", "1": "Ja"}
    return {str(answer.code): answer.label.nl for answer in instrument.answer_set(item).answers}
