"""Who still answers: of those who answered at one moment, how many answered again at the other."""

import polars as pl

from etl.measures.results import shape_results

STAYED = "stayed"


def measure_stayed(
    answered: pl.DataFrame, *, members: pl.DataFrame, contrasts: dict[str, tuple[str, str]]
) -> pl.DataFrame:
    """`count` of those who answered at both moments of a contrast, and their `rate` among the first.

    `n` is the number who answered at the first moment. Everybody who answered is counted, so there is
    no interval.

    Args:
        answered: leader, wave (a wave id, or a contrast's id for who answered both); unique.
        members: leader, cell.
        contrasts: a contrast's id → its two waves.
    """
    firsts = pl.DataFrame(
        {"contrast": list(contrasts), "wave": [first for first, _ in contrasts.values()]},
        schema={"contrast": pl.String, "wave": pl.String},
    )
    counts = answered.join(members, on="leader").group_by("cell", "wave").agg(n=pl.len())
    both = counts.rename({"wave": "contrast", "n": "count"})
    flow = counts.join(firsts, on="wave").join(both, on=["cell", "contrast"], how="left")
    told = flow.with_columns(
        pl.col("count").fill_null(0), wave=pl.col("contrast"), indicator_id=pl.lit(STAYED)
    )
    count = shape_results(told.with_columns(value=pl.col("count")), statistic="count", method="stayed")
    rate = shape_results(
        told.with_columns(value=pl.col("count") / pl.col("n")), statistic="rate", method="stayed"
    )
    return pl.concat([count, rate])
