"""Who is looking, and which cells this viewer may see. The store asks; pages never do."""

from dataclasses import dataclass

from schemas.release import CELL_KINDS


@dataclass(frozen=True)
class Viewer:
    """A role and its scope. `trajectories` of None is every trajectory."""

    role: str
    cell_kinds: tuple[str, ...] = CELL_KINDS
    trajectories: tuple[str, ...] | None = None

    @property
    def scope(self) -> str:
        """What this viewer may see, as one string: part of the key of everything cached."""
        owned = "*" if self.trajectories is None else ",".join(self.trajectories)
        return f"{self.role}:{'+'.join(self.cell_kinds)}:{owned}"

    def may_see(self, *, kind: str, trajectory_id: str | None) -> bool:
        """Whether a cell of `kind`, in this trajectory if in any, is inside the scope."""
        if kind not in self.cell_kinds:
            return False
        return trajectory_id is None or self.trajectories is None or trajectory_id in self.trajectories


DEMO = Viewer(role="demo")


def identify_viewer() -> Viewer:
    """The viewer of this run. Until there is a login, everyone sees the whole lattice of the demo."""
    return DEMO
