"""What an audit finds wrong."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`code`: what is wrong (texts `build.audit_problem_<code>`), and which statement or cell it is about.

    `size`: the people of a group that is told apart. `points`: how far its mean stays open.
    """

    code: str
    indicator_id: str
    wave: str
    statistic: str
    cell_id: str
    size: int | None = None
    points: float | None = None

    @property
    def place(self) -> str:
        """What it is about."""
        parts = (self.cell_id, self.indicator_id, self.wave, self.statistic)
        return " · ".join(part for part in parts if part)

    def to_row(self) -> dict[str, object]:
        """As JSON."""
        return {name: value for name, value in vars(self).items() if value not in (None, "")}
