"""Tells example data from real ones: `raw/demo.json` marks them, and lists every file of theirs."""

import hashlib
import json
from pathlib import Path
from typing import Any

from etl.read.source import is_ignored

MARKER = "demo.json"


class BrokenMarkerError(ValueError):
    """A marker that cannot be read: whether the data are made up is not known."""


def is_example(raw: Path) -> bool:
    """Whether the exports in `raw` are marked as made up.

    Raises:
        BrokenMarkerError: if the marker is there but says nothing.
    """
    return _read_marker(raw).get("synthetic") is True


def identify_example(raw: Path) -> str:
    """SHA-256 of the marker: it carries the seed and the size of the made-up world."""
    return hashlib.sha256((raw / MARKER).read_bytes()).hexdigest()


def list_exports(raw: Path) -> list[str]:
    """The files in `raw` but the marker, by their path in it."""
    files = (path for path in raw.rglob("*") if path.is_file() and not is_ignored(path))
    return sorted(name for path in files if (name := path.relative_to(raw).as_posix()) != MARKER)


def find_strangers(raw: Path) -> list[str]:
    """Files among example data that do not belong to them: real data must never pass for example data.

    A marker without a list (of a demo that was broken off) knows no strangers.

    Raises:
        BrokenMarkerError: if the marker is there but says nothing.
    """
    listed = _read_marker(raw).get("files")
    return [] if listed is None else [name for name in list_exports(raw) if name not in set(listed)]


def _read_marker(raw: Path) -> dict[str, Any]:
    try:
        marker = json.loads((raw / MARKER).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        raise BrokenMarkerError(MARKER) from None
    if not isinstance(marker, dict):
        raise BrokenMarkerError(MARKER)
    return marker
