"""The command line: what can be asked, with every text of it from the catalogue."""

import argparse
from typing import Any

from texts import Texts
from texts.terminal import Parser, translate_argparse

DELIVER_ACTIONS = ("receive", "build", "accept", "send-back", "withdraw", "roll-back", "list", "template")
WITHOUT_PROGRAMME = ("keys", "decrypt")
"""What is done to deliveries where no programme has to be."""


def parse_arguments(arguments: list[str], *, texts: Texts) -> argparse.Namespace:
    """What was asked. Wrong use says so on stderr and ends with exit code 2.

    Raises:
        SystemExit: with 2 after wrong use, with 0 after `--help`.
    """
    translate_argparse(texts)
    return _make_parser(texts).parse_args(arguments)


def _make_parser(texts: Texts) -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--lang", choices=("nl", "en"), default=argparse.SUPPRESS, help=texts("build.arg_language")
    )
    parser = Parser(prog="python -m etl", description=texts("build.arg_about"), parents=[shared])
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="demo|check|build|release|deliver"
    )
    _add_demo(commands, shared=shared, texts=texts)
    _add_check(commands, shared=shared, texts=texts)
    _add_build(commands, shared=shared, texts=texts)
    _add_release(commands, shared=shared, texts=texts)
    _add_deliver(commands, shared=shared, texts=texts)
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
    actions = release.add_subparsers(dest="action", required=True, metavar="list|use|diff|show|audit|export")
    one = ["release_id"]
    identities: dict[str, list[str]] = {"list": [], "diff": ["first", "second"]}
    identities |= dict.fromkeys(("use", "show", "audit", "export"), one)
    for name, places in identities.items():
        action = _add_command(actions, name, shared=shared, texts=texts)
        for place in places:
            count: dict[str, Any] = {"nargs": "?"} if name in ("show", "export") else {}
            action.add_argument(place, metavar="ID", help=texts("build.arg_release_id"), **count)
        action.add_argument("--programme", metavar="PROGRAMME", help=texts("build.arg_release_programme"))
        action.add_argument("--built", metavar="DIR", help=texts("build.arg_built"))
        if name == "export":
            action.add_argument("--out", metavar="DIR", required=True, help=texts("build.arg_export_out"))
        if name == "audit":
            action.add_argument("--json", action="store_true", help=texts("build.arg_json"))
            action.add_argument("--thorough", action="store_true", help=texts("build.arg_thorough"))


def _add_deliver(commands: Any, *, shared: argparse.ArgumentParser, texts: Texts) -> None:
    deliver = _add_command(commands, "deliver", shared=shared, texts=texts)
    metavar = "|".join((*DELIVER_ACTIONS, *WITHOUT_PROGRAMME))
    actions = deliver.add_subparsers(dest="action", required=True, metavar=metavar)
    for name in DELIVER_ACTIONS:
        words = texts(f"deliver.arg_{name.replace('-', '_')}")
        action = actions.add_parser(name, help=words, description=words, parents=[shared])
        _add_programme(action, texts=texts)
        action.add_argument("--built", metavar="DIR", help=texts("build.arg_built"))
        if name not in ("list", "template"):
            action.add_argument("--id", metavar="ID", required=True, help=texts("deliver.arg_id"))
        if name == "receive":
            _add_deliverer(action, texts=texts)
        if name == "list":
            action.add_argument("--json", action="store_true", help=texts("deliver.arg_json"))
        if name == "template":
            action.add_argument("--out", metavar="FILE", required=True, help=texts("deliver.arg_out"))
            action.add_argument("--source", metavar="ID", default="all", help=texts("deliver.arg_source"))
    for name in WITHOUT_PROGRAMME:
        words = texts(f"deliver.arg_{name}")
        action = actions.add_parser(name, help=words, description=words, parents=[shared])
        if name == "decrypt":
            action.add_argument("files", metavar="FILE", nargs="+", help=texts("deliver.arg_files"))
            action.add_argument("--key", metavar="FILE", required=True, help=texts("deliver.arg_key"))
        action.add_argument("--out", metavar="DIR", required=True, help=texts("deliver.arg_folder"))


def _add_deliverer(receive: argparse.ArgumentParser, *, texts: Texts) -> None:
    roles = ("organiser", "steward")
    receive.add_argument("--role", choices=roles, required=True, help=texts("deliver.arg_role"))
    receive.add_argument(
        "--trajectory", metavar="PI", action="append", default=[], help=texts("deliver.arg_trajectory")
    )


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
