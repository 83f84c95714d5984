"""Remembers what was judged, so that only what changed is judged again.

A judgement is found back by the SHA-256 of everything that it depends on: people, cells, answers and
statements. It holds no answers: only which cells and bundles stand. A programme of made-up data can bring its
judgements along; what they let through is audited as ever.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from etl.disclosure.judge import Judged
from etl.release import unfinished_file

FILE = "judged.json"
PREPARED = "prepared/judged.json.gz"
_SOLVERS = ("highspy", "numpy", "scipy")


def read_judged(path: Path) -> dict[str, Judged]:
    """The judgements in `path` that this very code made; none when there is no such file or it is broken.

    A file that ends in `.gz` is compressed.
    """
    try:
        written = path.read_bytes()
        content = json.loads(gzip.decompress(written) if path.suffix == ".gz" else written)
        if content["code"] != identify_code():
            return {}
        return {name: _read(row) for name, row in content["judged"].items()}
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return {}


def write_judged(judged: Mapping[str, Judged], path: Path) -> None:
    """Writes the judgements of the last build; the file changes whole or not at all."""
    rows = {
        name: [j.indicator_id, j.accepted, j.refused, j.dropped, j.groups, j.questions]
        for name, j in judged.items()
    }
    content = json.dumps({"code": identify_code(), "judged": rows}).encode()
    with unfinished_file(path) as temporary:
        temporary.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)


@cache
def identify_code() -> str:
    """SHA-256 of the code that judges and the versions it stands on: another one judges everything again."""
    folder = Path(__file__).parent
    digest = hashlib.sha256(repr([(name, version(name)) for name in _SOLVERS]).encode())
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
