"""The words of command lines: argparse speaks the reader's language, and ends wrong use with a sentence."""

import argparse
import sys
from typing import NoReturn

from texts.catalogue import Language, Texts

WRONG_USE = 2
_ARGPARSE_TEXTS = {
    "usage: ": "build.arg_usage",
    "positional arguments": "build.arg_arguments",
    "options": "build.arg_options",
    "show this help message and exit": "build.arg_help",
    "%(prog)s: error: %(message)s\n": "build.arg_error",
    "the following arguments are required: %s": "build.arg_required",
    "unrecognized arguments: %s": "build.arg_unrecognized",
    "argument %(argument_name)s: %(message)s": "build.arg_of_argument",
    "invalid choice: %(value)r (choose from %(choices)s)": "build.arg_invalid_choice",
    "invalid %(type)s value: %(value)r": "build.arg_invalid_value",
    "expected one argument": "build.arg_expected_one",
    "not allowed with argument %s": "reports.arg_not_with",
}


def find_language(arguments: list[str]) -> Language:
    """The language asked for with `--lang`, before anything else is read; Dutch otherwise."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--lang", default="nl")
    try:
        known, _ = early.parse_known_args(arguments)
    except argparse.ArgumentError:
        return "nl"
    return "en" if known.lang == "en" else "nl"


def translate_argparse(texts: Texts) -> None:
    """Argparse looks its texts up through its own `_`: the standard place to translate them."""

    def translate(message: str) -> str:
        return texts(_ARGPARSE_TEXTS[message]) if message in _ARGPARSE_TEXTS else message

    setattr(argparse, "_", translate)  # noqa: B010


class Parser(argparse.ArgumentParser):
    """A parser whose own words come from the catalogue too."""

    def error(self, message: str) -> NoReturn:
        """Says what is wrong, and ends."""
        self.print_usage(sys.stderr)
        words: str = vars(argparse)["_"]("%(prog)s: error: %(message)s\n")
        self.exit(WRONG_USE, words % {"prog": self.prog, "message": message})
