"""What every test shares."""

import hashlib
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

from etl import publishing
from etl.disclosure.offers import Offers
from etl.disclosure.policy import Policy
from etl.groups import Group
from etl.lattice import Lattice
from etl.respondents import Respondents

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


@pytest.fixture(scope="session", autouse=True)
def cells_chosen_once() -> Iterator[None]:
    """Which cells a world offers follows from who answered, and from nobody's answers.

    To choose them takes seconds; many tests change answers in a world of the same people.
    """
    choose, kept = publishing.make_offers, dict[str, Offers]()

    def recall(
        respondents: Respondents, *, lattice: Lattice, policy: Policy, is_open: Callable[[Group], bool]
    ) -> Offers:
        frames = (respondents.people, respondents.totals, lattice.cells, lattice.leaders, lattice.pooled)
        rows = [frame.rows() for frame in frames]
        is_closed = [not is_open(group) for group in respondents.groups]
        asked = repr((respondents.groups, rows, policy, is_closed))
        name = hashlib.sha256(asked.encode()).hexdigest()
        if name not in kept:
            kept[name] = choose(respondents, lattice=lattice, policy=policy, is_open=is_open)
        return kept[name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "make_offers", recall)
        yield
