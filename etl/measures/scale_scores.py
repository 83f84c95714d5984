"""Scale scores in wide frames, one row a leader: what the models read."""

from dataclasses import dataclass

import polars as pl

from etl.measures.answers import AnswerBook
from schemas.programme import Contrast


@dataclass(frozen=True)
class PairedScores:
    """The scales of a contrast on the people who answered both moments, a frame a side.

    Each frame: leader, then a column a scale; same leaders, same columns. Null where a leader did not
    answer the scale at both moments.
    """

    contrast: Contrast
    before: pl.DataFrame
    after: pl.DataFrame
    change: pl.DataFrame


def score_wave(book: AnswerBook, *, wave: str) -> pl.DataFrame:
    """leader, then a column a scale asked at `wave`; null where the leader has no score."""
    return _spread(_only_scales(book, book.read_wave(wave)), value="value")


def score_contrast(book: AnswerBook, *, contrast: Contrast, people: pl.DataFrame) -> PairedScores:
    """The scales asked at both moments of `contrast`, over the items that both moments ask.

    Args:
        book: the answers.
        contrast: the two moments.
        people: indicator_id, leader: on whom the contrast is stated.
    """
    known = people.with_columns(pl.col("indicator_id").cast(book.names))
    stated = book.pair_waves(contrast).join(known, on=["indicator_id", "leader"], how="semi")
    pairs = _only_scales(book, stated)
    changed = pairs.with_columns(change=pl.col("value_to") - pl.col("value_from"))
    before, after, change = (_spread(changed, value=name) for name in ("value_from", "value_to", "change"))
    return PairedScores(contrast, before, after, change)


def _only_scales(book: AnswerBook, answers: pl.DataFrame) -> pl.DataFrame:
    scales = book.indicators.filter(pl.col("kind") == "scale")["indicator_id"]
    return answers.filter(pl.col("indicator_id").cast(pl.String).is_in(scales.implode()))


def _spread(answers: pl.DataFrame, *, value: str) -> pl.DataFrame:
    named = answers.with_columns(pl.col("indicator_id").cast(pl.String))
    wide = named.pivot("indicator_id", index="leader", values=value).sort("leader")
    return wide.select("leader", *sorted(set(wide.columns) - {"leader"}))
