"""Remembers the outcome of units, so that only what changed is audited again. It holds no answers."""

import hashlib
import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from etl.audit.problems import Problem
from etl.audit.unit_audit import Outcome
from etl.release import unfinished_file

FILE = "audited.json"
_FOLDERS = (Path(__file__).parent, Path(__file__).parents[1] / "disclosure")


def read_outcomes(path: Path) -> dict[str, Outcome]:
    """The outcomes in `path` that this very code found; none when there is no such file or it is broken."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["code"] != identify_code():
            return {}
        return {name: _read(row) for name, row in content["outcomes"].items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}


def write_outcomes(outcomes: Mapping[str, Outcome], path: Path) -> None:
    """Writes the outcomes of the last build; the file changes whole or not at all."""
    rows = {name: _write(outcome) for name, outcome in outcomes.items()}
    with unfinished_file(path) as temporary:
        temporary.write_text(json.dumps({"code": identify_code(), "outcomes": rows}), encoding="utf-8")


@cache
def identify_code() -> str:
    """SHA-256 of the code that audits: another version audits everything again."""
    digest = hashlib.sha256()
    for file in sorted(file for folder in _FOLDERS for file in folder.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _write(outcome: Outcome) -> dict[str, object]:
    narrowest = outcome.narrowest if math.isfinite(outcome.narrowest) else None
    return {**vars(outcome), "narrowest": narrowest, "problems": [vars(p) for p in outcome.problems]}


def _read(row: dict[str, object]) -> Outcome:
    problems = tuple(Problem(**problem) for problem in row["problems"])  # type: ignore[attr-defined]
    narrowest = math.inf if row["narrowest"] is None else row["narrowest"]
    return Outcome(**{**row, "narrowest": narrowest, "problems": problems})  # type: ignore[arg-type]
