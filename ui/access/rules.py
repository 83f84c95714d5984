"""Reads access.toml, again whenever the file changed: a role that is taken away ends at the next run."""

import logging
import os
import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from schemas.access import AccessList, Rule
from texts import texts_in
from texts.configuration_faults import describe_error, describe_syntax, say

_log = logging.getLogger("kompas")
DEFAULT_ACCESS = ".streamlit/access.toml"


class AccessFaultError(Exception):
    """Rules that do not hold. Each message is a Dutch sentence with file and key."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("\n".join(messages))
        self.messages = messages


def locate_access() -> Path:
    """The file with the rules, from `KOMPAS_ACCESS`."""
    return Path(os.environ.get("KOMPAS_ACCESS") or DEFAULT_ACCESS)


def current_access() -> AccessList:
    """The rules as they are now. Costs one look at the file's date, unless it changed.

    Raises:
        AccessFaultError: if there is no such file, or it does not hold.
    """
    path = locate_access()
    try:
        state = path.stat()
    except OSError:
        raise AccessFaultError((say("missing", file=path.name, folder=path.parent.as_posix()),)) from None
    outcome = _load(path, state.st_mtime_ns, state.st_size, state.st_ino)
    if isinstance(outcome, AccessFaultError):
        raise AccessFaultError(outcome.messages)
    return outcome


def read_access(path: Path) -> AccessList:
    """The rules in `path`.

    Raises:
        AccessFaultError: with a sentence for each fault.
    """
    name = path.name
    try:
        access = AccessList.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        raise AccessFaultError((say("encoding", file=name),)) from None
    except tomllib.TOMLDecodeError as fault:
        raise AccessFaultError((describe_syntax(str(fault), file=name),)) from None
    except OSError:
        raise AccessFaultError((say("unreadable", file=name),)) from None
    except ValidationError as fault:
        raise AccessFaultError(tuple(describe_error(e, file=name) for e in fault.errors())) from None
    if faults := _list_faults(access, file=name):
        raise AccessFaultError(faults)
    return access


@lru_cache(maxsize=4)
def _load(path: Path, _changed: int, _size: int, _inode: int) -> AccessList | AccessFaultError:
    """The rules or what is wrong with them: a faulty file is not read again at each run either."""
    try:
        return read_access(path)
    except AccessFaultError as fault:
        # What is wrong can quote an address: the start tells it on the screen, a log must not.
        _log.error("%s does not hold: nobody is let in until it is mended", path.name)
        return fault


def _list_faults(access: AccessList, *, file: str) -> tuple[str, ...]:
    """What no single key can tell: whom a rule is for, and trajectories where they belong."""
    texts = texts_in("nl")
    return tuple(
        texts(f"access.fault_{fault}", file=file, key=f"rules[{place}]")
        for place, rule in enumerate(access.rules, start=1)
        for fault in _faults_of(rule)
    )


def _faults_of(rule: Rule) -> list[str]:
    by_address = rule.address is not None and rule.claim is None and rule.value is None
    by_claim = rule.address is None and rule.claim is not None and rule.value is not None
    faults = [] if by_address or by_claim else ["whom"]
    if rule.role == "organiser" and not rule.trajectories:
        faults.append("no_trajectories")
    if rule.role != "organiser" and rule.trajectories:
        faults.append("trajectories")
    return faults
