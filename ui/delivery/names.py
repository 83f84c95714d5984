"""The name of a delivery, and of a file in it."""

import re
from datetime import datetime
from secrets import choice
from string import ascii_lowercase, digits

_ID = re.compile(r"[0-9]{8}T[0-9]{6}-[a-z0-9]{6}")
_LONGEST = 120


def make_id(moment: datetime) -> str:
    """A name that nobody can guess and that sorts by when it was made: `20261125T093000-k3x9qa`."""
    return f"{moment:%Y%m%dT%H%M%S}-{''.join(choice(ascii_lowercase + digits) for _ in range(6))}"


def is_id(text: str) -> bool:
    """Whether `text`, out of an address, can be the name of a delivery."""
    return _ID.fullmatch(text) is not None


def clean_name(given: str) -> str:
    """A file's name as its owner knows it, without a path and without signs that are no letters."""
    bare = re.split(r"[\\/]", given)[-1]
    return "".join(sign for sign in bare if sign.isprintable()).strip(" .")[-_LONGEST:] or "-"
