"""`python -m reports`: reports from a release on the command line; the one script here that knows `ui`."""

import sys

from reports.arguments import parse_arguments
from texts import texts_in
from texts.terminal import find_language


def main(arguments: list[str]) -> int:
    """Does what was asked; the exit code: 0 done, 1 refused, 2 wrong use."""
    texts = texts_in(find_language(arguments))
    asked = parse_arguments(arguments, texts=texts)
    # Help and wrong use are answered before the heavy part is imported.
    from ui.taking.command import write_files  # noqa: PLC0415

    return write_files(asked, texts=texts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
