"""Finds the release in service and says what it is."""

import json
import os
import re
import time
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from schemas.programme import Programme

_LOOKS_A_SECOND = 20
_RELEASE_ID = re.compile(r"[\w-]{1,64}")
DEFAULT_PROGRAMME = "schoolleiders-2021-2023"
DEFAULT_BUILT = "data/built"


class NoReleaseError(Exception):
    """There is no release to show in `folder`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


@dataclass(frozen=True)
class Pointer:
    """What `current.json` points at."""

    release_id: str
    path: Path


@dataclass(frozen=True)
class ReleaseInfo:
    """What a release is: its id, date, programme, disclosure policy and audit."""

    release_id: str
    made_at: datetime
    synthetic: bool
    programme: Programme
    policy: dict[str, Any]
    policy_version: str
    audit: dict[str, Any]
    input_sha256: str
    statements_sha256: str


def locate_built() -> Path:
    """The folder of the programme in service, from `KOMPAS_BUILT` and `KOMPAS_PROGRAMME`."""
    programme = os.environ.get("KOMPAS_PROGRAMME") or DEFAULT_PROGRAMME
    return Path(os.environ.get("KOMPAS_BUILT") or DEFAULT_BUILT) / programme


def read_pointer(folder: Path) -> Pointer:
    """The release that `folder/current.json` names; looked up at each run, so that a new one is seen.

    Raises:
        NoReleaseError: if there is no pointer, or the file it names is not there.
    """
    # A run asks more than once; the disk answers once.
    pointer = _look_up(folder, round(time.monotonic() * _LOOKS_A_SECOND))
    if pointer is None:
        raise NoReleaseError(folder)
    return pointer


def find_release(folder: Path, release_id: str) -> Path:
    """The file of a release in `folder`, in service or not.

    Raises:
        NoReleaseError: if it is not there.
    """
    path = folder / f"release-{release_id}.duckdb"
    if _RELEASE_ID.fullmatch(release_id) is None or not path.is_file():
        raise NoReleaseError(folder)
    return path


def list_releases(folder: Path) -> tuple[Pointer, ...]:
    """Every release in `folder`, in service or not."""
    names = ((path, path.stem.removeprefix("release-")) for path in folder.glob("release-*.duckdb"))
    return tuple(Pointer(release_id=name, path=path) for path, name in names if _RELEASE_ID.fullmatch(name))


@lru_cache(maxsize=8)
def _look_up(folder: Path, _moment: int) -> Pointer | None:
    try:
        content = json.loads((folder / "current.json").read_text(encoding="utf-8"))
        pointer = Pointer(release_id=content["release"], path=folder / content["file"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return pointer if pointer.path.is_file() else None


def describe_release(row: dict[str, Any]) -> ReleaseInfo:
    """The release's own row, with its JSON read."""
    return ReleaseInfo(
        release_id=row["release_id"],
        made_at=row["made_at"],
        synthetic=row["synthetic"],
        programme=Programme.model_validate_json(row["programme"]),
        policy=json.loads(row["policy"]),
        policy_version=row["policy_version"],
        audit=json.loads(row["audit"]),
        input_sha256=row["input_sha256"],
        statements_sha256=row["statements_sha256"],
    )
