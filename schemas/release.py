"""The release: the one read-only file that every page, chart, table and download shows rows of.

`etl.release` writes it, `ui.store` reads it. Nothing in it is about one person.
"""

from datetime import datetime

import pandera.polars as pa
import polars as pl

from schemas.references import ReferenceValues, Yardsticks
from schemas.table import Table
from schemas.warehouse import Findings

CELL_KINDS: tuple[str, ...] = (
    "total",
    "trajectory",
    "level",
    "region",
    "trajectory_level",
    "trajectory_region",
    "level_region",
    "partnership",
    "trajectory_level_region",
)
STATUSES = ("shown", "withheld", "not_asked", "not_delivered", "not_estimable")
FORMAT = "1.0.0"  # of these tables; docs/open-formaat.md says when it changes
TOTAL = "total"
JOIN = "+"
"""Stands between the pooled parts in the id of a pooled cell."""


def cell_id(
    *,
    trajectory: str | None = None,
    level: str | None = None,
    region: str | None = None,
    partnership: str | None = None,
) -> str:
    """The id of a cell: `total`, or its parts joined, such as `trajectory=pi-3|level=basis-gewoon`."""
    parts = {"trajectory": trajectory, "level": level, "region": region, "partnership": partnership}
    return "|".join(f"{k}={v}" for k, v in parts.items() if v is not None) or TOTAL


class Release(Table):
    """One row: what this release is. `programme`, `policy` and `audit` are JSON; `format` is `FORMAT`."""

    release_id: str = pa.Field(unique=True)
    format: str
    programme_id: str
    made_at: datetime
    synthetic: bool
    input_sha256: str
    statements_sha256: str
    policy_version: str
    policy: str
    audit: str
    programme: str


class Sources(Table):
    """One row a source file, with what was read, loaded and refused."""

    source_id: str
    file: str = pa.Field(unique=True)
    sha256: str
    format: str
    rows_read: int
    rows_loaded: int
    rows_refused: int


class Cells(Table):
    """One row a cell that has at least one leader: of the lattice, or a pool of such cells.

    A pooled cell has the kind of its `members` (a JSON list of cell ids; null for a cell of its own)
    and an id in which the pooled part is joined by `+`: `trajectory=pi-3|level=a+b`. The column of its
    pooled part is null, its other columns are filled.
    """

    cell_id: str = pa.Field(unique=True)
    kind: str = pa.Field(isin=list(CELL_KINDS))
    trajectory_id: str = pa.Field(nullable=True)
    level: str = pa.Field(nullable=True)
    region: str = pa.Field(nullable=True)
    partnership_id: str = pa.Field(nullable=True)
    label: str = pa.Field(nullable=True)
    members: str = pa.Field(nullable=True)


class Indicators(Table):
    """One row an indicator: an item, an option of a `multiple` item, a scale, or a derived one.

    `kind`: likert, number, choice, multiple (from items), scale, response, attendance, pace (sessions
    attended a month or a school year), actions (leaders whose actions came so far).
    `level`: context, reaction, learning, behaviour, participation. `answers` is a JSON list of
    `{"code", "nl", "en"}`; `waves` a JSON list of wave ids and contrast ids. `unit`: points, share,
    hours, count. `position` is the order on the screen.
    """

    indicator_id: str = pa.Field(unique=True)
    instrument: str = pa.Field(nullable=True)
    kind: str = pa.Field(
        isin=["likert", "number", "choice", "multiple", "scale", "response", "attendance", "pace", "actions"]
    )
    level: str = pa.Field(isin=["context", "reaction", "learning", "behaviour", "participation"])
    guskey: int = pa.Field(nullable=True)
    kernprofiel: str = pa.Field(nullable=True)
    perceived: bool
    scale_id: str = pa.Field(nullable=True)
    item_id: str = pa.Field(nullable=True)
    label_nl: str
    label_en: str
    wording_nl: str
    wording_en: str
    low: float = pa.Field(nullable=True)
    high: float = pa.Field(nullable=True)
    answers: str
    waves: str
    unit: str = pa.Field(isin=["points", "share", "hours", "count"])
    nps: bool
    position: int


