"""The data dictionary of the tables that come along: what each column holds."""

import polars as pl

from texts import Texts
from ui.present.everything import CODE, NUMBERS

_TYPES = {"cell": "text", "indicator": "text", "wave": "text", "statistic": "text", "method": "text"}
_WHOLE = (CODE, "n", "n_partnerships")
_ORDER = ("cell", "indicator", "wave", "statistic", *NUMBERS, "method")


def describe_columns(texts: Texts) -> pl.DataFrame:
    """A row a column of the table of statements: heading, type, meaning."""
    heads = [texts(f"reports.column_{name}") for name in ("column", "type", "what")]
    rows = [(_head(name, texts=texts), _type(name, texts=texts), _what(name, texts=texts)) for name in _ORDER]
    return pl.DataFrame(rows, schema=dict.fromkeys(heads, pl.String), orient="row")


def _head(name: str, *, texts: Texts) -> str:
    if name == CODE:
        return texts("numbers.column_bound", column=texts("about.column_value"))
    return texts(f"about.column_{name}")


def _type(name: str, *, texts: Texts) -> str:
    return texts(f"reports.type_{'whole' if name in _WHOLE else _TYPES.get(name, 'number')}")


def _what(name: str, *, texts: Texts) -> str:
    return texts(f"reports.what_{name}")
