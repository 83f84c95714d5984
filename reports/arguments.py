"""What `python -m reports` can be asked, with every text of it from the catalogue."""

import argparse

from texts import LANGUAGES, Texts
from texts.terminal import Parser, translate_argparse

ROLES = ("ministry", "organiser", "steward")
FORMATS = ("pdf", "xlsx", "pptx", "csv")


def parse_arguments(arguments: list[str], *, texts: Texts) -> argparse.Namespace:
    """What was asked. Wrong use says so on stderr and ends with exit code 2.

    Raises:
        SystemExit: with 2 after wrong use, with 0 after `--help`.
    """
    translate_argparse(texts)
    parser = Parser(prog="python -m reports", description=texts("reports.arg_about"))
    parser.add_argument("programme", metavar="PROGRAMME", help=texts("reports.arg_programme"))
    parser.add_argument("--role", choices=ROLES, default="ministry", help=texts("reports.arg_role"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--trajectory", metavar="PI", help=texts("reports.arg_trajectory"))
    which.add_argument("--all", action="store_true", help=texts("reports.arg_all"))
    parser.add_argument("--lang", choices=LANGUAGES, default="nl", help=texts("build.arg_language"))
    parser.add_argument("--format", choices=FORMATS, default="pdf", help=texts("reports.arg_format"))
    parser.add_argument("--out", metavar="FILE", required=True, help=texts("reports.arg_out"))
    parser.add_argument("--built", metavar="DIR", help=texts("build.arg_built"))
    asked = parser.parse_args(arguments)
    if asked.role == "organiser" and not (asked.trajectory or asked.all):
        parser.error(texts("reports.arg_whose"))
    return asked
