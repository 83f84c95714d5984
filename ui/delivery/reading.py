"""The one reader of deliveries. The viewer's scope is applied here, so that no screen can forget it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import polars as pl
from pydantic import ValidationError

from schemas.delivery import Comparison, Delivery, Progress, Proposal
from schemas.table import empty_frame
from schemas.warehouse import Findings
from schemas.wording import Configured
from ui.delivery.names import is_id
from ui.delivery.rules import may_see
from ui.viewer import Viewer

FOLDER = "deliveries"
_UNREADABLE = (OSError, ValidationError, ValueError)
Model = TypeVar("Model", bound=Configured)


class UnknownDeliveryError(KeyError):
    """There is no such delivery, or this viewer may not see it."""


class Deliveries:
    """The deliveries below `built` (a programme's folder) that `viewer` may see."""

    def __init__(self, *, built: Path, viewer: Viewer) -> None:
        self._folder = built / FOLDER
        self.viewer = viewer

    def list_all(self) -> tuple[Delivery, ...]:
        """Those that the viewer may see, the latest first."""
        found = (self._read(path.name) for path in self._folder.glob("*") if is_id(path.name))
        seen = (delivery for delivery in found if delivery is not None and may_see(self.viewer, delivery))
        return tuple(sorted(seen, key=lambda delivery: delivery.id, reverse=True))

    def find(self, delivery_id: str) -> Delivery:
        """The delivery with this id.

        Raises:
            UnknownDeliveryError: if there is none, or the viewer may not see it.
        """
        delivery = self._read(delivery_id) if is_id(delivery_id) else None
        if delivery is None or not may_see(self.viewer, delivery):
            raise UnknownDeliveryError
        return delivery

    def read_progress(self, delivery_id: str) -> Progress | None:
        """What a command is doing with it; None when none is at work."""
        return _read_model(self._open(delivery_id) / "progress.json", Progress)

    def read_findings(self, delivery_id: str) -> pl.DataFrame:
        """What the checks found in its files, as `schemas.warehouse.Findings`; empty if nothing."""
        path = self._open(delivery_id) / "findings.parquet"
        try:
            return pl.read_parquet(path)
        except (OSError, pl.exceptions.PolarsError):
            return empty_frame(Findings)

    def read_proposals(self, delivery_id: str) -> tuple[Proposal, ...]:
        """For each file whose layout is not known, what can be chosen; by file."""
        paths = sorted((self._open(delivery_id) / "mapping").glob("*.json"))
        found = (_read_model(path, Proposal) for path in paths)
        return tuple(proposal for proposal in found if proposal is not None)

    def read_comparison(self, delivery_id: str) -> Comparison | None:
        """The proposed release beside the one in service; None before there is one.

        It has cells of every trajectory: for the steward alone.
        """
        folder = self._open(delivery_id)
        return _read_model(folder / "comparison.json", Comparison) if self.viewer.role == "steward" else None

    def count_originals(self, delivery_id: str) -> int:
        """How many of its files are kept as they were handed in, encrypted."""
        return len(list((self._open(delivery_id) / "originals").glob("*.kompas")))

    def list_marked(self, delivery_id: str) -> tuple[str, ...]:
        """The names of the workbooks in which its findings are marked."""
        return tuple(path.name for path in self._list_marked(delivery_id))

    def read_marked(self, delivery_id: str, name: str) -> bytes:
        """One of these workbooks.

        Raises:
            UnknownDeliveryError: if there is none of this name.
        """
        for path in self._list_marked(delivery_id):
            if path.name == name:
                return path.read_bytes()
        raise UnknownDeliveryError

    def _list_marked(self, delivery_id: str) -> Iterator[Path]:
        paths = sorted((self._open(delivery_id) / "marked").glob("*.xlsx"))
        return (path for path in paths if path.is_file() and not path.is_symlink())

    def _open(self, delivery_id: str) -> Path:
        return self._folder / self.find(delivery_id).id

    def _read(self, delivery_id: str) -> Delivery | None:
        """What stands in the folder of this name; None where it says that it is another one."""
        found = _read_model(self._folder / delivery_id / "delivery.json", Delivery)
        return found if found is not None and found.id == delivery_id else None


def _read_model(path: Path, model: type[Model]) -> Model | None:
    try:
        return model.model_validate_json(path.read_bytes())
    except _UNREADABLE:
        return None
