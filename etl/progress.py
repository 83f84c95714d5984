"""Progress on the terminal: one bar a step, on stderr so that the output itself stays clean."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from texts import Texts


class Steps:
    """Draws what a job reports: a message key and the share of that step that is done (0 to 1)."""

    def __init__(self, *, progress: Progress, texts: Texts) -> None:
        self._progress = progress
        self._texts = texts
        self._tasks: dict[str, TaskID] = {}

    def report(self, key: str, share: float) -> None:
        """Moves the bar of the step `key` to `share`; a step is done when the next one begins."""
        if key not in self._tasks:
            self._finish_all()
            words = self._texts(key) if self._texts.has(key) else key
            self._tasks[key] = self._progress.add_task(words, total=1.0)
        self._progress.update(self._tasks[key], completed=share)

    def _finish_all(self) -> None:
        for task in self._tasks.values():
            self._progress.update(task, completed=1.0)


@contextmanager
def show_steps(texts: Texts) -> Iterator[Steps]:
    """Shows bars on stderr for as long as the block runs; nothing where stderr is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        yield Steps(progress=progress, texts=texts)
