"""What every test shares."""

import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

# How long an example takes says more about who else uses the machine than about the code.
settings.register_profile("kompas", deadline=None)
settings.load_profile("kompas")


@pytest.fixture(scope="session", autouse=True)
def live_sessions_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Live sessions of tests are kept with the tests, also by servers that they start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOMPAS_LIVE_URL", f"sqlite:///{tmp_path_factory.mktemp('live') / 'live.db'}")
        yield


@pytest.fixture(scope="session", autouse=True)
def components_scanned_once() -> Iterator[None]:
    """Each `AppTest.run` reads the description of every installed package, looking for components.

    That is a third of the time of a page's test, and the answer is the same for the same search path.
    """
    scan = manifest_scanner.scan_component_manifests

    @cache
    def scan_path(_path: tuple[str, ...]) -> Any:
        return scan()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: scan_path(tuple(sys.path)))
        yield
