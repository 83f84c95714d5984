"""The command line: what can be asked, with every text of it from the catalogue."""

import argparse
import sys
from typing import Any, NoReturn

from texts import Texts

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
}


def parse_arguments(arguments: list[str], *, texts: Texts) -> argparse.Namespace:
    """What was asked. Wrong use says so on stderr and ends with exit code 2.

    Raises:
        SystemExit: with 2 after wrong use, with 0 after `--help`.
    """
    _translate_argparse(texts)
    return _make_parser(texts).parse_args(arguments)


def find_language(arguments: list[str]) -> str:
    """The language asked for with `--lang`, before anything else is read; Dutch otherwise."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--lang", default="nl")
    try:
        known, _ = early.parse_known_args(arguments)
    except argparse.ArgumentError:
        return "nl"
    return "en" if known.lang == "en" else "nl"


def _translate_argparse(texts: Texts) -> None:
    """Argparse looks its texts up through its own `_`: the standard place to translate them."""

    def translate(message: str) -> str:
        return texts(_ARGPARSE_TEXTS[message]) if message in _ARGPARSE_TEXTS else message

    setattr(argparse, "_", translate)  # noqa: B010


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Says what is wrong. Unlike the original it takes its own words from the catalogue too."""
        self.print_usage(sys.stderr)
        words: str = vars(argparse)["_"]("%(prog)s: error: %(message)s\n")
        self.exit(WRONG_USE, words % {"prog": self.prog, "message": message})


def _make_parser(texts: Texts) -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--lang", choices=("nl", "en"), default=argparse.SUPPRESS, help=texts("build.arg_language")
    )
    parser = _Parser(prog="python -m etl", description=texts("build.arg_about"), parents=[shared])
    commands = parser.add_subparsers(dest="command", required=True, metavar="demo|check|build|release")
    _add_demo(commands, shared=shared, texts=texts)
    _add_check(commands, shared=shared, texts=texts)
    _add_build(commands, shared=shared, texts=texts)
    _add_release(commands, shared=shared, texts=texts)
    return parser


def _add_demo(commands: Any, *, shared: argparse.ArgumentParser, texts: Texts) -> None:
    demo = _add_command(commands, "demo", shared=shared, texts=texts)
    _add_programme(demo, texts=texts)
    demo.add_argument("--seed", type=int, default=20230630, help=texts("build.arg_seed"))
    demo.add_argument("--leaders", type=int, default=492, help=texts("build.arg_leaders"))


def _add_check(commands: Any, *, shared: argparse.ArgumentParser, texts: Texts) -> None:
    check = _add_command(commands, "check", shared=shared, texts=texts)
    _add_programme(check, texts=texts)
    check.add_argument("--workbook", metavar="FILE", help=texts("build.arg_workbook"))


def _add_build(commands: Any, *, shared: argparse.ArgumentParser, texts: Texts) -> None:
    build = _add_command(commands, "build", shared=shared, texts=texts)
    _add_programme(build, texts=texts)
    build.add_argument("--built", metavar="DIR", help=texts("build.arg_built"))


def _add_release(commands: Any, *, shared: argparse.ArgumentParser, texts: Texts) -> None:
    release = _add_command(commands, "release", shared=shared, texts=texts)
    actions = release.add_subparsers(dest="action", required=True, metavar="list|use|diff|show|audit")
    one = ["release_id"]
    identities = {"list": [], "use": one, "diff": ["first", "second"], "show": one, "audit": one}
    for name, places in identities.items():
        action = _add_command(actions, name, shared=shared, texts=texts)
        for place in places:
            count: dict[str, Any] = {"nargs": "?"} if name == "show" else {}
            action.add_argument(place, metavar="ID", help=texts("build.arg_release_id"), **count)
        action.add_argument("--programme", metavar="PROGRAMME", help=texts("build.arg_release_programme"))
        action.add_argument("--built", metavar="DIR", help=texts("build.arg_built"))
        if name == "audit":
            action.add_argument("--json", action="store_true", help=texts("build.arg_json"))
            action.add_argument("--thorough", action="store_true", help=texts("build.arg_thorough"))


def _add_command(
    commands: Any, name: str, *, shared: argparse.ArgumentParser, texts: Texts
) -> argparse.ArgumentParser:
    words = texts(f"build.arg_{name}")
    added: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=words, parents=[shared]
    )
    return added


def _add_programme(parser: argparse.ArgumentParser, *, texts: Texts) -> None:
    parser.add_argument("programme", metavar="PROGRAMME", help=texts("build.arg_programme"))
