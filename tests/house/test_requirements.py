"""The pins: exact, complete, and what is installed."""

import re
from functools import cache
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.source import ROOT

EXACT = re.compile(r'[A-Za-z0-9_.-]+(\[[a-z,]+\])?==[0-9][0-9a-z.]*(; sys_platform != "win32")?')
FILES = ("requirements.txt", "requirements-dev.txt")


def lines_of(name: str) -> list[str]:
    """The requirements in a file, without comments and blank lines."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line for line in (re.sub(r"\s*#.*", "", raw) for raw in text.splitlines()) if line]


@cache
def pinned(name: str) -> dict[str, str]:
    """Version by distribution in a file."""
    pins = [Requirement(line) for line in lines_of(name) if not line.startswith("-r")]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pins}


def needs_of(name: str) -> set[str]:
    """What an installed distribution cannot do without on this machine."""
    needs = [Requirement(text) for text in metadata.requires(name) or []]
    return {canonicalize_name(n.name) for n in needs if n.marker is None or n.marker.evaluate({"extra": ""})}


@pytest.mark.parametrize("name", FILES)
def test_requirements_when_read_then_every_pin_is_exact(name: str) -> None:
    assert [
        line for line in lines_of(name) if not EXACT.fullmatch(line) and line != "-r requirements.txt"
    ] == []


@pytest.mark.parametrize("loose", ["polars>=2", "polars", "polars==2.*", "git+https://host/polars"])
def test_requirements_when_a_pin_is_loose_then_it_is_caught(loose: str) -> None:
    assert not EXACT.fullmatch(loose)


@pytest.mark.parametrize("name", FILES)
def test_requirements_when_installed_then_the_versions_are_the_pinned_ones(name: str) -> None:
    installed = {pin: metadata.version(pin) for pin in pinned(name)}

    assert installed == pinned(name)


@pytest.mark.parametrize("name", FILES)
def test_requirements_when_a_package_needs_another_then_that_is_pinned_too(name: str) -> None:
    known = pinned("requirements.txt") | pinned(name)
    missing = {need for pin in pinned(name) for need in needs_of(pin) if need not in known}

    assert missing == set()


def test_duckdb_when_pinned_then_it_is_the_line_with_extensions_on_pypi() -> None:
    assert pinned("requirements.txt")["duckdb"] == "1.5.5"
