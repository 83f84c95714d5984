"""Who has a value of what, and when."""

from collections.abc import Iterator

import polars as pl

from etl.measures.measured import Measured


def list_present(measured: Measured) -> Iterator[pl.DataFrame]:
    """Who has a value: indicator_id, moment (a wave, or a contrast for who answered both), leader."""
    book = measured.book
    moments = [(wave, book.read_wave(wave)) for wave in book.list_waves()]
    moments += [(contrast.id, book.pair_waves(contrast)) for contrast in measured.programme.contrasts]
    kept = pl.Categorical
    for name, answers in moments:
        yield answers.select("indicator_id", "leader", moment=pl.lit(name).cast(kept))
    scored = measured.participation.select("leader", pl.col("indicator_id").cast(book.names), moment="wave")
    yield scored.with_columns(pl.col("moment").cast(kept)).select("indicator_id", "leader", "moment")
