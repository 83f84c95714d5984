import polars as pl

from etl.measures.response import list_answered, measure_response
from tests.builders.counts import make_members

ANSWERS = [(0, "begin"), (0, "begin"), (0, "end"), (1, "begin"), (2, "end"), (3, "followup")]


def _rows() -> pl.DataFrame:
    return pl.DataFrame(ANSWERS, schema={"leader": pl.UInt32, "wave": pl.String}, orient="row")


def test_who_answered_counts_once_a_wave_and_both_only_with_both():
    answered = list_answered(_rows(), contrasts={"begin-end": ("begin", "end")})

    assert sorted(answered.rows()) == [
        (0, "begin"),
        (0, "begin-end"),
        (0, "end"),
        (1, "begin"),
        (2, "end"),
        (3, "followup"),
    ]


def test_response_flow_counts_against_everybody_invited():
    answered = list_answered(_rows(), contrasts={"begin-end": ("begin", "end")})
    population = pl.DataFrame({"cell": [0], "size": [5]}, schema={"cell": pl.UInt32, "size": pl.UInt32})

    flow = measure_response(
        answered,
        members=make_members(5),
        population=population,
        waves=["begin", "between", "end", "begin-end"],
    )

    counts = flow.filter(pl.col("statistic") == "count")
    assert dict(counts.select("wave", "value").iter_rows()) == {
        "begin": 2,
        "between": 0,  # asked, and nobody answered
        "end": 2,
        "begin-end": 1,
    }
    rates = flow.filter(pl.col("statistic") == "rate")
    assert rates.sort("wave")["value"].to_list() == [0.4, 0.2, 0.0, 0.4]
    assert set(flow["n"]) == {5}
