"""Codes that people type, and secrets that browsers keep."""

import hashlib
import re
import secrets

# 29 signs, none of which is taken for another: 29 ** 6 is more than 2 ** 29 codes.
ALPHABET = "23456789ACDEFGHJKMNPQRTUVWXYZ"
LENGTH = 6
# What is read for a sign of the alphabet.
_READ_AS = str.maketrans({"B": "8", "S": "5"})


def make_code() -> str:
    """`ABC-DEF`, drawn by the operating system."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{signs[:3]}-{signs[3:]}"


def normalise_code(typed: str) -> str | None:
    """`abc def`, `ABCDEF` and `ABC-DEF` → `ABC-DEF`; None for what can be no code."""
    signs = re.sub(r"[\s\-–—_.]", "", typed[:40]).upper().translate(_READ_AS)
    if len(signs) != LENGTH or any(sign not in ALPHABET for sign in signs):
        return None
    return f"{signs[:3]}-{signs[3:]}"


def make_id() -> str:
    """An id of 96 bits."""
    return secrets.token_hex(12)


def make_token() -> str:
    """The secret of a participant's browser: 256 bits."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What the store keeps of a token. No salt is needed: a token is random and long."""
    return hashlib.sha256(token.encode()).hexdigest()
