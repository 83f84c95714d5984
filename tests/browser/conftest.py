"""A real server with the example programme, and a real Chromium."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.builders.built_demo import find_built_demo
from tests.builders.service import Service, serve

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str:
    """The browser that `make test` found, or one on the path. Without one the tests fail."""
    found = os.environ.get("KOMPAS_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise RuntimeError("no Chromium: run `make test`, which installs one")
    return found


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of our own with a release of the example programme."""
    given = os.environ.get("KOMPAS_BUILT")
    if given:
        return Path(given).resolve()
    return Path(shutil.copytree(find_built_demo(), tmp_path_factory.mktemp("demo") / "built"))


@pytest.fixture(scope="session")
def service(built: Path) -> Iterator[Service]:
    """One server for all tests that do not need a fresh one."""
    with serve(built) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser; each test opens its own context in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), headless=True, args=FLAGS)
        yield browser
        browser.close()
