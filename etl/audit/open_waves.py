"""While people may still answer, only the total of a wave is stated."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from etl.audit.problems import Problem
from schemas.programme import Programme, Wave


def find_early(
    statements: pl.DataFrame, *, cells: pl.DataFrame, programme: Programme, today: date
) -> Iterator[Problem]:
    """Statements of a cell about a wave, or a change to one, that was open on `today`."""
    waves = {wave.id: wave for wave in programme.waves}
    still = {name for name, wave in waves.items() if _is_open(wave, waves=waves, today=today)}
    still |= {c.id for c in programme.contrasts if {c.from_wave, c.to_wave} & still}
    parts = statements.join(
        cells.filter(pl.col("kind") != "total").select("cell_id"), on="cell_id", how="semi"
    )
    early = parts.filter((pl.col("status") == "shown") & pl.col("wave").is_in(sorted(still)))
    for row in early.iter_rows(named=True):
        yield Problem("open", row["indicator_id"], row["wave"], row["statistic"], row["cell_id"])


def _is_open(wave: Wave, *, waves: dict[str, Wave], today: date) -> bool:
    asked = waves.get(wave.asked_at or "", wave)
    return asked.closes is not None and today <= asked.closes
