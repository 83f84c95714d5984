"""Demo exports, written once for all tests that only read them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders.demo import write_quietly


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The raw folder of the default demo."""
    return write_quietly(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def marker(raw: Path) -> dict[str, Any]:
    """What the demo says about itself."""
    return dict(json.loads((raw / "demo.json").read_text(encoding="utf-8")))
