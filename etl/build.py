"""Builds a programme: raw exports in, one new release out, or nothing at all."""

import errno
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import polars as pl

from etl.audit.audit import Audit, audit_contents
from etl.audit.audit import Past as Audited
from etl.audit.kept import FILE as AUDITED
from etl.audit.kept import read_outcomes, write_outcomes
from etl.circulation import FILE as LEDGER
from etl.circulation import read_ledger, write_ledger
from etl.configure import Configuration
from etl.contents import Made, audit_statements, identify_contents, make_contents
from etl.disclosure.judge import CirculatingError
from etl.disclosure.judged import FILE as JUDGED
from etl.disclosure.judged import read_judged, write_judged
from etl.disclosure.linear_model import UnsolvedError
from etl.disclosure.policy import Policy, load_policy
from etl.example import MARKER, BrokenMarkerError, find_strangers, identify_example, is_example
from etl.intake import Intake, take_in
from etl.load import write_warehouse
from etl.publishing import Past
from etl.release import hash_frame, read_release, write_release
from etl.shelf import BusyError, Shelf, UnknownReleaseError
from etl.told_error import ToldError
from schemas.release import FORMAT, Release
from schemas.table import empty_frame

Report = Callable[[str, float], None]
SECRET_VARIABLE = "KOMPAS_SECRET"  # noqa: S105
WAREHOUSE = "warehouse.duckdb"
_DEMO_SECRET = b"kompas: example data, no real persons"


class BuildError(ToldError):
    """A build that could not take place."""


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
    """Takes in the raw exports and puts a new release in service; the same input makes no new one.

    Args:
        configuration: from `etl.configure.load_programme`.
        built: the folder under which each programme has its own.
        report: told the progress, 0 to 1, under a message key.
        today: decides which waves are open; the day of the build when None.

    Raises:
        BuildError: when there is nothing to read, no room, no right to write, no secret for real
            data, or another build at work. The last release stays in service, nothing is left half.
    """
    with _say_what_failed(configuration, built=built):
        secret = find_secret(configuration)
        shelf = Shelf(built / configuration.programme.id)
        shelf.folder.mkdir(parents=True, exist_ok=True)
        with shelf.lock():
            shelf.remove_unfinished()
            intake = take_in(configuration, secret=secret, report=report)
            if intake.refused:
                return BuildResult("refused", shelf.find_current(), intake.tables["findings"], 0)
            write_warehouse(intake.tables, shelf.folder / WAREHOUSE)
            report("build.step_warehouse", 1.0)
            return _publish(intake, shelf=shelf, report=report, today=today or date.today())


def check_programme(configuration: Configuration, *, report: Report) -> Intake:
    """Takes in the raw exports and builds nothing: for their findings.

    Raises:
        BuildError: when there is nothing to read, or no secret for real data.
    """
    with _say_what_failed(configuration, built=configuration.folder):
        return take_in(configuration, secret=find_secret(configuration), report=report)


def find_secret(configuration: Configuration, *, environment: Mapping[str, str] = os.environ) -> bytes:
    """The key of the pseudonyms; made-up data have a fixed one, real data need their own.

    Raises:
        BuildError: for real data without KOMPAS_SECRET.
    """
    given = environment.get(SECRET_VARIABLE, "")
    if given:
        return given.encode()
    if is_synthetic(configuration):
        return _DEMO_SECRET
    raise BuildError("build.no_secret", variable=SECRET_VARIABLE)


def is_synthetic(configuration: Configuration) -> bool:
    """Whether the raw exports are made up: `raw/demo.json` says so."""
    return is_example(configuration.raw)


def require_raw(configuration: Configuration) -> None:
    """Checks that there is anything to read.

    Raises:
        BuildError: when the folder raw/ is missing or empty.
    """
    raw = configuration.raw
    if not raw.is_dir() or not any(raw.iterdir()):
        raise BuildError("build.no_raw", folder=raw)


def require_one_kind(configuration: Configuration) -> None:
    """Checks that no real export stands among example data.

    Raises:
        BuildError: when one does.
    """
    strangers = find_strangers(configuration.raw)
    if strangers:
        raise BuildError("build.demo_mixed", folder=configuration.raw, file=strangers[0])


def _publish(intake: Intake, *, shelf: Shelf, report: Report, today: date) -> BuildResult:
    policy = load_policy()
    past = _read_past(intake, shelf=shelf, today=today)
    made = make_contents(
        intake.tables, configuration=intake.configuration, policy=policy, past=past, report=report
    )
    audit = _audit(made, intake=intake, policy=policy, kept=shelf.folder / AUDITED, report=report)
    about = _describe_release(made.tables, intake=intake, policy=policy, audit=audit)
    release_id = str(about["release_id"][0])
    current = shelf.find_current()
    unchanged = current is not None and _identify(shelf, release_id=current) == _identity_in(about)
    write_judged(made.past.judged, shelf.folder / JUDGED)
    if not unchanged:
        # First what is told is remembered, then it is told: a build that is killed between forgets nothing.
        write_ledger(made.past.ledger, shelf.folder / LEDGER)
        write_release({**made.tables, "release": about}, shelf.path_of(release_id))
        made.log.write_csv(shelf.folder / f"choices-{release_id}.csv")
        shelf.use(release_id)
        current = release_id
    report("build.step_release", 1.0)
    outcome: Literal["built", "unchanged"] = "unchanged" if unchanged else "built"
    return BuildResult(outcome, current, intake.tables["findings"], made.tables["statements"].height)


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
    write_outcomes(audit.outcomes, kept)
    return audit


def _read_past(intake: Intake, *, shelf: Shelf, today: date) -> Past:
    raw = intake.configuration.raw
    world = identify_example(raw) if is_example(raw) else "real"
    leaders = intake.tables["leaders"]["leader_id"].sort()
    return Past(
        ledger=read_ledger(shelf.folder / LEDGER, world=world, leaders=leaders),
        judged=read_judged(shelf.folder / JUDGED),
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


@contextmanager
def _say_what_failed(configuration: Configuration, *, built: Path) -> Iterator[None]:
    """Turns what the system refuses into a sentence for the reader."""
    try:
        require_raw(configuration)
        require_one_kind(configuration)
        yield
    except BrokenMarkerError:
        raise BuildError("build.demo_broken", file=configuration.raw / MARKER) from None
    except BusyError:
        raise BuildError("build.busy", programme=configuration.programme.id) from None
    except CirculatingError as error:
        raise BuildError("build.circulating", indicator=error) from error
    except UnsolvedError as error:
        raise BuildError("build.not_proved", reason=error) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise BuildError("build.disk_full", folder=built) from error
        file = error.filename or built
        key = "build.not_allowed" if isinstance(error, PermissionError) else "build.file_failed"
        raise BuildError(key, file=file, reason=error.strerror or error) from error
