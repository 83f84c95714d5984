"""Writes the generated documents: `python -m docs.generate`.

The data dictionary comes from the schemas, the list of indicators from the programmes' codebooks.
"""

import inspect
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pandera.api.polars.components import Column

from schemas import release, warehouse
from schemas.codebook import Instrument
from schemas.table import Table

DOCS = Path(__file__).parent
PROGRAMMES = DOCS.parent / "data" / "programmes"
_TYPES = {"String": "text", "Int64": "whole number", "Float64": "number", "Date": "day", "Boolean": "yes/no"}


def write_data_dictionary() -> str:
    """Every table of the warehouse and the release, with its grain, columns and keys."""
    parts = [
        "# Data dictionary",
        "Generated from `schemas/` by `make docs`. Do not change it by hand.",
        "## Warehouse\n\nPersons, pseudonymised; opened by the build job only.",
        *(_describe_table(name, model) for name, model in warehouse.TABLES.items()),
        "## Release\n\nWhat the dashboard shows; nothing in it is about one person.",
        *(_describe_table(name, model) for name, model in release.TABLES.items()),
    ]
    return "\n\n".join(parts) + "\n"


def write_indicators() -> str:
    """Every scale and every item that stands alone, by programme and level."""
    parts = [
        "# Indicators",
        "Generated from the codebooks by `make docs`. Do not change it by hand.",
        "A scale score is the mean of its items if at least half are answered.",
        *(_describe_instrument(path) for path in sorted(PROGRAMMES.glob("*/codebook/*.toml"))),
    ]
    return "\n\n".join(parts) + "\n"


def _describe_table(name: str, model: type[Table]) -> str:
    schema = model.to_schema()
    rows = [_describe_column(column, key=schema.unique or []) for column in schema.columns.values()]
    header = "| column | type | may be empty | key | one of |\n|---|---|---|---|---|"
    return "\n".join([f"### {name}\n\n{inspect.getdoc(model)}\n\n{header}", *rows])


def _describe_column(column: Column, *, key: list[str]) -> str:
    kind = re.sub(r"\(.*", "", str(column.dtype))
    empty = "yes" if column.nullable else ""
    part = "yes" if column.unique or column.name in key else ""
    cells = [f"`{column.name}`", _TYPES.get(kind, kind.lower()), empty, part, _list_values(column)]
    return f"| {' | '.join(cells)} |"


def _list_values(column: Column) -> str:
    values = [check.statistics.get("allowed_values") for check in column.checks if check.name == "isin"]
    return ", ".join(str(value) for value in values[0]) if values else ""


def _describe_instrument(path: Path) -> str:
    instrument = Instrument.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    header = "| indicator | level | waves | items | what it is |\n|---|---|---|---|---|"
    title = f"## {path.parents[1].name}: {instrument.title.en}"
    return "\n".join([f"{title}\n\n{header}", *_scale_rows(instrument), *_item_rows(instrument)])


def _scale_rows(instrument: Instrument) -> Iterator[str]:
    for scale in instrument.scales:
        items = [item for item in instrument.items if item.scale == scale.id]
        waves = ", ".join(dict.fromkeys(wave for item in items for wave in item.waves))
        meaning = f"{scale.label.en}: {scale.meaning.en}"
        yield f"| `{scale.id}` | {scale.level} | {waves} | {len(items)} | {meaning} |"


def _item_rows(instrument: Instrument) -> Iterator[str]:
    for item in instrument.items:
        if item.scale is None:
            yield f"| `{item.id}` | {item.level} | {', '.join(item.waves)} | 1 | {item.wording.en} |"


DOCUMENTS = {"data_dictionary.md": write_data_dictionary, "indicators.md": write_indicators}


def main() -> int:
    """Write every generated document."""
    for name, write in DOCUMENTS.items():
        (DOCS / name).write_text(write(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
