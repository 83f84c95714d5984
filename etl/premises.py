"""What a build stands on: something to read, of one kind, and a key; and how it says what failed."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from etl.configure import Configuration
from etl.disclosure.judge import CirculatingError
from etl.disclosure.linear_model import UnsolvedError
from etl.example import MARKER, BrokenMarkerError, find_strangers, is_example
from etl.shelf import BusyError
from etl.told_error import ToldError

SECRET_VARIABLE = "KOMPAS_SECRET"  # noqa: S105
_DEMO_SECRET = b"kompas: example data, no real persons"


class BuildError(ToldError):
    """A build that could not take place."""


def find_secret(configuration: Configuration, *, environment: Mapping[str, str] = os.environ) -> bytes:
    """The key of the pseudonyms; made-up data have a fixed one, real data need their own.

    Raises:
        BuildError: for real data without KOMPAS_SECRET.
    """
    given = environment.get(SECRET_VARIABLE, "")
    if given:
        return given.encode()
    if is_synthetic(configuration):
        return _DEMO_SECRET
    raise BuildError("build.no_secret", variable=SECRET_VARIABLE)


def is_synthetic(configuration: Configuration) -> bool:
    """Whether the raw exports are made up: `raw/demo.json` says so."""
    return is_example(configuration.raw)


def require_raw(configuration: Configuration) -> None:
    """Checks that there is anything to read.

    Raises:
        BuildError: when the folder raw/ is missing or empty.
    """
    raw = configuration.raw
    if not raw.is_dir() or not any(raw.iterdir()):
        raise BuildError("build.no_raw", folder=raw)


def require_one_kind(configuration: Configuration) -> None:
    """Checks that no real export stands among example data.

    Raises:
        BuildError: when one does.
    """
    strangers = find_strangers(configuration.raw)
    if strangers:
        raise BuildError("build.demo_mixed", folder=configuration.raw, file=strangers[0])


@contextmanager
def say_what_failed(configuration: Configuration, *, built: Path, delivered: bool = False) -> Iterator[None]:
    """Turns what the system refuses into a sentence for the reader. What was `delivered` needs no raw/.

    Raises:
        BuildError: with that sentence.
    """
    try:
        if not delivered:
            require_raw(configuration)
        require_one_kind(configuration)
        yield
    except BrokenMarkerError:
        raise BuildError("build.demo_broken", file=configuration.raw / MARKER) from None
    except BusyError:
        raise BuildError("build.busy", programme=configuration.programme.id) from None
    except CirculatingError as error:
        raise BuildError("build.circulating", indicator=error) from error
    except UnsolvedError as error:
        raise BuildError("build.not_proved", reason=error) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise BuildError("build.disk_full", folder=built) from error
        file = error.filename or built
        key = "build.not_allowed" if isinstance(error, PermissionError) else "build.file_failed"
        raise BuildError(key, file=file, reason=error.strerror or error) from error
