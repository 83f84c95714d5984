"""Pseudonyms: the only form in which a person gets past this point."""

import hashlib
import hmac
from collections.abc import Iterable

from etl.read.folding import fold_identifier

LENGTH = 20


def make_pseudonym(identifier: str, *, secret: bytes) -> str:
    """The first 20 hexadecimal digits of HMAC-SHA256 (RFC 2104, FIPS 180-4) of `identifier`.

    The identifier is taken as it is: fold it first, so that all sources agree.
    """
    return hmac.new(secret, identifier.encode("utf-8"), hashlib.sha256).hexdigest()[:LENGTH]


def name_persons(identifiers: Iterable[str], *, secret: bytes) -> dict[str, str]:
    """The pseudonym of each identifier; identifiers that fold to the same are the same person."""
    return {text: make_pseudonym(fold_identifier(text), secret=secret) for text in identifiers}
