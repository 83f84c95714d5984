"""Cleans the registers in the order in which they know each other, and ties them together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from etl.check.dates import check_stay, check_within_programme
from etl.check.keys import check_keys, check_one_trajectory
from etl.check.ownership import refuse_others
from etl.check.partnerships import check_sizes
from etl.check.postcodes import place_schools
from etl.clean.desk import Desk, Roster
from etl.clean.fields import FIELDS, KEYS, TEXT, TYPES
from etl.clean.owned import drop_rows_of_others
from etl.clean.partnerships import derive_partnerships, spell_labels, tie_partnerships
from etl.clean.places import PLACES, RawFiles
from etl.clean.register import clean_table
from etl.read.folding import fold_identifier

_FROM_SCHOOL = ("level", "region", "net")


@dataclass(frozen=True)
class Registers:
    """The registers, each with `file`, `sheet` and `row` beside the fields of its warehouse table."""

    partnerships: pl.DataFrame
    schools: pl.DataFrame
    leaders: pl.DataFrame


def clean_registers(raw: Mapping[str, RawFiles], *, desk: Desk) -> tuple[Registers, Desk]:
    """Partnerships, schools and leaders, and the desk that knows them.

    A programme without a register of partnerships gets them from its leaders; one without a register
    of leaders gets these later, from its surveys.
    """
    partnerships = _clean_partnerships(raw["partnerships"], desk=desk)
    if raw["partnerships"]:
        desk = _know(desk, partnerships=_spell_partnerships(partnerships))
    schools = _clean_schools(raw["schools"], partnerships=partnerships, desk=desk)
    if raw["schools"]:
        desk = _know(desk, schools={fold_identifier(n): n for n in schools["school_number"]})
    leaders = _clean_leaders(raw["leaders"], schools=schools, partnerships=partnerships, desk=desk)
    if raw["leaders"]:
        desk = _know(desk, leaders=frozenset(leaders["leader_id"]))
    if raw["leaders"] and not raw["partnerships"]:
        partnerships = derive_partnerships(leaders, spell_labels(raw["leaders"]), desk=desk)
        leaders = tie_partnerships(leaders, partnerships, desk=desk)
    norm = desk.programme.min_schools_a_partnership
    check_sizes(partnerships, schools, norm=norm, ledger=desk.ledger)
    return Registers(partnerships=partnerships, schools=schools, leaders=leaders), desk


def _know(desk: Desk, **known: object) -> Desk:
    roster: Roster = replace(desk.roster, **known)  # type: ignore[arg-type]
    return replace(desk, roster=roster)


def clean_all(files: RawFiles, *, table: str, desk: Desk) -> pl.DataFrame:
    """The rows of all files of a table that were not refused, with the fields of FIELDS[table]."""
    cleaned = [clean_table(raw, table=table, source=source, desk=desk) for source, raw in files]
    return pl.concat([_empty_table(table), *cleaned])


def _empty_table(table: str) -> pl.DataFrame:
    fields = {field.name: TYPES.get(field.kind, TEXT) for field in FIELDS[table]}
    return pl.DataFrame(schema={**PLACES, **fields})


def _clean_partnerships(files: RawFiles, *, desk: Desk) -> pl.DataFrame:
    told = clean_all(files, table="partnerships", desk=desk)
    own = refuse_others(told, owners=desk.owners, ledger=desk.ledger)
    rows = check_one_trajectory(own, ledger=desk.ledger)
    return rows.with_columns(pl.col("name").fill_null(pl.col("partnership_id")))


def _spell_partnerships(partnerships: pl.DataFrame) -> dict[str, str]:
    """A partnership answers to its name and, before that, to its id."""
    pairs = partnerships.select("partnership_id", "name").iter_rows()
    spellings = [(name, number) for number, name in pairs] + [(n, n) for n in partnerships["partnership_id"]]
    return {fold_identifier(spelling): number for spelling, number in spellings}


def _clean_schools(files: RawFiles, *, partnerships: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    told = clean_all(files, table="schools", desk=desk)
    own = drop_rows_of_others(told, owned=partnerships, by="partnership_id", desk=desk)
    rows = check_keys(own, keys=KEYS["schools"], ledger=desk.ledger)
    return place_schools(rows, programme=desk.programme, ledger=desk.ledger)


def _clean_leaders(
    files: RawFiles, *, schools: pl.DataFrame, partnerships: pl.DataFrame, desk: Desk
) -> pl.DataFrame:
    rows = check_keys(clean_all(files, table="leaders", desk=desk), keys=KEYS["leaders"], ledger=desk.ledger)
    rows = check_stay(rows, ledger=desk.ledger)
    for day in ("started_on", "stopped_on"):
        check_within_programme(rows, field=day, programme=desk.programme, ledger=desk.ledger)
    tied = tie_partnerships(_tie_schools(rows, schools), partnerships, desk=desk)
    lost = tied.filter(pl.col("trajectory_id").is_null())
    desk.ledger.note("leader_without_trajectory", lost.select("file", "sheet", "row"))
    return refuse_others(desk.ledger.drop_refused(tied), owners=desk.owners, ledger=desk.ledger)


def _tie_schools(leaders: pl.DataFrame, schools: pl.DataFrame) -> pl.DataFrame:
    """Leaders with the partnership, level, region and net of their school, where it has them."""
    fields = ("partnership_id", *_FROM_SCHOOL)
    facts = schools.select("school_number", *(pl.col(name).alias(f"school_{name}") for name in fields))
    joined = leaders.join(facts, on="school_number", how="left", maintain_order="left")
    own_partnership = pl.coalesce("partnership_id", "school_partnership_id").alias("partnership_id")
    of_school = [pl.coalesce(f"school_{name}", name).alias(name) for name in _FROM_SCHOOL]
    return joined.with_columns(own_partnership, *of_school).select(leaders.columns)
