"""`python -m etl demo|check|build|release`: the only way in for people and for the app."""

import sys

from etl.arguments import parse_arguments
from etl.commands import run_command
from texts import texts_in
from texts.terminal import find_language


def main(arguments: list[str]) -> int:
    """Does what was asked; the exit code: 0 done, 1 refused, 2 wrong use."""
    texts = texts_in(find_language(arguments))
    return run_command(parse_arguments(arguments, texts=texts), texts=texts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
