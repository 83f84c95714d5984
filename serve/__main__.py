"""`python -m serve`: prepares the compressed files for the browser, once a version of Streamlit."""

import sys

from rich.progress import Progress

from serve.static import prepare_static
from texts import texts_in


def main() -> int:
    """Prepare under a progress bar."""
    with Progress() as progress:
        task = progress.add_task(texts_in("nl")("house.preparing"), total=1.0)
        prepare_static(report=lambda share: progress.update(task, completed=share))
    return 0


if __name__ == "__main__":
    sys.exit(main())
