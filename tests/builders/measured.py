"""A measured world: the made-up warehouse with its lattice, indicators and statements."""

from functools import cache

import polars as pl

from etl.disclosure.policy import load_policy
from etl.indicators import list_indicators
from etl.lattice import build_lattice
from etl.measures.answers import AnswerBook
from etl.measures.collect import Measured
from etl.measures.statements import make_statements
from etl.moments import list_asked_items
from tests.builders.questionnaire import make_configuration
from tests.builders.warehouse import make_warehouse


def make_measured(tables: dict[str, pl.DataFrame] | None = None) -> Measured:
    """What the measures read of `tables`, by default of `make_warehouse()`."""
    content = tables or make_warehouse()
    configuration = make_configuration()
    lattice = build_lattice(leaders=content["leaders"], partnerships=content["partnerships"])
    book = AnswerBook(
        responses=content["responses"],
        leaders=lattice.leaders,
        items=list_asked_items(configuration),
        indicators=list_indicators(configuration),
    )
    policy = load_policy()
    return Measured(
        tables=content,
        lattice=lattice,
        book=book,
        programme=configuration.programme,
        scales_only=policy.scales_only,
        knows_everybody=configuration.knows_everybody,
    )


@cache
def make_true_statements() -> pl.DataFrame:
    """The unprotected statements of `make_warehouse()`."""
    return make_statements(make_measured(), report=lambda _key, _share: None)
