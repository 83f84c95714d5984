"""What somebody chose for the columns of one file: what is missing in it, and the layout that it makes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from schemas.delivery import ColumnSample, Layout, Proposal, Target

ITEM = "item:"


@dataclass(frozen=True)
class Chosen:
    """For one file: what it is, a target a column (by position), a code a label (by column)."""

    proposal: Proposal
    source: str | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    codes: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    @property
    def targets(self) -> tuple[Target, ...]:
        """What the columns of such a file can be."""
        return () if self.source is None else self.proposal.targets.get(self.source, ())

    def list_missing(self) -> tuple[str, ...]:
        """Targets without which such a file says nothing, and for which no column was chosen."""
        taken = set(self.columns.values())
        return tuple(target.id for target in self.targets if target.needed and target.id not in taken)

    def list_twice(self) -> tuple[str, ...]:
        """Targets for which more than one column was chosen."""
        return tuple(target for target, n in Counter(self.columns.values()).items() if n > 1)

    @property
    def lacks_questions(self) -> bool:
        """Whether such a file is made of questions, and no column is one."""
        asked = any(target.id.startswith(ITEM) for target in self.targets)
        return asked and not any(target.startswith(ITEM) for target in self.columns.values())

    @property
    def is_complete(self) -> bool:
        """Whether the file can be read this way."""
        if self.source is None or self.lacks_questions:
            return False
        return not self.list_missing() and not self.list_twice()

    def make_layout(self) -> Layout:
        """The layout to hand in with the file.

        Raises:
            ValueError: if nobody said what the file is.
        """
        if self.source is None:
            raise ValueError(self.proposal.file)
        headings = {column.position: column.heading for column in self.proposal.columns}
        return Layout(
            file=self.proposal.file,
            source=self.source,
            columns={headings[position]: target for position, target in self.columns.items()},
            values={
                self.columns[position]: dict(codes)
                for position, codes in self.codes.items()
                if codes and position in self.columns
            },
        )


def find_target(targets: tuple[Target, ...], target_id: str | None) -> Target | None:
    """The target with this id; None if there is none."""
    return next((target for target in targets if target.id == target_id), None)


def propose_target(column: ColumnSample, *, targets: tuple[Target, ...]) -> str | None:
    """What is chosen at first: only what has the very name of the column."""
    return column.proposed if find_target(targets, column.proposed) else None


def suggest_target(column: ColumnSample, *, targets: tuple[Target, ...]) -> str | None:
    """What looks most like the column, to be told and never chosen."""
    near = column.nearest if find_target(targets, column.nearest) else None
    return None if near == propose_target(column, targets=targets) else near


def match_labels(column: ColumnSample, target: Target) -> dict[str, str]:
    """The labels of the column that are, but for capitals and spaces, a label or code of the target."""
    known = {_fold(label): code for code, label in target.labels}
    known |= {_fold(code): code for code, _ in target.labels}
    return {label: known[_fold(label)] for label in column.labels if _fold(label) in known}


def has_choices(column: ColumnSample, target: Target | None) -> bool:
    """Whether the column's labels have to become the codes of its target."""
    return target is not None and bool(target.labels) and column.kind == "choice" and bool(column.labels)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
