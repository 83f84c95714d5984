"""Writes reports from the command line: one group, or every trajectory in one go."""

import argparse
import os
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from reports.content import Report
from texts import Texts
from texts.terminal import WRONG_USE
from ui.address import Selection
from ui.page import Page
from ui.release import DEFAULT_BUILT, NoReleaseError, read_pointer
from ui.store import Store, UnreadableError
from ui.taking.files import KINDS, write_dictionary
from ui.taking.gather import gather_report
from ui.viewer import Viewer

DONE, REFUSED = 0, 1


class RefusedError(Exception):
    """What was asked cannot be done: a sentence for the reader and an exit code."""

    def __init__(self, sentence: str, *, code: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


def write_files(asked: argparse.Namespace, *, texts: Texts) -> int:
    """Writes what was asked and returns the exit code: 0 done, 1 refused, 2 wrong use."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        written = _write(asked, texts=texts)
    except RefusedError as error:
        console.print(error.sentence, markup=False)
        return error.code
    except OSError as error:
        reason = error.strerror or str(error)
        failed = texts("build.path_failed", file=error.filename or "", reason=reason)
        console.print(failed, markup=False)
        return REFUSED
    for path in written:
        console.print(texts("reports.written", file=path), markup=False)
    return DONE


def _write(asked: argparse.Namespace, *, texts: Texts) -> list[Path]:
    path = _find_release(asked, texts=texts)
    known = _list_trajectories(path, texts=texts)
    if asked.trajectory and asked.trajectory not in known:
        told = texts("reports.no_trajectory", trajectory=asked.trajectory, known=", ".join(known))
        raise RefusedError(told, code=WRONG_USE)
    if not asked.all:
        report = make_report(path, role=asked.role, trajectory=asked.trajectory, texts=texts)
        return _write_one(report, Path(asked.out), ending=asked.format, texts=texts)
    return _write_all(asked, path, known, texts=texts)


def _find_release(asked: argparse.Namespace, *, texts: Texts) -> Path:
    built = asked.built or os.environ.get("KOMPAS_BUILT") or DEFAULT_BUILT
    folder = Path(built) / asked.programme
    try:
        return read_pointer(folder).path
    except NoReleaseError:
        raise RefusedError(texts("reports.no_release", folder=folder), code=REFUSED) from None


def _list_trajectories(path: Path, *, texts: Texts) -> list[str]:
    try:
        programme = Store(path=path, viewer=Viewer(role="reflection")).info.programme
    except (UnreadableError, ValueError, KeyError):
        raise RefusedError(texts("reports.unreadable", file=path), code=REFUSED) from None
    return [trajectory.id for trajectory in programme.trajectories]


def make_report(path: Path, *, role: str, trajectory: str | None, texts: Texts) -> Report:
    """The report of one trajectory, or of the whole programme, as a viewer of this role sees it."""
    own = (trajectory,) if trajectory and role == "organiser" else ()
    store = Store(path=path, viewer=Viewer(role=role, trajectories=own))  # type: ignore[arg-type]
    selection = Selection(trajectory=trajectory)
    if not store.has_cell(selection.cell_id):
        raise RefusedError(texts("reports.nobody", trajectory=trajectory), code=REFUSED)
    cell = store.cell(selection.cell_id)
    page = Page(name="overview", store=store, texts=texts, cell=cell, selection=selection, dark=False)
    return gather_report(page)


def _write_one(report: Report, out: Path, *, ending: str, texts: Texts) -> list[Path]:
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(KINDS[ending].write(report, texts))
    if ending != "csv":
        return [out]
    beside = out.with_name(f"{out.stem}-{texts('reports.file_columns')}.csv")
    beside.write_bytes(write_dictionary(report, texts=texts))
    return [out, beside]


def _write_all(asked: argparse.Namespace, path: Path, known: list[str], *, texts: Texts) -> list[Path]:
    """A file a trajectory below the folder `--out`; those without anybody in them are told and left out."""
    console, written = Console(stderr=True, highlight=False, soft_wrap=True), []
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task(texts("reports.making"), total=len(known))
        for trajectory in known:
            out = Path(asked.out) / f"{asked.programme}-{trajectory}.{asked.format}"
            try:
                report = make_report(path, role=asked.role, trajectory=trajectory, texts=texts)
                written += _write_one(report, out, ending=asked.format, texts=texts)
            except RefusedError as error:
                console.print(error.sentence, markup=False)
            progress.advance(task)
    return written
