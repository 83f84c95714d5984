"""Audits a finished release: from its file, and the warehouse and ledger that stand beside it."""

from pathlib import Path

import polars as pl

from etl.audit.audit import Audit, Past, Report, audit_contents
from etl.circulation import FILE as LEDGER
from etl.circulation import Ledger, read_ledger
from etl.disclosure.policy import Policy
from etl.load import read_warehouse
from etl.release import read_release, read_tables
from etl.shelf import Shelf
from etl.told_error import ToldError
from schemas.programme import Programme

WAREHOUSE = "warehouse.duckdb"
_TABLES = ("cells", "indicators", "statements")


class AuditError(ToldError):
    """An audit that could not take place."""


def audit_release(shelf: Shelf, release_id: str, *, thorough: bool, report: Report) -> Audit:
    """Audit a release of `shelf` under the policy that it carries.

    Raises:
        UnknownReleaseError: if there is no such release.
        AuditError: if the warehouse is gone, or holds other answers than those of this release.
    """
    path = shelf.show(release_id).path
    tables = _read_warehouse(shelf.folder / WAREHOUSE)
    if not read_release(path, "sources").sort("file").equals(tables["intake"].sort("file")):
        raise AuditError("build.audit_other_answers", release=release_id)
    about = read_release(path, "release").row(0, named=True)
    return audit_contents(
        {name: read_release(path, name) for name in _TABLES},
        tables,
        programme=Programme.model_validate_json(about["programme"]),
        policy=Policy.model_validate_json(about["policy"]),
        today=about["made_at"].date(),
        past=Past(ledger=_read_ledger(shelf.folder / LEDGER, tables=tables)),
        thorough=thorough,
        report=report,
    )


def _read_warehouse(path: Path) -> dict[str, pl.DataFrame]:
    try:
        return read_warehouse(path)
    except OSError as error:
        raise AuditError("build.audit_no_warehouse", file=path) from error


def _read_ledger(path: Path, *, tables: dict[str, pl.DataFrame]) -> Ledger | None:
    """The ledger, of whatever world it is about: that of the release that was put in service last."""
    if not path.exists():
        return None
    world = read_tables(path, names=("world",))["world"]["world"][0]
    return read_ledger(path, world=world, leaders=tables["leaders"]["leader_id"].sort())
