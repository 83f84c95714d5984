"""Change by ranks in each cell: the differences are counted first, so the cost does not grow with people."""

from collections.abc import Iterator
from dataclasses import asdict

import polars as pl

from etl.measures.results import shape_results
from etl.measures.signed_rank import rank_changes

STATISTICS = {"hodges_lehmann": "hl", "p": "p_signed_rank", "rank_biserial": "rank_biserial"}
_KEYS = ["cell", "indicator_id", "wave"]
_DECIMALS = 9
"""Differences of scale scores that are the same on paper stay the same here."""


def measure_ranks(moved: pl.DataFrame) -> pl.DataFrame:
    """`hl`, `p_signed_rank` and `rank_biserial` of each cell, indicator and contrast.

    Args:
        moved: cell, indicator_id, wave, difference; a row a person.
    """
    rounded = pl.col("difference").round(_DECIMALS) + 0.0
    counted = moved.group_by(*_KEYS, difference=rounded).agg(count=pl.len().cast(pl.Float64))
    schema = {key: moved.schema[key] for key in _KEYS} | dict.fromkeys(("n", *STATISTICS), pl.Float64())
    ranked = pl.DataFrame(list(_rank_cells(counted)), schema=schema)
    return pl.concat(
        shape_results(ranked.select(*_KEYS, "n", value=column), statistic=name, method="signed_rank")
        for column, name in STATISTICS.items()
    )


def _rank_cells(counted: pl.DataFrame) -> Iterator[dict[str, object]]:
    for keys, rows in counted.sort("difference").group_by(_KEYS, maintain_order=True):
        counts = rows["count"].to_numpy()
        found = rank_changes(rows["difference"].to_numpy(), counts=counts)
        yield {**dict(zip(_KEYS, keys, strict=True)), "n": float(counts.sum()), **asdict(found)}
