"""Says of each statement on whom it rests, how it would be shown, and what the rules allow."""

from collections.abc import Sequence

import polars as pl

from etl.disclosure.membership import Cell
from etl.disclosure.offers import Offers, index_people
from etl.disclosure.policy import Policy
from etl.disclosure.rules import MEAN, add_rules
from etl.disclosure.shown import show_statements
from etl.disclosure.units import Base
from etl.measures.measured import Measured

_KEYS = ["indicator_id", "wave"]


def list_bases(measured: Measured, *, offers: Offers, cells: Sequence[Cell]) -> list[Base]:
    """The people of each group with the cells offered to it; the total apart where it counts more."""
    numbers = {cell.cell_id: place for place, cell in enumerate(cells)}
    count = len(measured.respondents.groups)
    people = index_people(measured.respondents.people, groups=count)
    totals = index_people(measured.respondents.totals, groups=count)
    bases = []
    for place, group in enumerate(measured.respondents.groups):
        chosen = tuple(numbers[cell.cell_id] for cell in offers.by_name.get(group.name, ()))
        same = people[place].size == totals[place].size and bool((people[place] == totals[place]).all())
        total = numbers["total"]
        own = chosen if same else tuple(cell for cell in chosen if cell != total)
        bases.append(Base(group=place, total=False, leaders=people[place], cells=own))
        if not same:
            bases.append(Base(group=place, total=True, leaders=totals[place], cells=(total,)))
    return bases


def place_statements(
    statements: pl.DataFrame, *, measured: Measured, bases: Sequence[Base], policy: Policy
) -> pl.DataFrame:
    """`statements` with what the rules, the rounding and the units need to know."""
    kinds = measured.lattice.cells.select("cell_id", "cell", "kind")
    indicators = measured.indicators.select(
        "indicator_id", "unit", lowest="low", highest="high", indicator_kind="kind"
    )
    planned = measured.indicators.select("indicator_id", pl.col("waves").str.json_decode(pl.List(pl.String)))
    known = planned.explode("waves").rename({"waves": "wave"}).with_columns(is_planned=pl.lit(value=True))
    groups = [
        (group.indicator_id, moment, place)
        for place, group in enumerate(measured.respondents.groups)
        for moment in (*group.waves, *group.contrasts)
    ]
    stated = pl.DataFrame(
        groups, schema={"indicator_id": pl.String, "wave": pl.String, "group": pl.Int64}, orient="row"
    )
    joined = (
        statements.join(kinds, on="cell_id", maintain_order="left")
        .join(indicators, on="indicator_id", maintain_order="left")
        .join(known, on=_KEYS, how="left", maintain_order="left")
        .join(stated, on=_KEYS, how="left", maintain_order="left")
        .with_columns(pl.col("is_planned").fill_null(value=False))
    )
    of_base = pl.DataFrame(
        [(base.group, base.total, place) for place, base in enumerate(bases)],
        schema={"group": pl.Int64, "total": pl.Boolean, "base": pl.Int64},
        orient="row",
    )
    split = of_base.filter("total")["group"].implode()
    is_total = (pl.col("kind") == "total") & pl.col("group").is_in(split)
    based = joined.with_columns(total=is_total).join(
        of_base, on=["group", "total"], how="left", maintain_order="left"
    )
    ruled = add_rules(show_statements(based), policy=policy)
    # The means of a cell stand together: a wave's own mean is the first or second mean of a change.
    moment = pl.when(pl.col("bundle") != MEAN).then("wave")
    names = pl.struct("base", "cell", "bundle", moment.alias("moment"))
    # Numbered by indicator: what changes in one leaves the judgement of another as it was.
    return ruled.with_columns(bundle_id=names.rank("dense").over("indicator_id").cast(pl.Int64))
