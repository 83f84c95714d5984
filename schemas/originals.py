"""The public key to which a file that was handed in is encrypted, where it is kept at all.

`KOMPAS_ORIGINALS_KEY` names a PEM file with an X25519 public key. Nothing that it encrypts can be read back
without the private key, which has no place on the server.
"""

from typing import Literal

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

KEY_VARIABLE = "KOMPAS_ORIGINALS_KEY"
Reason = Literal["unreadable", "private", "wrong"]


class PublicKeyError(Exception):
    """Nothing can be encrypted to this: it cannot be read, is a private key, or is no such key."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def parse_public_key(pem: bytes) -> X25519PublicKey:
    """The key in `pem`.

    Raises:
        PublicKeyError: `private` for a key that has to stay away from the server, `wrong` for anything else
            that is no X25519 public key, or a point that gives everybody the same secret.
    """
    if b"PRIVATE KEY" in pem:
        raise PublicKeyError("private")
    try:
        key = load_pem_public_key(pem)
        if not isinstance(key, X25519PublicKey):
            raise PublicKeyError("wrong")
        X25519PrivateKey.generate().exchange(key)
    except ValueError:
        raise PublicKeyError("wrong") from None
    return key
