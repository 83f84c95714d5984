"""Reports of the made-up release, each made once."""

from functools import cache
from pathlib import Path

import pytest

from reports.content import Report
from tests.builders.release import write_release
from texts import texts_in
from texts.catalogue import Language
from ui.taking.command import make_report


@pytest.fixture(scope="session")
def release_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("built") / "proef")


class Reports:
    """Makes a report of the release for a role."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.find = cache(self._make)

    def _make(self, role: str, trajectory: str | None = None, language: Language = "nl") -> Report:
        return make_report(self.path, role=role, trajectory=trajectory, texts=texts_in(language))


@pytest.fixture(scope="session")
def made(release_path: Path) -> Reports:
    return Reports(release_path)
