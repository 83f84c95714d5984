"""Pseudonyms: the only form in which a person gets past this point."""

import hashlib
import hmac
import re
from collections.abc import Iterable

from etl.read.folding import fold_identifier

LENGTH = 20
SEALED = "sealed:"
_SEAL = re.compile(rf"^{SEALED}([0-9a-f]{{{LENGTH}}}):([0-9a-f]{{64}})$")


def make_pseudonym(identifier: str, *, secret: bytes) -> str:
    """The first 20 hexadecimal digits of HMAC-SHA256 (RFC 2104, FIPS 180-4) of `identifier`.

    The identifier is taken as it is: fold it first, so that all sources agree.
    """
    return hmac.new(secret, identifier.encode("utf-8"), hashlib.sha256).hexdigest()[:LENGTH]


def name_persons(identifiers: Iterable[str], *, secret: bytes) -> dict[str, str]:
    """The pseudonym of each identifier; identifiers that fold to the same are the same person."""
    return {text: _open_seal(text, secret=secret) or _name(text, secret=secret) for text in identifiers}


def seal_person(identifier: str, *, secret: bytes) -> str:
    """The pseudonym of a person in a form that `name_persons` takes over as it is: `sealed:<name>:<proof>`.

    The proof is an HMAC under the same key, so that no raw export can pass a name of its own choice off as
    a pseudonym: without the key it is hashed like any other text.
    """
    name = name_persons([identifier], secret=secret)[identifier]
    return f"{SEALED}{name}:{_prove(name, secret=secret)}"


def _open_seal(text: str, *, secret: bytes) -> str | None:
    found = _SEAL.match(text)
    if found is None or not hmac.compare_digest(_prove(found[1], secret=secret), found[2]):
        return None
    return found[1]


def _prove(name: str, *, secret: bytes) -> str:
    return hmac.new(secret, f"{SEALED}{name}".encode(), hashlib.sha256).hexdigest()


def _name(text: str, *, secret: bytes) -> str:
    return make_pseudonym(fold_identifier(text), secret=secret)
