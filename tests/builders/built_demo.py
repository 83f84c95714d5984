"""The demo, built once for every test that wants it whole: it takes minutes.

It is kept below .cache under the hash of all that it is made of, so that a change makes a new one. Whoever
works on something else meanwhile names one in KOMPAS_TEST_DEMO, and waits for none.
"""

import fcntl
import hashlib
import os
import shutil
from functools import cache
from pathlib import Path

from tests.builders.service import PROGRAMME, ROOT, build_demo

_SOURCES = ("etl/**/*.py", "etl/**/*.toml", "schemas/**/*.py", "texts/**/*", "requirements.txt")
_CONFIGURATION = f"data/programmes/{PROGRAMME}"
_KEPT = ROOT / ".cache" / "demo"


def find_built_demo() -> Path:
    """The folder of what was built of the demo; built now when nobody did."""
    return find_demo() / "built"


def find_demo_exports() -> Path:
    """The folder of the programme that it was built from, with its raw exports."""
    return find_demo() / "programmes" / PROGRAMME


@cache
def find_demo() -> Path:
    """The folder with both. Whoever comes while another builds it waits."""
    if given := os.environ.get("KOMPAS_TEST_DEMO"):
        return Path(given)
    place = _KEPT / _identify()
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            unfinished = _KEPT / "unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            build_demo(unfinished)
            for old in _KEPT.iterdir():
                if old.is_dir() and old != unfinished:
                    shutil.rmtree(old)
            unfinished.rename(place)
    return place


def _identify() -> str:
    paths = {path for pattern in _SOURCES for path in ROOT.glob(pattern)}
    paths |= {p for p in (ROOT / _CONFIGURATION).rglob("*") if "raw" not in p.relative_to(ROOT).parts}
    whole = hashlib.sha256()
    for path in sorted(p for p in paths if p.is_file() and "__pycache__" not in p.parts):
        whole.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:16]
