"""A release in service, and the folder of its deliveries."""

from pathlib import Path

import pytest

from tests.builders.screens import serve_release


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the programme in service."""
    serve_release(monkeypatch, built=tmp_path / "built", tables=None)
    monkeypatch.setenv("KOMPAS_LOG_DIR", str(tmp_path / "log"))
    return tmp_path / "built" / "proef"
