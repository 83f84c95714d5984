"""What a file made of a figure holds."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Document:
    """A figure on paper: its question, its finding, where it comes from, its caution, its table."""

    title: str
    answer: str
    source: tuple[str, ...]
    caution: str
    table: pl.DataFrame
