"""The folder of a programme's deliveries: what stands of each, and who may change it now."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from etl.release import unfinished_file
from etl.told_error import ToldError
from schemas.delivery import Delivery, Progress
from schemas.wording import Configured

FOLDER = "deliveries"
_ID = re.compile(r"[0-9]{8}T[0-9]{6}-[a-z0-9]{6}")
_LOCK = ".lock"
_RECORD = "delivery.json"
_PROGRESS = "progress.json"


class DeliveryError(ToldError):
    """A command about a delivery that could not take place."""


@dataclass(frozen=True)
class Deliveries:
    """The deliveries of one programme; `built` is the folder of that programme's releases."""

    built: Path

    @property
    def folder(self) -> Path:
        """Where each delivery has a folder."""
        return self.built / FOLDER

    def open(self, delivery_id: str) -> Path:
        """The folder of the delivery with this id.

        Raises:
            DeliveryError: if that can be no id.
        """
        if not _ID.fullmatch(delivery_id):
            raise DeliveryError("deliver.fault_id")
        return self.folder / delivery_id

    def read(self, delivery_id: str) -> Delivery:
        """What is known of a delivery.

        Raises:
            DeliveryError: if there is no such delivery.
        """
        found = self._read(self.open(delivery_id))
        if found is None:
            raise DeliveryError("deliver.fault_unknown", id=delivery_id)
        return found

    def find(self, delivery_id: str) -> Delivery | None:
        """What is known of a delivery; None if there is none."""
        return self._read(self.open(delivery_id))

    def list_all(self) -> list[Delivery]:
        """Every delivery, the oldest first."""
        paths = sorted(path for path in self.folder.glob("*") if _ID.fullmatch(path.name))
        return [found for path in paths if (found := self._read(path)) is not None]

    def write(self, delivery: Delivery, **changes: object) -> Delivery:
        """Writes the delivery with `changes`, as of now, in one step."""
        changed = delivery.model_copy(update={**changes, "changed_at": now()})
        folder = self.open(delivery.id)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_model(changed, folder / _RECORD)
        return changed

    def clear(self, delivery_id: str) -> None:
        """Takes away all that a delivery holds but its record."""
        for path in self.open(delivery_id).glob("*"):
            if path.name == _RECORD:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Lets one command at a time read and change deliveries; the others wait."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / _LOCK).open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    @contextmanager
    def tell(self, delivery_id: str) -> Iterator["Teller"]:
        """A file that tells how far the work is for as long as it lasts."""
        path = self.open(delivery_id) / _PROGRESS
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            yield Teller(path)
        finally:
            path.unlink(missing_ok=True)

    def find_worker(self, delivery_id: str) -> int | None:
        """The process that is at work on a delivery; None without one."""
        with suppress(OSError, ValidationError):
            told = Progress.model_validate_json((self.open(delivery_id) / _PROGRESS).read_bytes())
            return told.process if _is_alive(told.process) else None
        return None

    def _read(self, folder: Path) -> Delivery | None:
        with suppress(OSError, ValidationError):
            return Delivery.model_validate_json((folder / _RECORD).read_bytes())
        return None


@dataclass
class Teller:
    """Writes the progress of one command; a step that goes on is told in steps of a twentieth."""

    path: Path
    told: tuple[str, int] = ("", -1)

    def report(self, key: str, share: float) -> None:
        """Tells that `share` (0 to 1) of the step `key` is done."""
        part = min(max(share, 0.0), 1.0)
        if (key, int(part * 20)) != self.told:
            self.told = (key, int(part * 20))
            write_model(Progress(step=key, part=part, process=os.getpid()), self.path)


def write_model(model: Configured, path: Path) -> None:
    """Writes a model as JSON, for its owner only; the file changes whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with unfinished_file(path) as temporary:
        temporary.write_text(model.model_dump_json(indent=1) + "\n", encoding="utf-8")
        temporary.chmod(0o600)


def now() -> datetime:
    """Date and time, with their zone."""
    return datetime.now().astimezone()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
