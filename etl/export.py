"""A release as Parquet files, for analysts: one a table, as docs/open-formaat.md describes it."""

import json
from collections.abc import Callable
from pathlib import Path

from etl.release import read_tables, unfinished_file
from schemas.release import TABLES

Report = Callable[[str, float], None]
ABOUT = "release.json"


def export_release(path: Path, folder: Path, *, report: Report) -> tuple[Path, ...]:
    """Writes every table of the release in `path` to `folder`, and beside them what it is (`release.json`).

    Each file appears whole or not at all; what else stands in `folder` stays.

    Raises:
        OSError: if `folder` cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = read_tables(path, names=tuple(TABLES))
    about = tables["release"].row(0, named=True)
    # A release of before formats were counted says none.
    told = {"kompas.format": about.get("format", ""), "kompas.release": about["release_id"]}
    written = []
    for done, (name, table) in enumerate(tables.items(), start=1):
        target = folder / f"{name}.parquet"
        with unfinished_file(target) as temporary:
            table.write_parquet(temporary, metadata={**told, "kompas.table": name})
        report("build.step_export", done / len(tables))
        written.append(target)
    with unfinished_file(folder / ABOUT) as temporary:
        kept = ("release_id", "format", "programme_id", "made_at", "synthetic", "policy_version")
        lines = json.dumps({name: about.get(name) for name in kept}, default=str, indent=2)
        temporary.write_text(lines + "\n", encoding="utf-8")
    return (*written, folder / ABOUT)
