"""A measured world: the made-up warehouse with its lattice, indicators and statements."""

from datetime import date
from functools import cache

import polars as pl

from etl.disclosure.policy import load_policy
from etl.measures.measured import Measured
from etl.measures.statements import make_statements
from etl.publishing import begin_past, prepare_measures
from tests.builders.questionnaire import make_configuration
from tests.builders.warehouse import make_warehouse


def make_measured(tables: dict[str, pl.DataFrame] | None = None) -> Measured:
    """What the measures read of `tables`, by default of `make_warehouse()`; nothing was told before."""
    content = tables or make_warehouse()
    return prepare_measures(
        content,
        configuration=make_configuration(),
        policy=load_policy(),
        past=begin_past(content, today=date(2026, 1, 1)),
    ).measured


@cache
def make_true_statements() -> pl.DataFrame:
    """The unprotected statements of `make_warehouse()`."""
    return make_statements(make_measured(), report=lambda _key, _share: None)
