"""Takes the categories of a dimension from the registers, where nobody knows them beforehand."""

import re
from collections.abc import Iterator, Mapping

from etl.check.ledger import Ledger
from etl.check.repeated_columns import find_columns
from etl.clean.columns import name_in_full
from etl.clean.labels import make_label_id, make_slug, tidy_label
from etl.clean.matching import fold_keys
from etl.clean.places import RawFiles
from etl.clean.spellings import DIMENSIONS
from etl.read.folding import fold_text
from etl.read.table import RawTable
from schemas.programme import Category, Dimension, Programme, Source
from schemas.wording import Wording

MOST_CATEGORIES = 100
"""With more values than this a column is no division: it might hold a name for each person."""
_REGISTERS = ("schools", "leaders")
_DIGITS = re.compile(r"(\d+)")


def take_categories(raw: Mapping[str, RawFiles], *, programme: Programme, ledger: Ledger) -> Programme:
    """`programme` with the categories of each dimension that is `from_register`, sorted naturally.

    A category is a value of the registers of schools and leaders, after the source's own `values`;
    spellings that fold to the same are one, labelled as the first. A column with more values than
    MOST_CATEGORIES refuses its file (`categories_too_many`).
    """
    open_ones = [name for name in DIMENSIONS if getattr(programme.dimensions, name).from_register]
    taken = {
        name: _fill_dimension(getattr(programme.dimensions, name), _list_values(raw, name, ledger=ledger))
        for name in open_ones
    }
    return programme.model_copy(update={"dimensions": programme.dimensions.model_copy(update=taken)})


def _fill_dimension(dimension: Dimension, values: list[str]) -> Dimension:
    return dimension.model_copy(update={"categories": tuple(make_categories(values))})


def make_categories(values: list[str]) -> Iterator[Category]:
    """A category for each distinct value, in natural order (`Netwerk 2` before `Netwerk 10`)."""
    labels: dict[str, str] = {}
    for value in values:
        labels.setdefault(fold_text(value), tidy_label(value))
    taken: set[str] = set()
    for label in sorted(labels.values(), key=_split_numbers):
        slug = make_slug(label)
        category_id = make_label_id(label) if slug in taken else slug
        taken.add(category_id)
        yield Category(id=category_id, label=Wording(nl=label, en=label))


def _split_numbers(label: str) -> list[tuple[int, str]]:
    """Words and whole numbers in turn, so that labels compare as people sort them."""
    parts = _DIGITS.split(fold_text(label))
    return [(int(part), "") if turn % 2 else (0, part) for turn, part in enumerate(parts)]


def _list_values(raw: Mapping[str, RawFiles], name: str, *, ledger: Ledger) -> list[str]:
    files = [file for register in _REGISTERS for file in raw[register]]
    return [value for source, table in files for value in _read_values(table, source, name, ledger=ledger)]


def _read_values(raw: RawTable, source: Source, name: str, *, ledger: Ledger) -> list[str]:
    """The distinct values of one file; none where the heading stands nowhere or twice."""
    columns = find_columns(name_in_full(source.columns).get(name, name), raw.columns)
    if len(columns) != 1:
        return []
    own = fold_keys(name_in_full(source.values).get(name, {}))
    texts = raw.rows[columns[0].key].drop_nulls().unique(maintain_order=True).to_list()
    values = list(dict.fromkeys(own.get(fold_text(text), text) for text in texts))
    if len(values) <= MOST_CATEGORIES:
        return values
    ledger.note_column("categories_too_many", raw=raw, column=columns[0], n=len(values), most=MOST_CATEGORIES)
    return []
