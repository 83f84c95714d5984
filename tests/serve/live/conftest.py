"""The routes of live sessions on a real port, with a small release, and one phone."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.builders.live_server import SOON_S, LiveServer, serve_live
from tests.builders.release import write_release
from ui.release import read_pointer


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("live-release")
    write_release(folder / "proef")
    return folder


@pytest.fixture
def release_id(monkeypatch: pytest.MonkeyPatch, built: Path) -> str:
    monkeypatch.setenv("KOMPAS_BUILT", str(built))
    monkeypatch.setenv("KOMPAS_PROGRAMME", "proef")
    return read_pointer(built / "proef").release_id


@pytest.fixture
def server(release_id: str) -> Iterator[LiveServer]:
    with serve_live() as running:
        yield running


@pytest.fixture
def phone(server: LiveServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address, timeout=SOON_S) as client:
        yield client
