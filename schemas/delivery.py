"""A delivery: files that somebody handed in through the dashboard, and how far they came.

`etl.deliver` alone writes it, one folder a delivery, below `data/built/<programme>/deliveries/<id>/`:

    delivery.json          a `Delivery`
    progress.json          a `Progress`, while a command is at work
    findings.parquet       schemas.warehouse.Findings of the files of this delivery only
    marked/<file>.xlsx     a file's table with its findings marked, people's own particulars left out
    mapping/<file>.json    a `Proposal` for a file whose layout is not known
    comparison.json        a `Comparison` with the release in service, once a release is proposed
    originals/<n>.kompas   a file as it was handed in, encrypted, if a key is configured (`schemas.originals`)

The app reads these and hands raw bytes to `python -m etl deliver`; what it handed in it never reads back.
"""

from datetime import datetime
from typing import Literal

from schemas.access import Role
from schemas.wording import Configured, Slug, Wording

State = Literal[
    "checking", "unmapped", "refused", "checked", "building", "proposed", "in_service", "sent_back",
    "withdrawn", "replaced", "rolled_back", "failed",
]  # fmt: skip


class DeliveredFile(Configured):
    """One file: its name without a path, the source it was recognised as and what that is called, what was
    read of it.

    `fault` is the message key of what made it unreadable (`deliver.fault_…`), with `values` to fill in.
    """

    name: str
    sha256: str
    size: int
    source: Slug | None = None
    label: Wording | None = None
    sheet: str | None = None
    rows: int | None = None
    loaded: int | None = None
    refused: int | None = None
    fault: str | None = None
    values: dict[str, str] = {}


class Delivery(Configured):
    """One delivery. `trajectories` are those of whoever delivered; empty for the steward: all.

    `word` is what the steward wrote when it went back. `release` is the proposed release, `beside` the
    one in service when it was made.
    """

    id: str
    programme: Slug
    made_at: datetime
    changed_at: datetime
    role: Role
    trajectories: tuple[Slug, ...] = ()
    state: State
    files: tuple[DeliveredFile, ...] = ()
    errors: int = 0
    warnings: int = 0
    word: str = ""
    release: str | None = None
    beside: str | None = None
    fault: str | None = None
    values: dict[str, str] = {}


class Progress(Configured):
    """What a command is doing: a message key and how much of it is done, 0 to 1."""

    step: str
    part: float
    process: int


class ColumnSample(Configured):
    """A column of an unknown layout: where it stands, and the distinct labels of a column of choices.

    `labels` is empty for numbers, dates and free text: answers of persons are never shown. `proposed` is
    the target whose name is the heading after folding; `nearest` the one that looks most like it.
    """

    heading: str
    position: int
    kind: Literal["choice", "number", "date", "text", "empty"]
    labels: tuple[str, ...] = ()
    proposed: str | None = None
    nearest: str | None = None


class Target(Configured):
    """What a column can be mapped to: a field of a table (`field:leader_id`) or an item (`item:…`)."""

    id: str
    needed: bool = False
    labels: tuple[tuple[str, str], ...] = ()


class Layout(Configured):
    """A target a column, and a code a label (by target), as somebody chose them for one file."""

    file: str
    source: Slug
    columns: dict[str, str]
    values: dict[str, dict[str, str]] = {}


class Proposal(Configured):
    """What to choose from: sources this file may be, with the targets of each and what it is called, and the
    file's columns.
    """

    file: str
    columns: tuple[ColumnSample, ...]
    targets: dict[Slug, tuple[Target, ...]]
    labels: dict[Slug, Wording] = {}
    likely: Slug | None = None


class Change(Configured):
    """A statement that the two releases tell differently; a value is null where nothing is shown."""

    cell_id: str
    indicator_id: str
    wave: str
    statistic: str
    before: float | None
    after: float | None


class Comparison(Configured):
    """The proposed release beside the one in service. `answers`: respondents by wave, before and after."""

    answers: dict[str, tuple[int, int]]
    shown: tuple[int, int]
    newly_shown: int
    newly_withheld: int
    changed: int
    changes: tuple[Change, ...]
    audit_passed: bool
    smallest_group: int
    narrowest_points: float
