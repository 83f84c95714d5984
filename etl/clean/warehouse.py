"""Writes cleaned rows as the tables of the warehouse, each validated against its contract."""

from collections.abc import Mapping

import polars as pl

from etl.clean.reading import OTHER_GOAL
from etl.configure import Configuration
from schemas.codebook import Instrument, Item
from schemas.table import Table, empty_frame
from schemas.warehouse import TABLES


def write_tables(
    cleaned: Mapping[str, pl.DataFrame], *, configuration: Configuration
) -> dict[str, pl.DataFrame]:
    """Every table of schemas.warehouse.TABLES. Tables that `cleaned` lacks come from the
    configuration, or are empty. Responses are taken as validated (see etl.clean.submissions).
    """
    told = {
        **cleaned,
        "trajectories": _list_trajectories(configuration),
        "organisers": _list_organisers(configuration),
        "items": _list_items(configuration.instruments),
        "applications": _number_applications(cleaned["applications"]),
        "actions": _number_actions(cleaned["actions"]),
        "attendance": cleaned["attendance"].with_columns(pl.col("minutes").round().cast(pl.Int64)),
    }
    return {name: _write(told.get(name), name=name, model=model) for name, model in TABLES.items()}


def _write(frame: pl.DataFrame | None, *, name: str, model: type[Table]) -> pl.DataFrame:
    empty = empty_frame(model)
    if frame is None:
        return empty
    written = frame.select(empty.columns)
    return written if name == "responses" else model.validate(written)


def _number_applications(applications: pl.DataFrame) -> pl.DataFrame:
    """Applications without a number of their own are named after their file and row."""
    own = pl.format("{}#{}", "file", "row")
    return applications.with_columns(pl.coalesce("application_id", own).alias("application_id"))


def _number_actions(actions: pl.DataFrame) -> pl.DataFrame:
    """Actions without a number get the next one of their leader; without a goal, `other`."""
    turn = pl.col("action_no").is_null().cum_sum().over("leader_id")
    highest = pl.col("action_no").max().over("leader_id").fill_null(0)
    return actions.with_columns(
        pl.coalesce("action_no", (highest + turn).cast(pl.Int64)).alias("action_no"),
        pl.col("goal").fill_null(OTHER_GOAL),
    )


def _list_trajectories(configuration: Configuration) -> pl.DataFrame:
    rows = [
        {"trajectory_id": t.id, "number": t.number, "organiser_id": t.organiser, "call_id": t.call}
        for t in configuration.programme.trajectories
    ]
    return pl.DataFrame(rows, schema=empty_frame(TABLES["trajectories"]).schema)


def _list_organisers(configuration: Configuration) -> pl.DataFrame:
    rows = [{"organiser_id": o.id, "name": o.name} for o in configuration.programme.organisers]
    return pl.DataFrame(rows, schema=empty_frame(TABLES["organisers"]).schema)


def _list_items(instruments: tuple[Instrument, ...]) -> pl.DataFrame:
    rows = [
        row for instrument in instruments for item in instrument.items for row in _list_item(instrument, item)
    ]
    return pl.DataFrame(rows, schema=empty_frame(TABLES["items"]).schema)


def _list_item(instrument: Instrument, item: Item) -> list[dict[str, object]]:
    """An item, and after a `multiple` one its options."""
    answers = instrument.answer_set(item)
    row: dict[str, object] = {
        "instrument": instrument.id,
        "item_id": item.id,
        "scale_id": item.scale,
        "kind": item.kind,
        "low": answers.low,
        "high": answers.high,
        "reverse": item.reverse,
    }
    if item.kind != "multiple":
        return [row]
    options = [{**row, "item_id": f"{item.id}.{a.code}", "low": 0, "high": 1} for a in answers.answers]
    return [row, *options]
