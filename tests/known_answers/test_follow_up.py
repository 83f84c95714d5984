"""Who still answers: six leaders, worked out by hand."""

import polars as pl

from etl.measures.follow_up import measure_stayed

CONTRASTS = {"begin-end": ("begin", "end"), "end-later": ("end", "later")}
MEMBERS = pl.DataFrame(
    {"leader": [0, 1, 2, 3, 4, 5], "cell": [0, 0, 0, 0, 1, 1]},
    schema={"leader": pl.UInt32, "cell": pl.UInt32},
)


def stay(**waves: list[int]) -> dict[tuple[int, str, str], tuple[float, int]]:
    """Value and n by cell, contrast and statistic; `begin_end` is who answered both."""
    rows = [(leader, name.replace("_", "-")) for name, leaders in waves.items() for leader in leaders]
    answered = pl.DataFrame(rows, schema={"leader": pl.UInt32, "wave": pl.String}, orient="row")
    found = measure_stayed(answered, members=MEMBERS, contrasts=CONTRASTS)
    picked = found.select("cell", "wave", "statistic", "value", "n").iter_rows()
    return {(cell, wave, statistic): (value, n) for cell, wave, statistic, value, n in picked}


def test_stayed_when_some_answer_again_then_their_share_is_of_who_answered_first() -> None:
    # in cell 0 four began; two of them, and leader 4 of cell 1, also ended
    found = stay(begin=[0, 1, 2, 3, 4], end=[0, 1, 4, 5], begin_end=[0, 1, 4])

    assert found[0, "begin-end", "count"] == (2.0, 4)
    assert found[0, "begin-end", "rate"] == (0.5, 4)
    assert found[1, "begin-end", "rate"] == (1.0, 1)


def test_stayed_when_nobody_answers_again_then_is_zero_and_not_missing() -> None:
    assert stay(end=[0, 1])[0, "end-later", "rate"] == (0.0, 2)


def test_stayed_when_nobody_answered_first_then_there_is_no_share() -> None:
    assert stay(later=[0, 1]) == {}


def test_stayed_when_everybody_answers_again_then_is_whole() -> None:
    assert stay(begin=[0], end=[0], begin_end=[0])[0, "begin-end", "rate"] == (1.0, 1)