class Statements(Table):
    """One row a cell, indicator, wave and statistic: everything that is published.

    `wave`: a wave id; a contrast (`begin-end`) for what is paired; a month (`2022-03`) for
    attendance over time; `all` for the whole programme. `statistic`:

    - `mean` in the unit of the indicator, `low`–`high` its 95 % interval for this cohort;
    - `mean_programme` the same value, with an interval over partnerships (one-way cells);
    - `top2` share 0–1 of the two highest answers, Wilson interval;
    - `share_<code>` share 0–1 of one answer (for a `multiple` option: `share_1`);
    - `nps` −100…100;
    - `mean_from`, `mean_to`, `change` (mean of the paired differences, cluster-robust interval),
      `d_av`, `improved`, `same`, `worse` (shares 0–1), all on the same paired people;
    - `p_adjusted` of that change, Benjamini–Hochberg over the changes of one Kirkpatrick level;
    - beside it, in one-way cells: `d_z`, `ceiling` (share at the top at the first moment),
      `top2_change` (difference of shares, Likert items), `hl` (Hodges–Lehmann), `p_signed_rank` and
      `rank_biserial`;
    - `count` (people) and `rate` (share 0–1) for response and attendance.

    `coded` tells what `value` is: 0 the number itself, −1 "at most `value`", +1 "at least `value`". Of
    small groups and rare answers the ends of a scale are told no closer; a coded statement has no interval.

    `n` is the number of people behind it, `n_partnerships` that of their partnerships where the
    interval rests on these. `method` is the id of the method that gave the number
    (`schemas.methods`): it says what the interval means. All of these are null unless `shown`.
    """

    cell_id: str
    indicator_id: str
    wave: str
    statistic: str
    value: float = pa.Field(nullable=True)
    coded: int = pa.Field(nullable=True, isin=[-1, 0, 1])
    low: float = pa.Field(nullable=True)
    high: float = pa.Field(nullable=True)
    n: int = pa.Field(nullable=True)
    n_partnerships: int = pa.Field(nullable=True)
    method: str = pa.Field(nullable=True)
    status: str = pa.Field(isin=list(STATUSES))

    class Config:
        strict = True
        unique = ["cell_id", "indicator_id", "wave", "statistic"]


class Models(Table):
    """One row a model result (α, ICC, …) for the total; `status` as in statements.

    `model` and `term` name it, `method` how it was found (`schemas.methods`). A result that could not
    be estimated has a `reason` instead of a number: `too_few_people`, `too_few_partnerships`,
    `too_few_trajectories`, `no_spread`, `not_converged`, `collinear`, `nothing_explained`, `nothing_missing`,
    `everybody_missing` or `too_many_patterns` (texts `results.reason_…`).
    """

    model: str
    indicator_id: str
    wave: str
    term: str
    value: float = pa.Field(nullable=True)
    low: float = pa.Field(nullable=True)
    high: float = pa.Field(nullable=True)
    n: int = pa.Field(nullable=True)
    n_partnerships: int = pa.Field(nullable=True)
    method: str
    status: str = pa.Field(isin=list(STATUSES))
    reason: str = pa.Field(nullable=True)

    class Config:
        strict = True
        unique = ["model", "indicator_id", "wave", "term"]


class Reach(Table):
    """One row a cell, measure, dimension and category: exact programme facts, never protected.

    `measure`: applications, partnerships, schools, leaders, leaders_stopped, sessions, session_hours.
    `dimension`: none (category `all`), trajectory, level, region, net, role, status (of applications),
    kind (of sessions), month (of sessions, `2022-03`). `denominator`: all such schools in Flanders,
    for coverage, where known.
    """

    cell_id: str
    measure: str
    dimension: str
    category: str
    value: float
    denominator: float = pa.Field(nullable=True)

    class Config:
        strict = True
        unique = ["cell_id", "measure", "dimension", "category"]


class Regions(Table):
    """One row a region: its outline as a GeoJSON geometry, for the map."""

    region: str = pa.Field(unique=True)
    geometry: str
    longitude: float
    latitude: float
    credit_nl: str
    credit_en: str


class Documents(Table):
    """One row a file that a page offers as a download, such as the workbook of findings."""

    name: str = pa.Field(unique=True)
    media_type: str
    content: pl.Binary


TABLES: dict[str, type[Table]] = {
    "release": Release,
    "sources": Sources,
    "cells": Cells,
    "indicators": Indicators,
    "statements": Statements,
    "models": Models,
    "reach": Reach,
    "yardsticks": Yardsticks,
    "reference_values": ReferenceValues,
    "quality": Findings,
    "regions": Regions,
    "documents": Documents,
}
