"""Reads dates in the style of the file: given, or found out from the whole column."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y", "%Y/%m/%d", "%d %m %Y")
# Only believed when a whole column fits them and nothing earlier: 3/4 is the third of April here.
_AMERICAN_DAYS = ("%m/%d/%Y", "%m/%d/%y")
_TIMES = ("", " %H:%M:%S", " %H:%M", "T%H:%M:%S", " %H:%M:%S.%f", "T%H:%M:%S.%f", " %I:%M:%S %p", " %I:%M %p")
_FORMATS = tuple(day + time for day in _DAYS for time in _TIMES)
_AMERICAN = tuple(day + time for day in _AMERICAN_DAYS for time in _TIMES)
_MONTHS = ("jan", "feb", "m(?:aa)?rt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH_NAMES = tuple(
    (re.compile(rf"\s*\b{name}[a-z]*\.?\s*", re.IGNORECASE), f" {number} ")
    for number, name in enumerate(_MONTHS, 1)
)
_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")
_SERIAL = re.compile(r"^([3-6]\d{4})(?:\.\d+)?$")
_SERIAL_START = datetime(1899, 12, 30)
_SAMPLE = 300


def read_dates(texts: Iterable[str], *, date_format: str | None) -> dict[str, datetime | None]:
    """The moment that each text means, or None if it is no date.

    With `date_format` only that style counts. Else the style that most texts fit, and for the rest
    any other style that puts the day before the month or the year first. A bare number of five
    digits is a day of a spreadsheet (1 = 1 January 1900). Offsets from UTC are left out: the local
    time counts.
    """
    distinct = list(texts)
    if date_format is not None:
        return {text: _parse(_tidy(text), (date_format,)) for text in distinct}
    formats = _order_formats([_tidy(text) for text in distinct[:_SAMPLE]])
    return {text: _parse(_tidy(text), formats) or _read_serial(text) for text in distinct}


def read_date(text: str, *, date_format: str | None = None) -> datetime | None:
    """The moment that one text means, or None."""
    return read_dates([text], date_format=date_format)[text]


def _order_formats(sample: Sequence[str]) -> tuple[str, ...]:
    """All formats, the one that fits most of the sample first; American ones only if they fit more."""
    fits = {
        known: sum(_parse(text, (known,)) is not None for text in sample) for known in (*_FORMATS, *_AMERICAN)
    }
    best = max(fits, key=lambda known: fits[known])
    others = tuple(known for known in _FORMATS if known != best)
    same_style = tuple(known for known in _AMERICAN if known != best) if best in _AMERICAN else ()
    return (best, *same_style, *(() if best in _AMERICAN else others))


def _tidy(text: str) -> str:
    tidied = _ZONE.sub("", " ".join(text.split())) if ":" in text else " ".join(text.split())
    if not any(character.isalpha() for character in tidied):
        return tidied
    for pattern, number in _MONTH_NAMES:
        tidied = pattern.sub(number, tidied)
    return tidied.strip()


def _parse(text: str, formats: Iterable[str]) -> datetime | None:
    for known in formats:
        try:
            moment = datetime.strptime(text, known)
        except ValueError:
            continue
        if 1900 <= moment.year <= 2100:
            return moment
    return None


def _read_serial(text: str) -> datetime | None:
    serial = _SERIAL.match(text.strip())
    return _SERIAL_START + timedelta(days=int(serial.group(1))) if serial else None
