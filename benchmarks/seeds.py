"""Demo worlds of several seeds, built as a programme is built."""

import json
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.building import find_programme, write_example
from etl.build import build_programme
from etl.configure import Configuration, load_programme
from etl.demo import write_demo
from etl.release import read_release
from etl.shelf import Shelf

TODAY = date(2026, 1, 1)
SEEDS = 10


@dataclass(frozen=True)
class Seeded:
    """A built demo world: its configuration, the folder of releases, and the seconds that the build took."""

    configuration: Configuration
    built: Path
    seconds: float

    @property
    def shelf(self) -> Shelf:
        """Its releases."""
        return Shelf(self.built / self.configuration.programme.id)

    def read(self, table: str) -> Any:
        """A table of the release in service."""
        return read_release(self.shelf.show().path, table)

    def read_audit(self) -> dict[str, Any]:
        """What the release says of its own audit."""
        return dict(json.loads(self.read("release")["audit"][0]))


def build_seed(folder: Path, *, seed: int) -> Seeded:
    """Write and build the demo of a seed under `folder`."""
    write_example(folder, leaders=492)
    configuration = load_programme(find_programme(folder))
    write_demo(configuration.folder, seed=seed, leaders=492, report=lambda _key, _share: None)
    return build_again(configuration, built=folder / "built")


def build_again(configuration: Configuration, *, built: Path) -> Seeded:
    """Build what stands in raw/ into `built`, beside the releases that are there."""
    began = time.perf_counter()
    build_programme(configuration, built=built, report=lambda _key, _share: None, today=TODAY)
    return Seeded(configuration, built, time.perf_counter() - began)
