"""Who may hand in, and who may decide."""

from typing import get_args

import pytest

from schemas.delivery import State
from ui.delivery import rules
from ui.delivery.rules import is_own_machine, may_act, may_deliver, note_host
from ui.viewer import Viewer

STEWARD = Viewer(role="steward", name="s")
ORGANISER = Viewer(role="organiser", trajectories=("pi-3",), name="o")
COMMANDS = ("build", "accept", "send-back", "roll-back", "withdraw")


@pytest.fixture(autouse=True)
def usual_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "_host", [])


@pytest.mark.parametrize(
    ("viewer", "allowed"),
    [
        (STEWARD, True),
        (ORGANISER, True),
        (Viewer(role="organiser", name="o"), False),
        (Viewer(role="ministry", name="m"), False),
        (Viewer(role="reflection", name="r"), False),
        (Viewer(role="organiser", trajectories=("pi-3",), preview=True), False),
        (Viewer(role="steward", demo=True), True),
        (Viewer(role="organiser", trajectories=("pi-3",), demo=True), True),
        (Viewer(role="ministry", demo=True), False),
    ],
)
def test_delivering_when_asked_then_is_for_organisers_with_a_trajectory_and_stewards(
    viewer: Viewer, allowed: bool
) -> None:
    assert may_deliver(viewer) is allowed


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.8", "kompas.voorbeeld.be", ""])
def test_demo_when_other_machines_can_come_then_nobody_delivers(host: str) -> None:
    note_host(host)

    assert not is_own_machine()
    assert not may_deliver(Viewer(role="steward", demo=True))
    assert may_deliver(STEWARD)


@pytest.mark.parametrize("state", get_args(State))
def test_organiser_when_deciding_then_can_only_withdraw(state: State) -> None:
    allowed = [command for command in COMMANDS if may_act(ORGANISER, command=command, state=state)]

    assert allowed in ([], ["withdraw"])


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        ("checking", []),
        ("checked", ["build", "send-back", "withdraw"]),
        ("building", []),
        ("proposed", ["build", "accept", "send-back", "withdraw"]),
        ("in_service", ["roll-back"]),
        ("refused", ["withdraw"]),
        ("withdrawn", []),
        ("rolled_back", []),
    ],
)
def test_steward_when_deciding_then_goes_from_state_to_state(state: State, allowed: list[str]) -> None:
    assert [command for command in COMMANDS if may_act(STEWARD, command=command, state=state)] == allowed


def test_steward_when_looking_as_somebody_else_then_decides_nothing() -> None:
    preview = Viewer(role="organiser", trajectories=("pi-3",), preview=True, name="s")

    assert not may_act(preview, command="withdraw", state="checked")
