"""Reads dates in the style of the file: given, or found out from the whole column."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

_DATE = re.compile(
    r"""^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})
        (?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]m)?)?
        (?:Z|[+-]\d\d:?\d\d)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "m(?:aa)?rt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH_NAMES = tuple(
    (re.compile(rf"\s*\b{name}[a-z]*\.?\s*", re.IGNORECASE), f" {number} ")
    for number, name in enumerate(_MONTHS, 1)
)
_SERIAL = re.compile(r"^([3-6]\d{4})(?:\.\d+)?$")
_SERIAL_START = datetime(1899, 12, 30)
# POSIX: two digits from 69 on are of the last century.
_CENTURY_TURN = 69


def read_dates(texts: Iterable[str], *, date_format: str | None) -> dict[str, datetime | None]:
    """The moment that each text means, or None if it is no date.

    With `date_format` (as of strptime) only that style counts. Else the year may come first or last,
    and the day comes before the month, unless the dates of the column can only be read the American
    way. A bare number of five digits is a day of a spreadsheet (1 = 1 January 1900). Offsets from UTC
    are left out: the local time counts.
    """
    distinct = list(texts)
    if date_format is not None:
        return {text: _parse_as(text, date_format) for text in distinct}
    shapes = {text: _DATE.match(_tidy(text)) for text in distinct}
    month_first = _is_american([shape for shape in shapes.values() if shape])
    return {
        text: _build(shape, month_first=month_first) if shape else _read_serial(text)
        for text, shape in shapes.items()
    }


def read_date(text: str, *, date_format: str | None = None) -> datetime | None:
    """The moment that one text means, or None."""
    return read_dates([text], date_format=date_format)[text]


def _parse_as(text: str, date_format: str) -> datetime | None:
    try:
        return datetime.strptime(" ".join(text.split()), date_format)
    except ValueError:
        return None


def _is_american(shapes: list[re.Match[str]]) -> bool:
    """Whether some month would be above 12 with the day first, and none with the month first."""
    pairs = [(int(s.group(1)), int(s.group(2))) for s in shapes if len(s.group(1)) <= 2]
    return any(second > 12 for _, second in pairs) and all(first <= 12 for first, _ in pairs)


def _build(shape: re.Match[str], *, month_first: bool) -> datetime | None:
    first, second, third, hour, minute, seconds, half = shape.groups()
    if len(first) == 4:
        year, month, day = first, second, third
    else:
        year, day, month = third, *((second, first) if month_first else (first, second))
    try:
        clock = (_read_hour(hour, half), int(minute or 0), int(seconds or 0))
        return datetime(_read_year(year), int(month), int(day), *clock)
    except ValueError:
        return None


def _read_year(year: str) -> int:
    if len(year) == 4 and 1900 <= int(year) <= 2100:
        return int(year)
    if len(year) != 2:
        raise ValueError(year)
    return int(year) + (1900 if int(year) >= _CENTURY_TURN else 2000)


def _read_hour(hour: str | None, half: str | None) -> int:
    if half is None:
        return int(hour or 0)
    return int(hour or 0) % 12 + (12 if half.lower() == "pm" else 0)


def _tidy(text: str) -> str:
    """One space between words, and months as numbers: `3 mrt. 2022` is `3 3 2022`."""
    tidied = " ".join(text.split())
    if not any(character.isalpha() for character in tidied) or ":" in tidied:
        return tidied
    for pattern, number in _MONTH_NAMES:
        tidied = pattern.sub(number, tidied)
    return tidied.strip()


def _read_serial(text: str) -> datetime | None:
    serial = _SERIAL.match(text.strip())
    return _SERIAL_START + timedelta(days=int(serial.group(1))) if serial else None
