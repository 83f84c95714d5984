import pytest

from schemas.release import CELL_KINDS
from ui.viewer import DEMO, Viewer, identify_viewer


def test_identify_viewer_when_there_is_no_login_is_the_demo_viewer() -> None:
    assert identify_viewer() == DEMO


@pytest.mark.parametrize("kind", CELL_KINDS)
def test_may_see_when_demo_sees_every_kind_of_cell(kind: str) -> None:
    assert DEMO.may_see(kind=kind, trajectory_id="pi-1")


def test_may_see_when_the_trajectory_is_another_one_is_false() -> None:
    viewer = Viewer(role="organiser", trajectories=("pi-3",))
    assert not viewer.may_see(kind="trajectory", trajectory_id="pi-4")
    assert viewer.may_see(kind="trajectory", trajectory_id="pi-3")
    assert viewer.may_see(kind="total", trajectory_id=None)


def test_scope_when_anything_differs_differs() -> None:
    viewers = [
        DEMO,
        Viewer(role="demo", trajectories=("pi-3",)),
        Viewer(role="demo", cell_kinds=("total",)),
        Viewer(role="ministry"),
    ]
    assert len({viewer.scope for viewer in viewers}) == len(viewers)
