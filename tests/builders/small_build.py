"""Builds the small programme in a process of its own, that can be killed."""

import multiprocessing
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from etl.build import BuildResult, build_programme
from etl.configure import load_programme


def build_small(programme: Path, built: Path) -> BuildResult:
    """Builds without showing progress."""
    return build_programme(load_programme(programme), built=built, report=lambda _key, _share: None)


def prepare_processes() -> ForkServerContext:
    """Processes that have everything imported, so that they start at once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.builders.small_build"])
    return context


def start_build(context: ForkServerContext, programme: Path, built: Path) -> ForkServerProcess:
    """A build at work in its own process."""
    process = context.Process(target=build_small, args=(programme, built), daemon=True)
    process.start()
    return process
