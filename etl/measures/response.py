"""Who answered: invited → begin → … → follow-up, and both moments of a contrast."""

import polars as pl

from etl.measures.results import shape_results


def measure_response(
    answered: pl.DataFrame, *, members: pl.DataFrame, population: pl.DataFrame, waves: list[str]
) -> pl.DataFrame:
    """`count` and `rate` of the leaders who answered, for each cell and wave; n = invited leaders.

    Everybody in the programme was invited, so there is no interval: it is a fact of the roster.

    Args:
        answered: leader, wave (a wave id, or a contrast's id for who answered both); unique.
        members: leader, cell.
        population: cell, size: the leaders invited.
        waves: the waves and contrasts to state, also those that nobody answered.
    """
    asked = population.join(pl.DataFrame({"wave": waves}, schema={"wave": pl.String}), how="cross")
    found = answered.join(members, on="leader").group_by("cell", "wave").agg(count=pl.len())
    flow = asked.join(found, on=["cell", "wave"], how="left").with_columns(
        pl.col("count").fill_null(0), indicator_id=pl.lit("response"), n=pl.col("size")
    )
    count = shape_results(flow.with_columns(value=pl.col("count")), statistic="count", method="roster")
    rate = shape_results(
        flow.with_columns(value=pl.col("count") / pl.col("n")), statistic="rate", method="roster"
    )
    return pl.concat([count, rate])


def list_answered(responses: pl.DataFrame, *, contrasts: dict[str, tuple[str, str]]) -> pl.DataFrame:
    """Who answered at least one item at each wave, and at both waves of each contrast: leader, wave.

    Args:
        responses: leader, wave; any number of rows a leader.
        contrasts: a contrast's id → its two waves.
    """
    single = responses.select("leader", "wave").unique()
    both = [
        single.filter(pl.col("wave") == before)
        .join(single.filter(pl.col("wave") == after), on="leader", how="semi")
        .with_columns(wave=pl.lit(contrast))
        for contrast, (before, after) in contrasts.items()
    ]
    return pl.concat([single, *both])
