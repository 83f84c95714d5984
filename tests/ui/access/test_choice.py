import pytest

from schemas.access import ROLES
from ui.access.choice import drop_unknown, list_viewers, may_choose, read_choice_of, write_choice
from ui.viewer import DEMO, Viewer

STEWARD = Viewer(role="steward", name="a1b2")


@pytest.mark.parametrize("viewer", list_viewers(("pi-3", "pi-10")))
def test_choice_when_written_and_read_then_is_the_same_role(viewer: Viewer) -> None:
    chosen = read_choice_of(DEMO, write_choice(viewer))

    assert (chosen.role, chosen.trajectories, chosen.demo) == (viewer.role, viewer.trajectories, True)


@pytest.mark.parametrize(
    "wanted", [None, "", "baas", "organisator", "organisator-", "beleid-pi-3", "BELEID", "ministry"]
)
def test_choice_when_it_is_no_role_then_the_viewer_stays(wanted: str | None) -> None:
    assert read_choice_of(DEMO, wanted) == DEMO
    assert read_choice_of(STEWARD, wanted) == STEWARD


def test_choice_when_a_steward_looks_as_somebody_then_keeps_the_own_name_and_is_a_preview() -> None:
    chosen = read_choice_of(STEWARD, "organisator-pi-3")

    assert chosen == Viewer(role="organiser", trajectories=("pi-3",), name="a1b2", preview=True)
    assert not chosen.sees_findings


def test_choice_when_a_steward_chooses_to_be_a_steward_then_is_no_preview() -> None:
    assert read_choice_of(STEWARD, "gegevensbeheerder") == STEWARD


@pytest.mark.parametrize("role", ROLES)
def test_may_choose_when_logged_in_then_only_a_steward(role: str) -> None:
    assert may_choose(Viewer(role=role)) is (role == "steward")  # type: ignore[arg-type]


def test_drop_unknown_when_a_chosen_trajectory_does_not_exist_then_is_left_out() -> None:
    made_up = read_choice_of(DEMO, "organisator-zomaar")

    assert drop_unknown(made_up, known=["pi-3"]).trajectories == ()
    assert drop_unknown(read_choice_of(DEMO, "organisator-pi-3"), known=["pi-3"]).trajectories == ("pi-3",)
