"""Leaves out the findings that only follow from a register that was refused: the cause is told once."""

from collections.abc import Iterable

import polars as pl

from etl.check.ledger import Ledger
from etl.read.source import SourceFile
from schemas.programme import Source

_KNOWN_BY = ("register", "sessions")
_FOLLOWS = (
    "heading_not_a_session",
    "leader_unknown",
    "leader_without_trajectory",
    "partnership_needed_unknown",
    "partnership_small",
    "partnership_unknown",
    "school_unknown",
    "session_unknown",
)


def is_roster_refused(sources: Iterable[Source], files: Iterable[SourceFile], *, ledger: Ledger) -> bool:
    """Whether a register or the list of sessions is missing or was refused.

    Whatever refers to it is unknown then: thousands of rows with nothing wrong in them.
    """
    read = {file.source.id for file in files if not ledger.is_refused(file.name)}
    refused = {file.source.id for file in files if ledger.is_refused(file.name)}
    return any(
        source.id in refused or (source.required and source.id not in read)
        for source in sources
        if source.kind in _KNOWN_BY
    )


def drop_consequences(findings: pl.DataFrame) -> pl.DataFrame:
    """`findings` without those about something that is not known."""
    return findings.filter(~pl.col("check").is_in(_FOLLOWS))
