"""Cleans surveys: who answered when, and every answer as a code, one row an answer."""

from dataclasses import dataclass

import polars as pl

from etl.check.handed_surveys import check_handed
from etl.clean.answer_columns import ANSWERS, fill_unticked, read_column
from etl.clean.desk import Desk
from etl.clean.items import ItemColumn, check_headings, find_stored_wave, match_items
from etl.clean.pseudonyms import make_pseudonym
from etl.clean.register import clean_table
from etl.read.table import RawTable
from schemas.codebook import Instrument, Item
from schemas.programme import Programme, Source

STORED = {**ANSWERS, "stored_wave": pl.String}


@dataclass(frozen=True)
class Submissions:
    """One file of a survey.

    `rows`: one a submission that was not refused: `file`, `sheet`, `row`, `leader_id`, `instrument`,
    `wave`, `answered_at`, what the file tells of the person, `asked` and `answered` (numbers of
    items). `answers`: `row`, `stored_wave`, `item_id`, `value`.
    """

    rows: pl.DataFrame
    answers: pl.DataFrame


def clean_survey(raw: RawTable, *, source: Source, instrument: Instrument, desk: Desk) -> Submissions:
    """The submissions of one file and their answers."""
    rows = _clean_people(raw, source=source, desk=desk)
    matched = match_items(raw, source=source, instrument=instrument, ledger=desk.ledger)
    waves = rows["wave"].unique(maintain_order=True).to_list()
    asked = list_asked(instrument, waves=waves, programme=desk.programme)
    check_headings(raw, matched=matched, asked=asked, source=source, ledger=desk.ledger)
    parts = [_read_wave(raw, rows, wave=w, matched=matched, instrument=instrument, desk=desk) for w in waves]
    answers = pl.concat([pl.DataFrame(schema=STORED), *parts])
    counted = _count_answers(rows, answers, asked=len(asked), instrument=instrument)
    if raw.file in desk.handed:
        check_handed(
            counted, file=raw.file, answers=answers.height, programme=desk.programme, ledger=desk.ledger
        )
        counted = desk.ledger.drop_refused(counted)
    return Submissions(rows=counted, answers=answers)


def list_asked(instrument: Instrument, *, waves: list[str], programme: Programme) -> list[Item]:
    """The items that are asked at one of `waves`."""
    return [
        i for i in instrument.items if any(find_stored_wave(i, wave=w, programme=programme) for w in waves)
    ]


def _clean_people(raw: RawTable, *, source: Source, desk: Desk) -> pl.DataFrame:
    table = "survey" if desk.roster.leaders is not None else "survey_with_roster"
    if source.one_row_a_person:
        table = "survey_of_rows"
    rows = clean_table(raw, table=table, source=complete_source(source), desk=desk)
    if source.one_row_a_person:
        rows = _name_rows(rows, desk=desk)
    return rows


def complete_source(source: Source) -> Source:
    """The source with its respondent and its wave named as fields like any other."""
    person = "respondent" if source.one_row_a_person else "leader_id"
    columns = {**source.columns, **({person: source.respondent} if source.respondent else {})}
    constants = {**source.constants, **({"wave": source.wave} if source.wave else {})}
    return source.model_copy(update={"columns": columns, "constants": constants})


def _name_rows(rows: pl.DataFrame, *, desk: Desk) -> pl.DataFrame:
    """Each row is a person of its own, named after file and row; a respondent seen before is noted."""
    seen = rows.filter(pl.col("respondent").is_not_null()).with_columns(
        pl.int_range(pl.len()).over("respondent").alias("turn"),
        pl.col("row").first().over("respondent").alias("first"),
    )
    repeated = seen.filter(pl.col("turn") > 0).with_columns(pl.lit("respondent").alias("field"))
    desk.ledger.note("respondent_twice", repeated.select("file", "sheet", "row", "first", "field"))
    names = [
        make_pseudonym(f"{file}#{row}", secret=desk.secret)
        for file, row in rows.select("file", "row").iter_rows()
    ]
    return rows.with_columns(pl.Series("leader_id", names, dtype=pl.String)).drop("respondent")


def _count_answers(
    rows: pl.DataFrame, answers: pl.DataFrame, *, asked: int, instrument: Instrument
) -> pl.DataFrame:
    # An item counts once, whatever the number of its options.
    items = {stored: stored.split(".")[0] for stored in answers["item_id"].unique()}
    item = pl.col("item_id").replace(items) if items else pl.col("item_id")
    counts = answers.group_by("row").agg(item.n_unique().alias("answered"))
    return rows.join(counts, on="row", how="left", maintain_order="left").with_columns(
        pl.col("answered").fill_null(0).cast(pl.Int64),
        pl.lit(asked, dtype=pl.Int64).alias("asked"),
        pl.lit(instrument.id).alias("instrument"),
    )


def _read_wave(
    raw: RawTable,
    rows: pl.DataFrame,
    *,
    wave: str,
    matched: tuple[ItemColumn, ...],
    instrument: Instrument,
    desk: Desk,
) -> pl.DataFrame:
    """The answers that `rows` gave at `wave`, long."""
    at_wave = rows.filter(pl.col("wave") == wave).select("row")
    wanted = raw.rows.join(at_wave, on="row", how="semi", maintain_order="left")
    parts = []
    for match in matched:
        stored = find_stored_wave(match.target.item, wave=wave, programme=desk.programme)
        if stored is None:
            _note_not_asked(raw, wanted, match, wave=wave, desk=desk)
        else:
            read = read_column(raw, wanted, match, instrument=instrument, desk=desk)
            parts.append(read.with_columns(pl.lit(stored).alias("stored_wave")))
    return fill_unticked(pl.concat([pl.DataFrame(schema=STORED), *parts]), matched)


def _note_not_asked(raw: RawTable, rows: pl.DataFrame, match: ItemColumn, *, wave: str, desk: Desk) -> None:
    answers = rows[match.column.key].count()
    if answers:
        told = {"item": match.target.id, "wave": wave, "n": answers}
        desk.ledger.note_column("item_not_asked", raw=raw, column=match.column, **told)
