"""The layouts that a programme learnt: a source that somebody described by saying what each column is."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from etl.configure import LAYOUTS_FOLDER
from etl.release import unfinished_file
from schemas.programme import Source

_NOWHERE = ".layouts/"
"""Files of a learnt source never stand under raw/: they are handed in."""


def is_learnt(source: Source) -> bool:
    """Whether a source was learnt from a file that was handed in."""
    return source.files.startswith(_NOWHERE)


def make_learnt(
    base: Source,
    *,
    fields: Mapping[str, str],
    items: Mapping[str, str],
    values: Mapping[str, dict[str, str]],
    item_values: Mapping[str, dict[str, int]],
) -> Source:
    """`base` with other headings (of `fields` and `items`) and labels; its name follows from what it says."""
    person = "respondent" if base.one_row_a_person else "leader_id"
    said = json.dumps([fields, items, values, item_values], sort_keys=True)
    name = f"{base.id[:48]}-{hashlib.sha256(said.encode()).hexdigest()[:8]}"
    return base.model_copy(
        update={
            "id": name,
            "files": f"{_NOWHERE}{name}",
            "required": False,
            "format": None,
            "sheet": None,
            "columns": dict(fields),
            "respondent": fields.get(person) if base.kind == "survey" else None,
            "item_columns": dict(items),
            "values": {**base.values, **values},
            "item_values": dict(item_values),
        }
    )


def save_learnt(source: Source, *, folder: Path) -> Path:
    """Writes a learnt source beside the codebook of the programme in `folder`."""
    path = folder / LAYOUTS_FOLDER / f"{source.id}.toml"
    path.parent.mkdir(exist_ok=True)
    told = source.model_dump(mode="json", exclude_defaults=True)
    lines = [f"{name} = {_write_value(value)}" for name, value in told.items()]
    with unfinished_file(path) as temporary:
        temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _write_value(value: object) -> str:
    """A value in TOML, whose strings are those of JSON."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{json.dumps(key)} = {_write_value(part)}" for key, part in value.items())
        return f"{{ {inner} }}"
    return json.dumps(value)
