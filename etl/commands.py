"""What each command does. The heavy parts are imported when they are needed: help is instant."""

# ruff: noqa: PLC0415 - the heavy parts are imported in the command that needs them
import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from etl.arguments import WITHOUT_PROGRAMME
from etl.progress import show_steps
from texts import Texts
from texts.terminal import WRONG_USE

if TYPE_CHECKING:
    from etl.configure import Configuration
    from etl.shelf import Shelf

DONE, REFUSED = 0, 1
DEFAULT_PROGRAMME = "schoolleiders-2021-2023"
_DATA = Path(__file__).resolve().parent.parent / "data"


class CommandError(Exception):
    """A command that ends with a sentence and an exit code."""

    def __init__(self, *sentences: str, code: int) -> None:
        super().__init__(*sentences)
        self.sentences = sentences
        self.code = code


def run_command(asked: argparse.Namespace, *, texts: Texts) -> int:
    """Does what was asked and returns the exit code: 0 done, 1 refused, 2 wrong use."""
    commands: dict[str, Callable[..., int]] = {
        "demo": run_demo,
        "check": run_check,
        "build": run_build,
        "release": run_release,
        "deliver": run_deliver,
    }
    try:
        return commands[asked.command](asked, texts=texts)
    except CommandError as error:
        return _end_with(error)
    except OSError as error:
        reason = error.strerror or str(error)
        sentence = texts("build.path_failed", file=error.filename or "", reason=reason)
        return _end_with(CommandError(sentence, code=REFUSED))


def _end_with(error: CommandError) -> int:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for sentence in error.sentences:
        console.print(sentence, markup=False)
    return error.code


def run_demo(asked: argparse.Namespace, *, texts: Texts) -> int:
    """Writes raw exports with example data; never over data that are not example data."""
    from etl.demo import DemoError, write_demo

    configuration = open_programme(asked.programme, texts=texts)
    try:
        with show_steps(texts) as steps:
            write_demo(configuration.folder, seed=asked.seed, leaders=asked.leaders, report=steps.report)
    except DemoError as error:
        raise CommandError(texts(error.key, **error.values), code=WRONG_USE) from error
    leaders = texts.number(asked.leaders)
    _say(texts("build.demo_written", leaders=leaders, folder=configuration.raw))
    return DONE


def run_check(asked: argparse.Namespace, *, texts: Texts) -> int:
    """Reads and checks the raw exports and shows every finding; builds nothing."""
    from etl.build import BuildError, check_programme
    from etl.findings_workbook import make_workbook
    from etl.printing import print_findings

    configuration = open_programme(asked.programme, texts=texts)
    try:
        with show_steps(texts) as steps:
            intake = check_programme(configuration, report=steps.report)
    except BuildError as error:
        raise CommandError(texts(error.key, **error.values), code=REFUSED) from error
    print_findings(intake.tables["findings"], texts=texts)
    if asked.workbook:
        Path(asked.workbook).write_bytes(make_workbook(intake.tables["findings"]))
        _say(texts("build.workbook_written", file=asked.workbook))
    _say(texts("build.check_refused" if intake.refused else "build.check_accepted"))
    return REFUSED if intake.refused else DONE


def run_build(asked: argparse.Namespace, *, texts: Texts) -> int:
    """Builds a programme and says what came of it."""
    from etl.build import BuildError, build_programme
    from etl.printing import print_findings

    configuration = open_programme(asked.programme, texts=texts)
    try:
        with show_steps(texts) as steps:
            result = build_programme(configuration, built=find_built(asked.built), report=steps.report)
    except BuildError as error:
        raise CommandError(texts(error.key, **error.values), code=REFUSED) from error
    if result.outcome == "refused":
        print_findings(result.findings, texts=texts)
        key = "build.refused_last_stays" if result.release_id else "build.refused"
        raise CommandError(texts(key, release=result.release_id), code=REFUSED)
    _say(texts.count("build.findings_count", result.findings.height))
    key = "build.done" if result.outcome == "built" else "build.unchanged"
    _say(texts(key, release=result.release_id, statements=texts.number(result.statements)))
    return DONE


