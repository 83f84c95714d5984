"""Whether files are kept as they were handed in: only encrypted, and only where a key says to whom."""

import os
from pathlib import Path

from schemas.originals import KEY_VARIABLE, PublicKeyError, parse_public_key
from texts import Texts


def keeps_originals() -> bool:
    """Whether a key is configured, so that files are kept."""
    return bool(os.environ.get(KEY_VARIABLE))


def find_key_fault(texts: Texts) -> str:
    """Why nothing can be received with the key that is configured; empty if nothing is in the way."""
    try:
        if keeps_originals():
            parse_public_key(Path(os.environ[KEY_VARIABLE]).read_bytes())
    except OSError:
        return texts("deliver.originals_unreadable", variable=KEY_VARIABLE)
    except PublicKeyError as error:
        return texts(f"deliver.originals_{error.reason}", variable=KEY_VARIABLE)
    return ""
