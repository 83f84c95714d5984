"""What `python -m etl deliver keys|decrypt` does, on a machine of the steward's own."""

import argparse
import sys
from pathlib import Path

from etl.deliver.originals.container import name_key
from etl.deliver.originals.keeping import open_originals
from etl.deliver.originals.keys import PRIVATE, PUBLIC, find_passphrase, make_keys, read_private_key
from schemas.originals import KEY_VARIABLE
from texts import Texts

DONE = 0


def run_originals(asked: argparse.Namespace, *, texts: Texts) -> int:
    """Makes a pair of keys, or opens containers.

    Raises:
        ToldError: with the sentence of why it could not be done.
        OSError: if a file cannot be read or written.
    """
    out = Path(asked.out)
    if asked.action == "keys":
        passphrase = find_passphrase(texts("deliver.ask_new"), again=texts("deliver.ask_again"))
        name = name_key(make_keys(out, passphrase=passphrase))
        public, private = out / PUBLIC, out / PRIVATE
        _say(texts("deliver.keys_made", name=name, variable=KEY_VARIABLE, public=public, private=private))
        return DONE
    key = read_private_key(Path(asked.key), ask=texts("deliver.ask_passphrase"))
    for path in open_originals([Path(name) for name in asked.files], key=key, out=out):
        _say(texts("deliver.decrypted", file=path))
    return DONE


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
