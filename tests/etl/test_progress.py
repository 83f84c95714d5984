import io

from rich.console import Console
from rich.progress import Progress

from etl.progress import Steps, show_steps
from texts import texts_in


def test_steps_name_each_job_once_and_end_one_when_the_next_begins():
    progress = Progress(console=Console(file=io.StringIO()))
    steps = Steps(progress=progress, texts=texts_in("nl"))

    steps.report("build.step_measure", 0.25)
    steps.report("build.step_measure", 0.75)
    steps.report("build.step_release", 0.5)

    told = [(task.description, task.completed) for task in progress.tasks]
    assert told == [("Cijfers berekenen", 1.0), ("Uitgave schrijven", 0.5)]


def test_steps_are_silent_where_stderr_is_no_terminal(capsys):
    with show_steps(texts_in("nl")) as steps:
        steps.report("build.step_measure", 1.0)

    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")
