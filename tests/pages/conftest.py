"""Pages on a made-up release: full, or of a programme in which nobody takes part yet."""

from pathlib import Path

import pytest

from tests.builders.release import make_empty_tables
from tests.builders.screens import serve_release


@pytest.fixture(scope="session")
def full_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("full")


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch, full_built: Path) -> None:
    """The full made-up release is in service."""
    serve_release(monkeypatch, built=full_built, tables=None)


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A release without anybody in it is in service."""
    serve_release(monkeypatch, built=tmp_path, tables=make_empty_tables())
