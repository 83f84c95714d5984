"""Who is looking, and what this viewer may see. The store asks; pages never do.

The whole of it, table by table, stands in docs/toegang.md.
"""

from dataclasses import dataclass, replace

from schemas.access import Role

_OF_PROGRAMME = frozenset({"total", "level", "region", "level_region"})
_OF_TRAJECTORY = frozenset({"trajectory", "trajectory_level", "trajectory_region", "trajectory_level_region"})
_OF_PARTNERSHIP = frozenset({"partnership"})
_EVERY_TRAJECTORY: frozenset[Role] = frozenset({"ministry", "steward"})
_SIZES_OF_OTHERS = frozenset({"partnerships", "schools", "leaders"})


@dataclass(frozen=True)
class Viewer:
    """A role and its scope.

    `trajectories` are the own ones of an organiser. `name` stands for the person in the audit log and
    nowhere else. `demo`: a role that anybody can choose, so only good for example data. `preview`: a
    steward who looks as another role does.
    """

    role: Role
    trajectories: tuple[str, ...] = ()
    name: str = ""
    demo: bool = False
    preview: bool = False

    @property
    def scope(self) -> str:
        """What this viewer may see, as one string: part of the key of everything cached."""
        return f"{self.role}:{','.join(self.trajectories)}"

    @property
    def nameless(self) -> "Viewer":
        """The same scope without the person: what may be kept and shared."""
        return replace(self, name="", demo=False, preview=False)

    @property
    def names_all(self) -> bool:
        """Whether every trajectory may be named beside its figures."""
        return self.role in _EVERY_TRAJECTORY

    @property
    def sees_findings(self) -> bool:
        """Whether single findings may be seen: they show single raw values."""
        return self.role == "steward"

    @property
    def sees_files(self) -> bool:
        """Whether the raw files may be listed: their names tell of trajectories."""
        return self.names_all

    def may_see(self, *, kind: str, trajectory_id: str | None) -> bool:
        """Whether a cell of `kind`, in this trajectory if in any, is inside the scope.

        A kind that nobody named here is seen by nobody.
        """
        if kind in _OF_PROGRAMME:
            return trajectory_id is None
        if kind in _OF_TRAJECTORY:
            return self.may_name(trajectory_id)
        return kind in _OF_PARTNERSHIP and self.owns(trajectory_id)

    def may_name(self, trajectory_id: str | None) -> bool:
        """Whether this trajectory may be named beside its figures."""
        return trajectory_id is not None and (self.names_all or self.owns(trajectory_id))

    def owns(self, trajectory_id: str | None) -> bool:
        """Whether this is a trajectory of the viewer's own."""
        return self.role == "organiser" and trajectory_id in self.trajectories

    def may_count(self, *, measure: str, trajectory_id: str) -> bool:
        """Whether this count of one trajectory may be seen beside those of others.

        How many partnerships, schools and leaders each has are programme facts; an organiser's
        applications, sessions and people who stopped are its own affair. A reflection group gets
        trajectories unnamed, so not at all.
        """
        if self.may_name(trajectory_id):
            return True
        return self.role == "organiser" and measure in _SIZES_OF_OTHERS


DEMO = Viewer(role="ministry", demo=True)
"""Whoever opens example data without a login, until another role is chosen."""
