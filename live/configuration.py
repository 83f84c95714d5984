"""Settings of live sessions: an address from the environment, bounds from `live.toml`."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from live.limits import Limits
from live.store import LiveStore, open_live

DEFAULT_LIMITS = ".streamlit/live.toml"


def open_configured(environment: Mapping[str, str] = os.environ) -> LiveStore:
    """The store of this installation: `KOMPAS_LIVE_URL`, with the bounds of the file `KOMPAS_LIVE`.

    Raises:
        ValueError: for a bound that is unknown or impossible, or an address of another database.
    """
    limits = read_limits(Path(environment.get("KOMPAS_LIVE") or DEFAULT_LIMITS))
    return open_live(environment.get("KOMPAS_LIVE_URL") or None, limits=limits)


def read_limits(path: Path) -> Limits:
    """The bounds in a TOML file, the others as they are by default; no file means all of these.

    Raises:
        ValueError: for a key that is no bound, or a value that is no whole number from 1.
    """
    if not path.exists():
        return Limits()
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = table.keys() - {field.name for field in fields(Limits)}
    if unknown:
        raise ValueError(f"{path.name}: no such setting: {', '.join(sorted(unknown))}")
    wrong = [key for key, value in table.items() if type(value) is not int or value < 1]
    if wrong:
        raise ValueError(f"{path.name}: not a whole number from 1: {', '.join(sorted(wrong))}")
    return Limits(**table)
