"""Methods that take the place of another where there are too few partnerships to be clusters."""

from functools import cache

import polars as pl
import pytest

from etl.measures.models import make_models
from etl.measures.statements import make_statements
from schemas.methods import METHODS
from tests.builders.claims import Use, list_unused, list_uses
from tests.builders.measured import make_measured
from tests.builders.warehouse import make_warehouse

STAND_INS = {method.id: method for method in METHODS.values() if method.stands_in_for is not None}


@cache
def use_methods(*, partnerships: int) -> frozenset[Use]:
    """What is used when all leaders are in so many partnerships."""
    tables = make_warehouse()
    known = tables["partnerships"].head(partnerships)
    ids = known["partnership_id"].to_list()
    spread = pl.Series("partnership_id", [ids[n % len(ids)] for n in range(tables["leaders"].height)])
    moved = tables["leaders"].with_columns(spread)
    measured = make_measured({**tables, "partnerships": known, "leaders": moved})
    return frozenset(
        list_uses(
            {
                "statements": make_statements(measured, report=lambda _key, _share: None),
                "models": make_models(measured, fewest_people=10, report=lambda _key, _share: None),
            }
        )
    )


@pytest.mark.parametrize("method", STAND_INS)
def test_stand_in_when_there_are_three_partnerships_then_is_used_for_all_that_it_claims(method: str) -> None:
    methods = {method: STAND_INS[method].model_copy(update={"stands_in_for": None})}

    assert list_unused(set(use_methods(partnerships=3)), methods=methods) == []


@pytest.mark.parametrize("method", STAND_INS)
def test_stand_in_when_there_are_three_partnerships_then_the_other_is_not_used(method: str) -> None:
    used = {used for _, used, _ in use_methods(partnerships=3)}

    assert STAND_INS[method].stands_in_for not in used


@pytest.mark.parametrize("method", STAND_INS)
def test_stand_in_when_there_are_twelve_partnerships_then_the_other_is_used(method: str) -> None:
    used = {used for _, used, _ in use_methods(partnerships=12)}

    assert STAND_INS[method].stands_in_for in used
