"""Which methods a release says that it used, held against the registry."""

from collections.abc import Mapping

import polars as pl

from schemas.methods import METHODS, Method

Use = tuple[str, str, str]
"""Table, method, and the statistic or model that it gave; a table with neither has an empty last part."""
GIVEN = {"statements": "statistic", "models": "model"}


def list_uses(release: Mapping[str, pl.DataFrame]) -> set[Use]:
    """Every use of a method in any table of a release that names methods."""
    uses: set[Use] = set()
    for table, frame in release.items():
        if "method" in frame.columns:
            given = pl.col(GIVEN[table]) if table in GIVEN else pl.lit("")
            found = frame.drop_nulls("method").select("method", given.alias("given")).unique()
            uses |= {(table, method, name) for method, name in found.iter_rows()}
    return uses


def list_unclaimed(uses: set[Use], *, methods: Mapping[str, Method] = METHODS) -> list[Use]:
    """Uses of a method that the registry does not have, or of which it says that it gives other things."""
    return sorted(use for use in uses if use[1] not in methods or not _is_claimed(use, methods[use[1]]))


def list_unused(uses: set[Use], *, methods: Mapping[str, Method] = METHODS) -> list[tuple[str, str]]:
    """What a method says that it gives (nothing in particular: an empty text), and never gave.

    One that stands in for another need not occur: `tests/etl/measures/test_stand_ins.py` sees to it.
    """
    expected = [m for m in methods.values() if m.stands_in_for is None]
    claims = [(m.id, claim) for m in expected for claim in (*m.statistics, *m.models) or ("",)]
    return [
        (method, claim)
        for method, claim in claims
        if not any(used == method and (not claim or _fits(claim, given)) for _, used, given in uses)
    ]


def _is_claimed(use: Use, method: Method) -> bool:
    table, _, given = use
    claims = {"statements": method.statistics, "models": method.models}.get(table)
    return claims is None or any(_fits(claim, given) for claim in claims)


def _fits(claim: str, given: str) -> bool:
    """`share_` claims every `share_<code>`."""
    return given.startswith(claim) if claim.endswith("_") else given == claim
