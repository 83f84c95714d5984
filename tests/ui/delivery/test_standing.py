"""What is at work, what rests, and what stopped half-way."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from schemas.delivery import Progress
from tests.builders.deliveries import NOON, ONE, find_dead_process, make_delivery, write_delivery
from ui.delivery import command
from ui.delivery.command import Work
from ui.delivery.reading import Deliveries, UnknownDeliveryError
from ui.delivery.standing import is_alive, look_at
from ui.viewer import Viewer

OWNER = Viewer(role="organiser", trajectories=("pi-3",))
STEWARD = Viewer(role="steward")


@pytest.fixture(autouse=True)
def nothing_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_works", command._Works())


def begin(*, code: int | None = None, begun: datetime = NOON, scope: str = OWNER.scope) -> None:
    command._works.begin(ONE, Work(scope=scope, begun=begun, code=code))


def step_of(process: int) -> Progress:
    return Progress(step="deliver.step_read", part=0.4, process=process)


@pytest.mark.parametrize("state", ["checking", "building", "checked"])
def test_delivery_when_its_process_is_there_then_is_at_work(tmp_path: Path, state: str) -> None:
    write_delivery(tmp_path, make_delivery(state), progress=step_of(os.getpid()))  # type: ignore[arg-type]
    looked = look_at(Deliveries(built=tmp_path, viewer=OWNER), ONE)

    assert looked.standing == "at_work"
    assert looked.progress == step_of(os.getpid())


@pytest.mark.parametrize("state", ["checking", "building"])
@pytest.mark.parametrize("leaves_progress", [True, False])
def test_delivery_when_its_process_is_gone_then_is_stalled(
    tmp_path: Path, state: str, leaves_progress: bool
) -> None:
    progress = step_of(find_dead_process()) if leaves_progress else None
    write_delivery(tmp_path, make_delivery(state), progress=progress)  # type: ignore[arg-type]

    assert look_at(Deliveries(built=tmp_path, viewer=OWNER), ONE).standing == "stalled"


def test_delivery_when_it_came_to_rest_then_old_progress_means_nothing(tmp_path: Path) -> None:
    write_delivery(tmp_path, make_delivery("checked"), progress=step_of(find_dead_process()))

    assert look_at(Deliveries(built=tmp_path, viewer=OWNER), ONE).standing == "settled"


def test_delivery_when_nothing_is_written_yet_then_only_who_began_it_follows_it(tmp_path: Path) -> None:
    begin()

    assert look_at(Deliveries(built=tmp_path, viewer=OWNER), ONE).standing == "at_work"
    for other in (STEWARD, Viewer(role="organiser", trajectories=("pi-2",))):
        with pytest.raises(UnknownDeliveryError):
            look_at(Deliveries(built=tmp_path, viewer=other), ONE)


def test_delivery_when_the_command_ended_and_wrote_nothing_then_is_stalled(tmp_path: Path) -> None:
    begin(code=2)
    looked = look_at(Deliveries(built=tmp_path, viewer=OWNER), ONE)

    assert looked.standing == "stalled"
    assert looked.delivery is None


@pytest.mark.parametrize(("later", "failed"), [(1, True), (-1, False)])
def test_command_when_it_ended_badly_then_is_told_unless_the_delivery_says_it(
    tmp_path: Path, later: int, failed: bool
) -> None:
    write_delivery(tmp_path, make_delivery("checked"))
    begin(code=1, begun=NOON + timedelta(minutes=later))

    assert look_at(Deliveries(built=tmp_path, viewer=OWNER), ONE).failed is failed


@pytest.mark.parametrize("process", [0, -1, -5, 2**40])
def test_process_when_the_number_is_none_then_is_not_there(process: int) -> None:
    assert not is_alive(process)


def test_process_when_it_ended_and_nobody_asked_then_is_not_there() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    try:
        assert not is_alive(child)
    finally:
        os.waitpid(child, 0)
