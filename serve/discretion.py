"""Makes every way by which this process writes to its log go through `ui.discretion`."""

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

from ui.discretion import GONE, redact

_ABOUT_LOGINS = (
    "streamlit.web.server.starlette.starlette_auth_routes",
    "streamlit.web.server.starlette.starlette_websocket",
    "streamlit.auth_util",
    "authlib",
    "httpx",
    "httpcore",
)
"""Loggers that repeat what a provider says about a person: of these only the wording of the code is kept."""
_log = logging.getLogger("kompas")


def keep_log_discreet() -> None:
    """Clean every record, warning and unexpected end from now on; done once, it stays."""
    make = logging.getLogRecordFactory()
    if isinstance(make, _DiscreetRecords):
        return
    logging.setLogRecordFactory(_DiscreetRecords(make))
    logging.captureWarnings(True)
    # A handler that fails would print the record as it was, with everything in it.
    logging.raiseExceptions = False
    sys.excepthook = _log_end
    sys.unraisablehook = lambda failed: _log_failure(failed.exc_type, failed.exc_value, failed.exc_traceback)
    threading.excepthook = lambda failed: _log_failure(
        failed.exc_type, failed.exc_value, failed.exc_traceback
    )


class _DiscreetRecords:
    """Makes records that hold text only, and that text clean."""

    def __init__(self, make: Any) -> None:
        self._make = make

    def __call__(self, *args: Any, **given: Any) -> logging.LogRecord:
        record: logging.LogRecord = self._make(*args, **given)
        quiet = _is_about_logins(record.name)
        record.msg = redact(_read_message(record, quiet=quiet))
        record.args = ()
        if record.exc_info:
            record.exc_text = redact(_write_failure(*record.exc_info, quiet=quiet))
            record.exc_info = None
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return record


def _read_message(record: logging.LogRecord, *, quiet: bool) -> str:
    try:
        if quiet and record.args:
            count = len(record.args) if isinstance(record.args, tuple) else 0
            return str(record.msg).replace("%d", "%s") % ((GONE,) * count)
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return str(record.msg)


def _write_failure(
    kind: type[BaseException] | None,
    error: BaseException | None,
    trace: TracebackType | None,
    *,
    quiet: bool,
) -> str:
    if quiet and kind is not None:
        return f"{''.join(traceback.format_tb(trace))}{kind.__qualname__}"
    return "".join(traceback.format_exception(kind, error, trace)).rstrip("\n")


def _is_about_logins(name: str) -> bool:
    return any(name == logger or name.startswith(f"{logger}.") for logger in _ABOUT_LOGINS)


def _log_end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _log_failure(kind, error, trace)


def _log_failure(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    _log.error("an unexpected end", exc_info=(kind, error or kind(), trace))
