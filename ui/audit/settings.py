"""Where the audit log is kept, and for how long."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ui.release import locate_built

FOLDER_VARIABLE = "KOMPAS_LOG_DIR"
DAYS_VARIABLE = "KOMPAS_LOG_DAYS"
KEPT_DAYS = 180
_LONGEST_DAYS = 3650


class BadRetentionError(ValueError):
    """`KOMPAS_LOG_DAYS` is no whole number of days from 1 to 3650."""


@dataclass(frozen=True)
class AuditSettings:
    """The folder of the log and the number of days that a file stays in it."""

    folder: Path
    days: int = KEPT_DAYS


def read_settings(environment: Mapping[str, str] = os.environ) -> AuditSettings:
    """The settings in the environment; the folder is beside the releases unless told otherwise.

    Raises:
        BadRetentionError: if the number of days is none.
    """
    folder = environment.get(FOLDER_VARIABLE)
    given = environment.get(DAYS_VARIABLE) or str(KEPT_DAYS)
    if not (given.isascii() and given.isdigit() and 1 <= int(given) <= _LONGEST_DAYS):
        raise BadRetentionError(given)
    return AuditSettings(folder=Path(folder) if folder else locate_built() / "raadplegingen", days=int(given))
