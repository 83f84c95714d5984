"""Every way to the log of a process of its own, with the cleaning and (as a control) without."""

import subprocess
import sys
from functools import cache

import pytest

from tests.house.source import ROOT

SECRETS = ("jan.peeters@school.example", "81.82.83.84", "geheime-code", "Peeters")
PROGRAM = """
import gc, logging, sys, threading, warnings
import streamlit
from streamlit.logger import get_logger
from ui.discretion import conceal_name
if {discreet}:
    from serve.discretion import keep_log_discreet
    keep_log_discreet()
    keep_log_discreet()
WORDS = "Jan Peeters jan.peeters@school.example 81.82.83.84 /x?code=geheime-code"
conceal_name("Jan Peeters")
logging.basicConfig(level=0, force=True)
for name, way in {ways}.items():
    print(f"=== {name}", file=sys.stderr, flush=True)
    try:
        exec(way)
    finally:
        sys.stderr.flush()
"""
WAYS = {
    "a message": "logging.getLogger('any').warning(WORDS)",
    "an argument": "logging.getLogger('uvicorn.error').warning('who: %s', WORDS)",
    "an object": "logging.getLogger('any').warning('who: %r', {'words': WORDS})",
    "a logger of streamlit": "get_logger('streamlit.x').warning('who: %s', WORDS)",
    "an exception": "try: raise ValueError(WORDS)\nexcept ValueError: logging.getLogger('a').exception('x')",
    "a chain": (
        "try:\n try: raise KeyError(WORDS)\n except KeyError as e: raise ValueError('y') from e\n"
        "except ValueError: get_logger('streamlit.y').error('x', exc_info=True)"
    ),
    "a warning": "warnings.warn(WORDS)",
    "a thread": "t = threading.Thread(target=lambda: int(WORDS)); t.start(); t.join()",
    "a finaliser": "class A:\n def __del__(self): raise ValueError(WORDS)\nA(); gc.collect()",
    "a wrong message": "logging.getLogger('a').warning('%d and %d', WORDS)",
    "a failing login": (
        "get_logger('streamlit.web.server.starlette.starlette_auth_routes')"
        ".error('Error during authentication: %s', WORDS)"
    ),
    "the end": "raise SystemError(WORDS)",
}


@cache
def run_all(*, discreet: bool) -> dict[str, str]:
    """What a process writes, by what happens in it."""
    program = PROGRAM.replace("{discreet}", str(discreet)).replace("{ways}", repr(WAYS))
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    parts = done.stderr.split("=== ")[1:]
    return {name: written for name, _, written in (part.partition("\n") for part in parts)}


@pytest.mark.parametrize("way", WAYS)
def test_log_when_it_is_kept_discreet_then_nobody_is_in_it(way: str) -> None:
    written = run_all(discreet=True)[way]

    assert written.strip()
    assert [secret for secret in SECRETS if secret in written] == []


@pytest.mark.parametrize("way", WAYS)
def test_log_when_it_is_not_then_the_scan_finds_somebody(way: str) -> None:
    assert [secret for secret in SECRETS if secret in run_all(discreet=False)[way]]


def test_log_when_a_login_fails_then_only_our_own_wording_is_kept() -> None:
    written = run_all(discreet=True)["a failing login"]

    assert "Error during authentication: …" in written
    assert "Jan" not in written
