"""Everything a release holds, made from what was taken in."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from etl.audit.audit import Audit
from etl.configure import Configuration
from etl.disclosure.policy import Policy
from etl.findings_workbook import make_workbook
from etl.measures.models import make_models
from etl.measures.yardsticks import measure_yardsticks
from etl.publishing import Past, publish_statements
from etl.reach import count_reach
from etl.references import list_references
from etl.regions import outline_regions
from etl.release import hash_frame
from schemas.release import Documents

WORKBOOK = "findings.xlsx"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Made:
    """What a build makes. `tables`: every table of `schemas.release.TABLES` but the row about the release
    itself.

    `past`: what the next build must know once this one is in service. `log`: which cells were offered of
    what, and what came of it: for the steward.
    """

    tables: dict[str, pl.DataFrame]
    past: Past
    log: pl.DataFrame


def make_contents(
    tables: dict[str, pl.DataFrame],
    *,
    configuration: Configuration,
    policy: Policy,
    past: Past,
    report: Callable[[str, float], None],
) -> Made:
    """What a release holds.

    Args:
        tables: every table of `schemas.warehouse.TABLES`.
        configuration: the programme and its instruments.
        policy: what may be published.
        past: what went before; its ledger is in terms of the leaders in `tables`, sorted.
        report: told the progress, 0 to 1, under a message key.

    Raises:
        CirculatingError: if what earlier releases told already singles out a group.
    """
    programme = configuration.programme
    published = publish_statements(
        tables, configuration=configuration, policy=policy, past=past, report=report
    )
    measured, lattice = published.measured, published.measured.lattice
    made = {
        "sources": tables["intake"],
        "cells": lattice.to_table(),
        "indicators": measured.indicators,
        "statements": published.statements,
        "models": make_models(measured, fewest_people=policy.k_distribution, report=report),
        "reach": count_reach(tables, lattice=lattice, programme=programme),
        "yardsticks": measure_yardsticks(tables, programme=programme, cells=lattice.cells),
        "reference_values": list_references(configuration),
        "quality": tables["findings"],
        "regions": outline_regions(programme),
        "documents": _list_documents(tables["findings"]),
    }
    return Made(tables=_leave_out_empty_pools(made), past=published.past, log=published.log)


def _leave_out_empty_pools(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """`tables` without the pooled cells of which nothing is shown: they would only be more to choose from."""
    told = tables["statements"].filter(pl.col("status") == "shown").select("cell_id").unique()
    pooled = tables["cells"].filter(pl.col("members").is_not_null()).select("cell_id")
    empty = pooled.join(told, on="cell_id", how="anti")
    return {
        name: table.join(empty, on="cell_id", how="anti", maintain_order="left")
        if "cell_id" in table.columns
        else table
        for name, table in tables.items()
    }


def identify_contents(contents: dict[str, pl.DataFrame], *, also: tuple[str, ...]) -> str:
    """SHA-256 of all contents and the texts in `also`: two releases with the same one are the same.

    The workbook is left out: it follows from the findings, and spreadsheets carry the time of making.
    """
    digest = hashlib.sha256()
    for name in sorted(contents.keys() - {"documents"}):
        digest.update(f"{name}:{hash_frame(contents[name])};".encode())
    for text in also:
        digest.update(text.encode())
    return digest.hexdigest()


def audit_statements(
    contents: dict[str, pl.DataFrame], *, content_sha256: str, audit: Audit | None = None
) -> str:
    """JSON: the number of statements by status, and by kind of cell and status, and what the audit found."""
    kinds = contents["cells"].select("cell_id", "kind")
    counts = contents["statements"].join(kinds, on="cell_id").group_by("kind", "status").len()
    by_kind: dict[str, dict[str, int]] = {}
    for kind, status, n in counts.sort("kind", "status").iter_rows():
        by_kind.setdefault(kind, {})[status] = n
    by_status = counts.group_by("status").agg(pl.col("len").sum()).sort("status")
    told = {
        **({} if audit is None else audit.to_json()),
        "statements": contents["statements"].height,
        "by_status": dict(by_status.iter_rows()),
        "by_kind": by_kind,
        "content_sha256": content_sha256,
    }
    return json.dumps(told)


def _list_documents(findings: pl.DataFrame) -> pl.DataFrame:
    rows = {"name": [WORKBOOK], "media_type": [_XLSX], "content": [make_workbook(findings)]}
    return pl.DataFrame(rows, schema={"name": pl.String, "media_type": pl.String, "content": pl.Binary}).pipe(
        Documents.validate
    )
