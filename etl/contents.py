"""Everything a release holds, made from what was taken in."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from etl.audit.audit import Audit
from etl.circulation import Ledger, empty_ledger
from etl.configure import Configuration
from etl.disclosure.judge import Judged
from etl.disclosure.membership import list_cells
from etl.disclosure.offers import Offers, make_offers
from etl.disclosure.policy import Policy
from etl.disclosure.protect import Known, list_told, protect
from etl.findings_workbook import make_workbook
from etl.groups import list_groups
from etl.indicators import list_indicators
from etl.lattice import build_lattice
from etl.measures.answers import AnswerBook
from etl.measures.measured import Measured
from etl.measures.models import make_models
from etl.measures.present import list_present
from etl.measures.statements import make_statements
from etl.measures.yardsticks import measure_yardsticks
from etl.moments import list_asked_items
from etl.reach import count_reach
from etl.references import list_references
from etl.regions import outline_regions
from etl.release import hash_frame
from etl.respondents import NOBODY, find_respondents
from etl.timing import Calendar, hold_respondents, make_calendar
from schemas.release import Documents

WORKBOOK = "findings.xlsx"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Past:
    """What a build knows of what went before. `ledger`: what was told; `judged`: units judged before.

    `today`: decides which waves are open.
    """

    ledger: Ledger
    judged: Mapping[str, Judged]
    today: date


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


def begin_past(tables: dict[str, pl.DataFrame], *, today: date) -> Past:
    """The past of a programme of which nothing was told yet."""
    names = tables["leaders"]["leader_id"].sort()
    return Past(ledger=empty_ledger("", leaders=names), judged={}, today=today)


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
    prepared = prepare_measures(tables, configuration=configuration, policy=policy, past=past)
    measured, lattice = prepared.measured, prepared.measured.lattice
    cells = list_cells(lattice)
    protected = protect(
        make_statements(measured, report=report),
        measured=measured,
        offers=prepared.offers,
        cells=cells,
        policy=policy,
        known=prepared.list_known(past),
        report=report,
    )
    made = {
        "sources": tables["intake"],
        "cells": lattice.to_table(),
        "indicators": measured.indicators,
        "statements": protected.statements,
        "models": make_models(measured, fewest_people=policy.k_distribution, report=report),
        "reach": count_reach(tables, lattice=lattice, programme=programme),
        "yardsticks": measure_yardsticks(tables, programme=programme, cells=lattice.cells),
        "reference_values": list_references(configuration),
        "quality": tables["findings"],
        "regions": outline_regions(programme),
        "documents": _list_documents(tables["findings"]),
    }
    ledger = past.ledger.add(
        list_told(protected, measured=measured, cells=cells, stamp=prepared.calendar.stamp)
    )
    return Made(tables=made, past=replace(past, ledger=ledger, judged=protected.judged), log=protected.log)


@dataclass(frozen=True)
class Prepared:
    """What is known before anything is measured: who counts where, and which cells are offered."""

    measured: Measured
    offers: Offers
    calendar: Calendar

    def list_known(self, past: Past) -> Known:
        """What earlier builds left for the disclosure step."""
        stamp = self.calendar.stamp
        groups = enumerate(self.measured.respondents.groups)
        told = {place: past.ledger.list_told(g, stamp=stamp) for place, g in groups if not g.is_roster}
        return Known(
            judged=past.judged,
            circulating={place: cells for place, cells in told.items() if cells},
            open_moments=self.calendar.list_open(),
        )


def prepare_measures(
    tables: dict[str, pl.DataFrame], *, configuration: Configuration, policy: Policy, past: Past
) -> Prepared:
    """Who counts in what, on which cells: all that follows from membership and the past alone."""
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
    calendar = make_calendar(whole.programme, sessions=tables["sessions"], today=past.today)
    groups = list_groups(whole.indicators, programme=whole.programme)
    found = find_respondents(groups, present=list_present(whole), leaders=lattice.leaders["leader"])
    respondents = hold_respondents(found, calendar=calendar, ledger=past.ledger, k=policy.k)
    offers = make_offers(respondents, lattice=lattice, policy=policy, is_open=calendar.is_open)
    measured = replace(whole, lattice=lattice.add_pools(offers.pools), respondents=respondents)
    return Prepared(measured=measured, offers=offers, calendar=calendar)


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
