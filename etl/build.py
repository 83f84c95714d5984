"""Builds a programme: raw exports in, one new release out, or nothing at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl

from etl.candidate import WAREHOUSE, make_candidate, publish_candidate
from etl.configure import Configuration
from etl.deliver.overlay import has_overlay, read_overlay
from etl.deliver.record import Deliveries, DeliveryError
from etl.intake import Intake, take_in
from etl.load import write_warehouse
from etl.premises import BuildError, find_secret, is_synthetic, say_what_failed
from etl.read.handed import HandedTable
from etl.shelf import Shelf

__all__ = ["BuildError", "BuildResult", "build_programme", "check_programme", "find_secret", "is_synthetic"]
Report = Callable[[str, float], None]


@dataclass(frozen=True)
class BuildResult:
    """How a build ended; `release_id` is the release in service after it (None when there is none)."""

    outcome: Literal["built", "unchanged", "refused"]
    release_id: str | None
    findings: pl.DataFrame
    statements: int


def build_programme(
    configuration: Configuration, *, built: Path, report: Report, today: date | None = None
) -> BuildResult:
    """Takes in the raw exports and what was delivered, and puts a new release in service; the same input
    makes no new one.

    Args:
        configuration: from `etl.configure.load_programme`.
        built: the folder under which each programme has its own.
        report: told the progress, 0 to 1, under a message key.
        today: decides which waves are open; the day of the build when None.

    Raises:
        BuildError: when there is nothing to read, no room, no right to write, no secret for real
            data, or another build at work. The last release stays in service, nothing is left half.
    """
    shelf = Shelf(built / configuration.programme.id)
    deliveries = Deliveries(shelf.folder)
    with say_what_failed(configuration, built=built, delivered=has_overlay(deliveries)):
        secret = find_secret(configuration)
        shelf.folder.mkdir(parents=True, exist_ok=True)
        with shelf.lock():
            shelf.remove_unfinished()
            handed = _read_delivered(configuration, deliveries=deliveries, secret=secret)
            intake = take_in(configuration, secret=secret, report=report, handed=handed)
            if intake.refused:
                return BuildResult("refused", shelf.find_current(), intake.tables["findings"], 0)
            write_warehouse(intake.tables, shelf.folder / WAREHOUSE)
            report("build.step_warehouse", 1.0)
            candidate = make_candidate(intake, shelf=shelf, report=report, today=today or date.today())
            release_id = publish_candidate(candidate, shelf=shelf)
            report("build.step_release", 1.0)
            outcome: Literal["built", "unchanged"] = "unchanged" if candidate.unchanged else "built"
            told = candidate.made.tables["statements"].height
            return BuildResult(outcome, release_id, intake.tables["findings"], told)


def _read_delivered(
    configuration: Configuration, *, deliveries: Deliveries, secret: bytes
) -> list[HandedTable]:
    try:
        return read_overlay(configuration, deliveries=deliveries, secret=secret)
    except DeliveryError as error:
        raise BuildError(error.key, **error.values) from error


def check_programme(configuration: Configuration, *, report: Report) -> Intake:
    """Takes in the raw exports and builds nothing: for their findings.

    Raises:
        BuildError: when there is nothing to read, or no secret for real data.
    """
    with say_what_failed(configuration, built=configuration.folder):
        return take_in(configuration, secret=find_secret(configuration), report=report)
