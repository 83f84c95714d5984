"""The folder of a built programme: its releases and the pointer to the one in service."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from etl.release import UNFINISHED, count_statements, read_release, unfinished_file

POINTER = "current.json"
LOCK = ".lock"
_KEYS = ["cell_id", "indicator_id", "wave", "statistic"]


class UnknownReleaseError(LookupError):
    """There is no release with this id."""

    def __init__(self, release_id: str) -> None:
        super().__init__(release_id)
        self.release_id = release_id


class BusyError(RuntimeError):
    """Another build is at work in this folder."""


@dataclass(frozen=True)
class Shelved:
    """One release on the shelf."""

    release_id: str
    path: Path
    made_at: datetime
    synthetic: bool
    statements: int
    current: bool


@dataclass(frozen=True)
class Difference:
    """Statements that two releases differ in, by status or number.

    `changed` has the keys and `value`, `status`, `value_new`, `status_new`.
    """

    only_first: pl.DataFrame
    only_second: pl.DataFrame
    changed: pl.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether the two state the same."""
        return self.only_first.is_empty() and self.only_second.is_empty() and self.changed.is_empty()


@dataclass(frozen=True)
class Shelf:
    """The releases in `folder`."""

    folder: Path

    def path_of(self, release_id: str) -> Path:
        """Where the file of `release_id` stands, or would stand."""
        return self.folder / f"release-{release_id}.duckdb"

    def find_current(self) -> str | None:
        """The id of the release in service, or None when there is none."""
        try:
            pointer = json.loads((self.folder / POINTER).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return str(pointer["release"])

    def use(self, release_id: str) -> None:
        """Puts `release_id` in service, in one step.

        Raises:
            UnknownReleaseError: if there is no such release.
        """
        path = self._find(release_id)
        with unfinished_file(self.folder / POINTER) as temporary:
            text = json.dumps({"release": release_id, "file": path.name})
            temporary.write_text(text + "\n", encoding="utf-8")

    def show(self, release_id: str | None = None) -> Shelved:
        """One release; by default the one in service.

        Raises:
            UnknownReleaseError: if there is no such release.
        """
        wanted = release_id or self.find_current() or ""
        path = self._find(wanted)
        row = read_release(path, "release").row(0, named=True)
        return Shelved(
            release_id=wanted,
            path=path,
            made_at=row["made_at"],
            synthetic=row["synthetic"],
            statements=count_statements(path),
            current=wanted == self.find_current(),
        )

    def list_all(self) -> list[Shelved]:
        """Every release, the oldest first."""
        names = [path.stem.removeprefix("release-") for path in self.folder.glob("release-*.duckdb")]
        return sorted((self.show(name) for name in names), key=lambda shelved: shelved.made_at)

    def compare(self, first: str, second: str) -> Difference:
        """The statements in which `second` differs from `first`.

        Raises:
            UnknownReleaseError: if there is no such release.
        """
        old, new = (read_release(self._find(name), "statements") for name in (first, second))
        both = old.join(new, on=_KEYS, suffix="_new")
        numbers = ("value", "low", "high", "n", "status")
        differs = pl.any_horizontal(pl.col(c).ne_missing(pl.col(f"{c}_new")) for c in numbers)
        return Difference(
            only_first=old.join(new, on=_KEYS, how="anti"),
            only_second=new.join(old, on=_KEYS, how="anti"),
            changed=both.filter(differs).select(*_KEYS, "value", "status", "value_new", "status_new"),
        )

    def remove_unfinished(self) -> None:
        """Removes what a killed build left behind. Only under the lock."""
        for path in self.folder.glob(f"{UNFINISHED}*"):
            path.unlink(missing_ok=True)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keeps other builds out; the system lets go of it even when this process is killed.

        Raises:
            BusyError: if another build holds it.
        """
        with (self.folder / LOCK).open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BusyError(str(self.folder)) from None
            yield

    def _find(self, release_id: str) -> Path:
        path = self.path_of(release_id)
        if not release_id or Path(release_id).name != release_id or not path.exists():
            raise UnknownReleaseError(release_id)
        return path
