"""Chooses among submissions of the same person at the same wave, and writes the responses."""

from collections.abc import Iterator, Sequence

import polars as pl

from etl.check.dates import check_within_programme
from etl.clean.desk import Desk
from etl.clean.places import PLACES
from etl.clean.surveys import Submissions
from schemas.table import empty_frame
from schemas.warehouse import Responses

# AAPOR's Standard Definitions call a questionnaire with more than 80 % of its questions answered complete.
_COMPLETE = 0.8
_SUBMISSION: dict[str, pl.DataType] = {
    **PLACES,
    "leader_id": pl.String(),
    "instrument": pl.String(),
    "wave": pl.String(),
    "answered_at": pl.Datetime("us"),
    "asked": pl.Int64(),
    "answered": pl.Int64(),
}
_WHO = ("instrument", "wave", "leader_id")


def choose_submissions(submissions: Sequence[Submissions], *, desk: Desk) -> pl.DataFrame:
    """The submissions that count: the last complete one of each leader, instrument and wave.

    Complete is at least 80 % of the asked items answered. Without a complete one, the one with most
    answers counts, and of these the last. Last is by date, then by row. The others are refused
    (`answered_twice`).
    """
    nobody = pl.DataFrame(schema=_SUBMISSION)
    rows = pl.concat([nobody, *(s.rows for s in submissions)], how="diagonal")
    check_within_programme(
        rows.with_columns(pl.col("answered_at").cast(pl.Date)),
        field="answered_at",
        programme=desk.programme,
        ledger=desk.ledger,
        early=True,
    )
    ranked = _rank(rows)
    losers = ranked.filter(pl.col("rank") > 0)
    desk.ledger.note("answered_twice", losers.select("file", "sheet", "row", "kept_file", "kept_row"))
    return desk.ledger.drop_refused(rows)


def _rank(rows: pl.DataFrame) -> pl.DataFrame:
    complete = pl.col("answered") >= _COMPLETE * pl.col("asked")
    ordered = rows.with_columns(
        complete.alias("complete"), pl.when(~complete).then("answered").otherwise(0).alias("partial")
    ).sort(
        ["complete", "partial", "answered_at", "file", "row"],
        descending=[True, True, True, True, True],
        nulls_last=True,
        maintain_order=True,
    )
    return ordered.with_columns(
        pl.int_range(pl.len()).over(_WHO).alias("rank"),
        pl.col("file").first().over(_WHO).alias("kept_file"),
        pl.col("row").first().over(_WHO).alias("kept_row"),
    )


def write_responses(submissions: Sequence[Submissions], kept: pl.DataFrame) -> pl.DataFrame:
    """The answers of the submissions that count (schemas.warehouse.Responses, validated).

    Each wave is validated by itself: the wave is in the key, so nothing can be twice across waves,
    and checking all rows at once would take several times the memory.
    """
    parts = [_join_rows(s, kept) for s in submissions]
    return pl.concat([empty_frame(Responses), *_validate_waves(parts)])


def _join_rows(submission: Submissions, kept: pl.DataFrame) -> pl.DataFrame:
    if submission.rows.is_empty() or kept.is_empty():
        return empty_frame(Responses)
    file = submission.rows["file"][0]
    people = kept.filter(pl.col("file") == file).select("row", "leader_id", "instrument", "answered_at")
    joined = submission.answers.join(people, on="row", how="inner")
    return joined.rename({"stored_wave": "wave"}).select(empty_frame(Responses).columns)


def _validate_waves(parts: Sequence[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    waves = list(dict.fromkeys(wave for part in parts for wave in part["wave"].unique(maintain_order=True)))
    for wave in waves:
        answers = pl.concat([part.filter(pl.col("wave") == wave) for part in parts])
        yield Responses.validate(answers)
