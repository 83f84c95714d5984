"""Everything a release holds, made from what was taken in."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace

import polars as pl

from etl.configure import Configuration
from etl.disclosure.membership import list_cells
from etl.disclosure.offers import Offers, make_offers
from etl.disclosure.policy import Policy
from etl.disclosure.protect import protect
from etl.findings_workbook import make_workbook
from etl.groups import list_groups
from etl.indicators import list_indicators
from etl.lattice import build_lattice
from etl.measures.answers import AnswerBook
from etl.measures.collect import Measured, list_present
from etl.measures.models import make_models
from etl.measures.statements import make_statements
from etl.measures.yardsticks import measure_yardsticks
from etl.moments import list_asked_items
from etl.reach import count_reach
from etl.references import list_references
from etl.regions import outline_regions
from etl.release import hash_frame
from etl.respondents import NOBODY, find_respondents
from schemas.release import Documents

WORKBOOK = "findings.xlsx"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def make_contents(
    tables: dict[str, pl.DataFrame],
    *,
    configuration: Configuration,
    policy: Policy,
    report: Callable[[str, float], None],
) -> dict[str, pl.DataFrame]:
    """Every table of `schemas.release.TABLES` but the row about the release itself.

    Args:
        tables: every table of `schemas.warehouse.TABLES`.
        configuration: the programme and its instruments.
        policy: what may be published.
        report: told the progress, 0 to 1, under a message key.
    """
    programme = configuration.programme
    measured, offers = prepare_measures(tables, configuration=configuration, policy=policy)
    lattice = measured.lattice
    protected = protect(
        make_statements(measured, report=report),
        measured=measured,
        offers=offers,
        cells=list_cells(lattice),
        policy=policy,
        report=report,
    )
    statements = protected.statements
    return {
        "sources": tables["intake"],
        "cells": lattice.to_table(),
        "indicators": measured.indicators,
        "statements": statements,
        "models": make_models(measured, fewest_people=policy.k_distribution, report=report),
        "reach": count_reach(tables, lattice=lattice, programme=programme),
        "yardsticks": measure_yardsticks(tables, programme=programme, cells=lattice.cells),
        "reference_values": list_references(configuration),
        "quality": tables["findings"],
        "regions": outline_regions(programme),
        "documents": _list_documents(tables["findings"]),
    }


def prepare_measures(
    tables: dict[str, pl.DataFrame], *, configuration: Configuration, policy: Policy
) -> tuple[Measured, Offers]:
    """What the measures read of the warehouse's `tables`, and the cells and pools that are offered."""
    lattice = build_lattice(leaders=tables["leaders"], partnerships=tables["partnerships"])
    book = AnswerBook(
        responses=tables["responses"],
        leaders=lattice.leaders,
        items=list_asked_items(configuration),
        indicators=list_indicators(configuration),
    )
    whole = Measured(
        tables=tables,
        lattice=lattice,
        book=book,
        programme=configuration.programme,
        scales_only=policy.scales_only,
        knows_everybody=configuration.knows_everybody,
        respondents=NOBODY,
    )
    groups = list_groups(whole.indicators, programme=whole.programme)
    respondents = find_respondents(groups, present=list_present(whole), leaders=lattice.leaders["leader"])
    offers = make_offers(respondents, lattice=lattice, policy=policy)
    return replace(whole, lattice=lattice.add_pools(offers.pools), respondents=respondents), offers


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


def audit_statements(contents: dict[str, pl.DataFrame], *, content_sha256: str) -> str:
    """JSON: the number of statements by status, and by kind of cell and status."""
    kinds = contents["cells"].select("cell_id", "kind")
    counts = contents["statements"].join(kinds, on="cell_id").group_by("kind", "status").len()
    by_kind: dict[str, dict[str, int]] = {}
    for kind, status, n in counts.sort("kind", "status").iter_rows():
        by_kind.setdefault(kind, {})[status] = n
    by_status = counts.group_by("status").agg(pl.col("len").sum()).sort("status")
    audit = {
        "statements": contents["statements"].height,
        "by_status": dict(by_status.iter_rows()),
        "by_kind": by_kind,
        "content_sha256": content_sha256,
    }
    return json.dumps(audit)


def _list_documents(findings: pl.DataFrame) -> pl.DataFrame:
    rows = {"name": [WORKBOOK], "media_type": [_XLSX], "content": [make_workbook(findings)]}
    return pl.DataFrame(rows, schema={"name": pl.String, "media_type": pl.String, "content": pl.Binary}).pipe(
        Documents.validate
    )
