"""Remembers what was judged, so that only what changed is judged again.

A judgement is found back by the SHA-256 of everything that it depends on: people, cells, answers and
statements. It holds no answers: only which cells and bundles stand.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from etl.disclosure.judge import Judged
from etl.release import unfinished_file

FILE = "judged.json"


def read_judged(path: Path) -> dict[str, Judged]:
    """The judgements in `path` that this very code made; none when there is no such file or it is broken."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["code"] != identify_code():
            return {}
        return {name: _read(row) for name, row in content["judged"].items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}


def write_judged(judged: Mapping[str, Judged], path: Path) -> None:
    """Writes the judgements of the last build; the file changes whole or not at all."""
    rows = {
        name: [j.indicator_id, j.accepted, j.refused, j.dropped, j.groups, j.questions]
        for name, j in judged.items()
    }
    with unfinished_file(path) as temporary:
        temporary.write_text(json.dumps({"code": identify_code(), "judged": rows}), encoding="utf-8")


@cache
def identify_code() -> str:
    """SHA-256 of the code that judges: another version judges everything again."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _read(row: list[object]) -> Judged:
    name, accepted, refused, dropped, groups, questions = row
    return Judged(
        indicator_id=str(name),
        accepted=tuple((int(b), int(c), str(r)) for b, c, r in accepted),  # type: ignore[attr-defined]
        refused=tuple((int(b), int(c), str(r)) for b, c, r in refused),  # type: ignore[attr-defined]
        dropped=tuple(int(n) for n in dropped),  # type: ignore[attr-defined]
        groups=int(str(groups)),
        questions=int(str(questions)),
    )