def run_release(asked: argparse.Namespace, *, texts: Texts) -> int:
    """Lists, shows, compares or changes the releases of a programme."""
    from etl.printing import print_difference, print_release, print_releases
    from etl.shelf import Shelf, UnknownReleaseError

    programme = asked.programme or os.environ.get("KOMPAS_PROGRAMME", DEFAULT_PROGRAMME)
    shelf = Shelf(find_built(asked.built) / Path(programme).name)
    try:
        if asked.action == "list":
            print_releases(shelf.list_all(), texts=texts)
        elif asked.action == "use":
            shelf.use(asked.release_id)
            _say(texts("build.release_used", release=asked.release_id))
        elif asked.action == "diff":
            difference = shelf.compare(asked.first, asked.second)
            print_difference(difference, first=asked.first, second=asked.second, texts=texts)
        elif asked.action == "export":
            _export(shelf, asked, texts=texts)
        elif asked.action == "audit":
            return run_audit(shelf, asked, texts=texts)
        else:
            print_release(shelf.show(asked.release_id), texts=texts)
    except UnknownReleaseError as error:
        key = "build.unknown_release" if error.release_id else "build.no_releases"
        raise CommandError(texts(key, release=error.release_id), code=WRONG_USE) from error
    return DONE


def _export(shelf: "Shelf", asked: argparse.Namespace, *, texts: Texts) -> None:
    from etl.export import export_release

    found = shelf.show(asked.release_id)
    with show_steps(texts) as steps:
        written = export_release(found.path, Path(asked.out), report=steps.report)
    _say(texts("build.exported", release=found.release_id, n=texts.number(len(written)), folder=asked.out))


def run_deliver(asked: argparse.Namespace, *, texts: Texts) -> int:
    """Does what is asked of a delivery; the sentence of what went wrong is the catalogue's."""
    from etl.deliver import command
    from etl.deliver.originals.command import run_originals
    from etl.told_error import ToldError

    try:
        if asked.action in WITHOUT_PROGRAMME:
            return run_originals(asked, texts=texts)
        configuration = open_programme(asked.programme, texts=texts)
        built = find_built(asked.built)
        return command.run_deliver(asked, configuration=configuration, built=built, texts=texts)
    except ToldError as error:
        raise CommandError(texts(error.key, **error.values), code=REFUSED) from error


def run_audit(shelf: "Shelf", asked: argparse.Namespace, *, texts: Texts) -> int:
    """Audits a release and tells what it found: 0 passed, 1 failed."""
    from etl.audit.finished import AuditError, audit_release
    from etl.audit.printing import print_audit, print_json

    try:
        with show_steps(texts) as steps:
            audit = audit_release(shelf, asked.release_id, thorough=asked.thorough, report=steps.report)
    except AuditError as error:
        raise CommandError(texts(error.key, **error.values), code=REFUSED) from error
    if asked.json:
        print_json(audit)
    else:
        print_audit(audit, release=asked.release_id, texts=texts)
    return DONE if audit.passed else REFUSED


def open_programme(name: str, *, texts: Texts) -> "Configuration":
    """The configuration of the programme with this id, or in this folder.

    Raises:
        CommandError: when there is no such programme, or its configuration does not hold.
    """
    from etl.configure import ConfigurationError, load_programme

    folder = Path(name) if (Path(name) / "programme.toml").exists() else _DATA / "programmes" / name
    if not (folder / "programme.toml").exists():
        known = sorted(p.parent.name for p in (_DATA / "programmes").glob("*/programme.toml"))
        sentence = texts("build.unknown_programme", programme=name, known=", ".join(known))
        raise CommandError(sentence, code=WRONG_USE)
    try:
        return load_programme(folder)
    except ConfigurationError as error:
        head = texts("build.configuration_failed")
        raise CommandError(head, *error.messages, code=REFUSED) from error


def find_built(given: str | None) -> Path:
    """The folder for what is built: as given, else KOMPAS_BUILT, else data/built."""
    return Path(given or os.environ.get("KOMPAS_BUILT") or _DATA / "built")


def _say(sentence: str) -> None:
    Console(highlight=False, soft_wrap=True).print(sentence, markup=False)
