"""Counts and response: five people invited, worked out by hand."""

import polars as pl

from etl.measures.response import list_answered, measure_response
from tests.builders.counts import make_members

CONTRAST = {"begin-end": ("begin", "end")}
# Leader 0 answered both moments (the first twice), 1 the begin, 2 the end, 3 and 4 neither.
ANSWERS = [(0, "begin"), (0, "begin"), (0, "end"), (1, "begin"), (2, "end")]


def count_response(
    answers: list[tuple[int, str]], *, invited: int
) -> dict[tuple[str, str], tuple[float, int]]:
    """Value and n of each wave and statistic."""
    kinds = {"leader": pl.UInt32, "wave": pl.String}
    answered = list_answered(pl.DataFrame(answers, schema=kinds, orient="row"), contrasts=CONTRAST)
    population = pl.DataFrame({"cell": [0], "size": [invited]}, schema={"cell": pl.UInt32, "size": pl.UInt32})
    flow = measure_response(
        answered, members=make_members(invited), population=population, waves=["begin", "end", "begin-end"]
    )
    facts = flow.select("wave", "statistic", "value", "n").iter_rows()
    return {(wave, statistic): (value, n) for wave, statistic, value, n in facts}


def test_count_when_somebody_answered_twice_then_counts_once() -> None:
    found = count_response(ANSWERS, invited=5)

    assert [found[wave, "count"] for wave in ("begin", "end", "begin-end")] == [(2, 5), (2, 5), (1, 5)]


def test_rate_when_five_were_invited_then_is_a_share_of_these() -> None:
    found = count_response(ANSWERS, invited=5)

    assert [found[wave, "rate"] for wave in ("begin", "end", "begin-end")] == [(0.4, 5), (0.4, 5), (0.2, 5)]


def test_rate_when_everybody_answered_then_one() -> None:
    found = count_response([(0, "begin"), (0, "end")], invited=1)

    assert {key: value for key, (value, _) in found.items()} == dict.fromkeys(found, 1)


def test_rate_when_nobody_answered_then_nought_and_not_missing() -> None:
    found = count_response([], invited=5)

    assert set(found.values()) == {(0, 5)}
    assert len(found) == 6
