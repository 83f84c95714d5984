import pytest

from schemas.access import ROLES, Role
from schemas.release import CELL_KINDS
from ui.viewer import DEMO, Viewer

OWN = Viewer(role="organiser", trajectories=("pi-3", "pi-4"))
OF_PROGRAMME = {"total", "level", "region", "level_region"}
# What DESIGN says of each role, kind by kind: in its own trajectory, and in another.
SEEN: dict[Role, tuple[set[str], set[str]]] = {
    "ministry": (set(CELL_KINDS) - {"partnership"}, set(CELL_KINDS) - {"partnership"}),
    "steward": (set(CELL_KINDS) - {"partnership"}, set(CELL_KINDS) - {"partnership"}),
    "organiser": (set(CELL_KINDS), OF_PROGRAMME),
    "reflection": (OF_PROGRAMME, OF_PROGRAMME),
}


@pytest.mark.parametrize("kind", CELL_KINDS)
@pytest.mark.parametrize("role", ROLES)
def test_may_see_when_each_role_meets_each_kind_then_as_designed(role: Role, kind: str) -> None:
    viewer = Viewer(role=role, trajectories=("pi-3",) if role == "organiser" else ())
    own, other = ("pi-3", "pi-5") if kind not in OF_PROGRAMME else (None, None)

    assert viewer.may_see(kind=kind, trajectory_id=own) is (kind in SEEN[role][0])
    assert viewer.may_see(kind=kind, trajectory_id=other) is (kind in SEEN[role][1])


@pytest.mark.parametrize("role", ROLES)
def test_may_see_when_nobody_knows_the_kind_then_nobody_sees_it(role: Role) -> None:
    assert not Viewer(role=role, trajectories=("pi-3",)).may_see(kind="person", trajectory_id="pi-3")


def test_may_see_when_a_cell_of_a_trajectory_names_none_then_is_false() -> None:
    assert not OWN.may_see(kind="trajectory_level", trajectory_id=None)
    assert not DEMO.may_see(kind="trajectory", trajectory_id=None)


def test_may_see_when_another_role_names_trajectories_then_they_are_not_its_own() -> None:
    strange = Viewer(role="reflection", trajectories=("pi-3",))

    assert not strange.may_see(kind="trajectory", trajectory_id="pi-3")
    assert not Viewer(role="ministry", trajectories=("pi-3",)).may_see(
        kind="partnership", trajectory_id="pi-3"
    )


def test_scope_when_anything_differs_then_differs() -> None:
    viewers = [DEMO, OWN, Viewer(role="organiser", trajectories=("pi-3",)), *map(Viewer, ROLES[1:])]

    assert len({viewer.scope for viewer in viewers}) == len(viewers)


def test_nameless_when_two_people_have_one_scope_then_they_share_it() -> None:
    anna, ben = (Viewer(role="ministry", name=name) for name in ("a1", "b2"))

    assert anna != ben
    assert anna.nameless == ben.nameless == DEMO.nameless
    assert anna.nameless.name == ""


def test_findings_when_asked_for_then_only_a_steward_sees_them() -> None:
    assert [role for role in ROLES if Viewer(role=role).sees_findings] == ["steward"]
