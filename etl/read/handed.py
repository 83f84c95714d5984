"""A table that was handed in through the dashboard: read once at the door, and never again from its file."""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.read.table import RawTable
from schemas.programme import Source


@dataclass(frozen=True)
class HandedTable:
    """A table that stands beside the raw exports.

    `raw.file` is the delivery's id and the file's name, so that no other file has it. `owners`: the
    trajectories whose rows it may hold; None is all. `notes`: what was found at the door, as a check and
    the values of its sentence.
    """

    source: Source
    raw: RawTable
    sha256: str
    owners: frozenset[str] | None = None
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()
