"""A release that was made and not yet told: what it holds, and the step that puts it in service."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

from etl.audit.audit import Audit, audit_contents
from etl.audit.audit import Past as Audited
from etl.audit.kept import FILE as AUDITED
from etl.audit.kept import read_outcomes, write_outcomes
from etl.circulation import FILE as LEDGER
from etl.circulation import read_ledger, write_ledger
from etl.contents import Made, audit_statements, identify_contents, make_contents
from etl.disclosure.judged import FILE as JUDGED
from etl.disclosure.judged import PREPARED, read_judged, write_judged
from etl.disclosure.policy import Policy, load_policy
from etl.example import identify_example, is_example
from etl.intake import Intake
from etl.load import write_warehouse
from etl.premises import BuildError, is_synthetic
from etl.publishing import Past
from etl.release import hash_frame, read_release, write_release
from etl.shelf import Shelf, UnknownReleaseError
from schemas.release import FORMAT, Release
from schemas.table import empty_frame

Report = Callable[[str, float], None]
WAREHOUSE = "warehouse.duckdb"
# First what is told is remembered, then it is told: whoever is killed between forgets nothing.
_BEFORE = (WAREHOUSE, JUDGED, AUDITED, LEDGER)


@dataclass(frozen=True)
class Candidate:
    """A release as it would be. `about`: the row about itself. `unchanged`: the id of the release in
    service, if that holds the same.
    """

    made: Made
    about: pl.DataFrame
    audit: Audit
    intake: Intake
    unchanged: str | None

    @property
    def release_id(self) -> str:
        """Its name, or that of the release in service that holds the same."""
        return self.unchanged or str(self.about["release_id"][0])

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """Every table of `schemas.release.TABLES`."""
        return {**self.made.tables, "release": self.about}


def make_candidate(intake: Intake, *, shelf: Shelf, report: Report, today: date) -> Candidate:
    """The release of an intake, after what was told before.

    Raises:
        BuildError: if the audit finds anything wrong.
        CirculatingError: if what earlier releases told already singles out a group.
        UnsolvedError: if it could not be proved that nobody is told apart.
    """
    policy = load_policy()
    past = _read_past(intake, shelf=shelf, today=today)
    made = make_contents(
        intake.tables, configuration=intake.configuration, policy=policy, past=past, report=report
    )
    audit = _audit(made, intake=intake, policy=policy, kept=shelf.folder / AUDITED, report=report)
    about = _describe_release(made.tables, intake=intake, policy=policy, audit=audit)
    current = shelf.find_current()
    same = current is not None and _identify(shelf, release_id=current) == _identity_in(about)
    return Candidate(made, about, audit, intake, unchanged=current if same else None)


def write_candidate(candidate: Candidate, *, folder: Path) -> None:
    """Writes all that comes with a release to `folder`, where nobody looks for releases."""
    write_warehouse(candidate.intake.tables, folder / WAREHOUSE)
    write_judged(candidate.made.past.judged, folder / JUDGED)
    write_outcomes(candidate.audit.outcomes, folder / AUDITED)
    if candidate.unchanged is None:
        write_ledger(candidate.made.past.ledger, folder / LEDGER)
        write_release(candidate.tables, Shelf(folder).path_of(candidate.release_id))
        candidate.made.log.write_csv(folder / f"choices-{candidate.release_id}.csv")


def serve_candidate(folder: Path, *, release_id: str, shelf: Shelf) -> None:
    """Puts what `write_candidate` wrote in service. Done twice it goes on where it stopped."""
    names = (*_BEFORE, f"choices-{release_id}.csv", Shelf(folder).path_of(release_id).name)
    for name in names:
        if (folder / name).exists():
            os.replace(folder / name, shelf.folder / name)
    shelf.use(release_id)


def publish_candidate(candidate: Candidate, *, shelf: Shelf) -> str:
    """Puts a candidate in service at once, and returns the id of the release in service then."""
    write_judged(candidate.made.past.judged, shelf.folder / JUDGED)
    write_outcomes(candidate.audit.outcomes, shelf.folder / AUDITED)
    if candidate.unchanged is None:
        write_ledger(candidate.made.past.ledger, shelf.folder / LEDGER)
        write_release(candidate.tables, shelf.path_of(candidate.release_id))
        candidate.made.log.write_csv(shelf.folder / f"choices-{candidate.release_id}.csv")
        shelf.use(candidate.release_id)
    return candidate.release_id


def _audit(made: Made, *, intake: Intake, policy: Policy, kept: Path, report: Report) -> Audit:
    """The audit of what was made.

    Raises:
        BuildError: if it finds anything wrong.
    """
    audit = audit_contents(
        made.tables,
        intake.tables,
        programme=intake.configuration.programme,
        policy=policy,
        today=made.past.today,
        past=Audited(ledger=made.past.ledger, outcomes=read_outcomes(kept)),
        report=report,
    )
    if not audit.passed:
        problems = audit.problems
        raise BuildError("build.audit_refused", n=len(problems), first=problems[0].place)
    return audit


def _read_past(intake: Intake, *, shelf: Shelf, today: date) -> Past:
    raw = intake.configuration.raw
    world, prepared = "real", {}
    if is_example(raw):
        world, prepared = identify_example(raw), read_judged(intake.configuration.folder / PREPARED)
    leaders = intake.tables["leaders"]["leader_id"].sort()
    return Past(
        ledger=read_ledger(shelf.folder / LEDGER, world=world, leaders=leaders),
        judged={**prepared, **read_judged(shelf.folder / JUDGED)},
        today=today,
    )


def _describe_release(
    contents: dict[str, pl.DataFrame], *, intake: Intake, policy: Policy, audit: Audit
) -> pl.DataFrame:
    configuration = intake.configuration
    programme = configuration.programme.model_dump_json(exclude={"sources"})
    rules = policy.model_dump_json()
    identity = identify_contents(contents, also=(programme, rules))
    made_at = datetime.now().replace(microsecond=0)
    row = {
        "release_id": f"{made_at:%Y%m%d-%H%M}-{identity[:6]}",
        "format": FORMAT,
        "programme_id": configuration.programme.id,
        "made_at": made_at,
        "synthetic": is_synthetic(configuration),
        "input_sha256": intake.input_sha256,
        "statements_sha256": hash_frame(contents["statements"]),
        "policy_version": policy.version,
        "policy": rules,
        "audit": audit_statements(contents, content_sha256=identity, audit=audit),
        "programme": programme,
    }
    return pl.DataFrame([row], schema=empty_frame(Release).schema)


def _identity_in(about: pl.DataFrame) -> str:
    return str(json.loads(about["audit"][0])["content_sha256"])


def _identify(shelf: Shelf, *, release_id: str) -> str | None:
    """The identity of a release's contents, or None when its file is gone."""
    try:
        return _identity_in(read_release(shelf.show(release_id).path, "release"))
    except UnknownReleaseError:
        return None
