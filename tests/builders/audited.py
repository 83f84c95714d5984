"""A release of the made-up warehouse, and its audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import polars as pl

from etl.audit.audit import Audit, Past, audit_contents
from etl.contents import Made, make_contents
from etl.disclosure.policy import load_policy
from etl.measures.statements import make_statements
from etl.publishing import Prepared, begin_past, prepare_measures
from tests.builders.questionnaire import make_configuration
from tests.builders.threshold import protect as protect_by_threshold
from tests.builders.warehouse import make_warehouse

TODAY = date(2026, 1, 1)
LEADERS = 60


@dataclass(frozen=True)
class Published:
    """A release as tables, what it was made of, and what was known before it was measured."""

    made: Made
    tables: dict[str, pl.DataFrame]
    prepared: Prepared
    past: Past | None = None

    def audit(self, statements: pl.DataFrame | None = None, *, thorough: bool = False) -> Audit:
        """The audit of this release, with other `statements` when they are given."""
        contents: Mapping[str, pl.DataFrame] = self.made.tables
        other = {"statements": statements, "cells": self.cells}
        changed = contents if statements is None else {**contents, **other}
        return audit_contents(
            changed,
            self.tables,
            programme=make_configuration().programme,
            policy=load_policy(),
            today=TODAY,
            past=self.past or Past(ledger=self.made.past.ledger),
            thorough=thorough,
        )

    @property
    def cells(self) -> pl.DataFrame:
        """Every cell, also those that the release leaves out."""
        return self.prepared.measured.lattice.to_table()

    @property
    def statements(self) -> pl.DataFrame:
        """What it states."""
        return self.made.tables["statements"]

    def list_true(self) -> pl.DataFrame:
        """The true statements, as they were measured."""
        return make_statements(self.prepared.measured, report=lambda _key, _share: None)

    def protect_by_threshold(self) -> pl.DataFrame:
        """The statements of a release that withholds small groups and does nothing else."""
        return protect_by_threshold(self.list_true(), policy=load_policy())


@cache
def publish(*, leaders: int = LEADERS, seed: int = 7) -> Published:
    """The release of a world of so many leaders; nothing was told before."""
    tables = make_warehouse(leaders=leaders, seed=seed)
    asked = {"configuration": make_configuration(), "policy": load_policy()}
    past = begin_past(tables, today=TODAY)
    made = make_contents(tables, **asked, past=past, report=lambda _key, _share: None)
    return Published(made, tables, prepare_measures(tables, **asked, past=past))


def list_codes(audit: Audit) -> set[str]:
    """What is wrong, by code."""
    return {problem.code for problem in audit.problems}
