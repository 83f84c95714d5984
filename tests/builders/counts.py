"""Small frames that the measures read, written down by hand in tests."""

import polars as pl

WAVE = "end"


def make_counts(answers: dict[float, int], *, cell: int = 0, indicator: str = "item") -> pl.DataFrame:
    """`answers`: value → how many people gave it."""
    return pl.DataFrame(
        [
            {"cell": cell, "indicator_id": indicator, "wave": WAVE, "value": float(value), "count": count}
            for value, count in answers.items()
        ],
        schema_overrides={"cell": pl.UInt32, "count": pl.UInt32},
    )


def make_codes(codes: list[int], *, indicator: str = "item") -> pl.DataFrame:
    """The answers of one indicator."""
    return pl.DataFrame({"indicator_id": [indicator] * len(codes), "code": codes})


def make_pairs(before: list[float], after: list[float]) -> pl.DataFrame:
    """People 0, 1, 2, … who answered twice."""
    count = len(before)
    return pl.DataFrame(
        {
            "leader": list(range(count)),
            "indicator_id": ["item"] * count,
            "wave": ["begin-end"] * count,
            "value_from": before,
            "value_to": after,
        },
        schema_overrides={"leader": pl.UInt32, "indicator_id": pl.String, "wave": pl.String}
        | dict.fromkeys(("value_from", "value_to"), pl.Float64),
    )


def make_members(count: int, *, cell: int = 0) -> pl.DataFrame:
    """People 0 to `count` − 1 in one cell."""
    numbers = {"leader": list(range(count)), "cell": [cell] * count}
    return pl.DataFrame(numbers, schema={"leader": pl.UInt32, "cell": pl.UInt32})


def make_clusters(clusters: list[int]) -> pl.DataFrame:
    """The partnership of people 0, 1, 2, …"""
    return pl.DataFrame(
        {"leader": list(range(len(clusters))), "cluster": clusters}, schema_overrides={"leader": pl.UInt32}
    )


def one_row(results: pl.DataFrame, statistic: str) -> dict[str, float]:
    """The only row of `statistic`."""
    return results.filter(pl.col("statistic") == statistic).row(0, named=True)


def make_views(
    *indicators: str, high: float = 5.0, top: float | None = None, family: str = "view scale"
) -> pl.DataFrame:
    """Indicators that are read together; by default the one of `make_pairs`."""
    rows = [{"indicator_id": i, "family": family, "high": high, "top": top} for i in indicators or ("item",)]
    return pl.DataFrame(rows, schema_overrides={"top": pl.Float64})
