"""The role in the address (`?rol=organisator-pi-3`): the demo's switch, and what a steward looks as.

It counts for example data without a login and for a steward; for everybody else it is not read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from schemas.access import Role
from ui.viewer import Viewer

WORDS: Mapping[Role, str] = MappingProxyType(
    {
        "ministry": "beleid",
        "organiser": "organisator",
        "reflection": "reflectiegroep",
        "steward": "gegevensbeheerder",
    }
)
_ROLES: Mapping[str, Role] = MappingProxyType({word: role for role, word in WORDS.items()})


def write_choice(viewer: Viewer) -> str:
    """How the address says this role: `beleid`, `organisator-pi-3`."""
    return "-".join((WORDS[viewer.role], *viewer.trajectories))


def list_viewers(trajectories: tuple[str, ...]) -> tuple[Viewer, ...]:
    """Every role that can be looked as: an organiser for each of the programme's `trajectories`."""
    organisers = (Viewer(role="organiser", trajectories=(name,)) for name in trajectories)
    return (Viewer(role="ministry"), *organisers, Viewer(role="reflection"), Viewer(role="steward"))


def read_choice_of(viewer: Viewer, wanted: str | None) -> Viewer:
    """What `viewer`, a steward or the demo, looks as; the viewer itself unless `wanted` is a role."""
    word, _, trajectory = (wanted or "").partition("-")
    role = _ROLES.get(word)
    if role is None or bool(trajectory) != (role == "organiser"):
        return viewer
    own = (trajectory,) if trajectory else ()
    chosen = replace(viewer, role=role, trajectories=own)
    return replace(chosen, preview=not viewer.demo and chosen.role != viewer.role)


def may_choose(viewer: Viewer) -> bool:
    """Whether this viewer, before any choice, may look as another role."""
    return viewer.demo or viewer.role == "steward"


def drop_unknown(viewer: Viewer, *, known: Sequence[str]) -> Viewer:
    """`viewer`, with a chosen trajectory that the programme does not have left out.

    Anybody can write an address: without this each made-up name would open the release once more.
    """
    chosen = viewer.demo or viewer.preview
    strange = chosen and not set(viewer.trajectories) <= set(known)
    return replace(viewer, trajectories=()) if strange else viewer
