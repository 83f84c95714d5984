"""The audit as a whole: statements, separation and openness of a release, and what is reported of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from etl.audit.coverage import Counts, count_statements, measure_coverage
from etl.audit.drafts import draft_units
from etl.audit.earlier import read_earlier
from etl.audit.open_waves import find_early
from etl.audit.places import place_leaders
from etl.audit.problems import Problem
from etl.audit.standing import find_stands
from etl.audit.statements import check_statements
from etl.audit.unit_audit import Outcome, audit_units
from etl.audit.values import Values
from etl.circulation import Ledger
from etl.disclosure.policy import Policy
from schemas.programme import Programme

STEP = "build.step_audit"
Report = Callable[[str, float], None]


@dataclass(frozen=True)
class Audit:
    """What an audit found.

    `smallest_group`: the smallest group that can be told apart; no group below `k` can when it is at least
    `k`. `narrowest_points`: no small group was seen to have a narrower interval of its mean (None: nothing
    to ask). `certain`: answers that somebody in a small group certainly gave. `groups`: small groups looked
    at, in every indicator and moment. `bases`: indicators with moments that share answers. `not_again`:
    numbers of which only place and form were checked. `problems`: everything that is wrong; none in a
    release that passes.
    """

    k: int
    smallest_group: int | None
    narrowest_points: float | None
    certain: int
    groups: int
    bases: int
    not_again: int
    thorough: bool
    coverage: dict[str, dict[str, float]]
    shown: Counts
    withheld: Counts
    problems: tuple[Problem, ...]
    outcomes: Mapping[str, Outcome]

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def to_json(self) -> dict[str, object]:
        """What is written into a release."""
        told = {name: value for name, value in vars(self).items() if name not in ("problems", "outcomes")}
        return {**told, "passed": self.passed, "problems": [p.to_row() for p in self.problems]}


@dataclass(frozen=True)
class Past:
    """What an audit may know of before: the `ledger` of what was told, and `outcomes` by identity."""

    ledger: Ledger | None = None
    outcomes: Mapping[str, Outcome] | None = None


def audit_contents(
    contents: Mapping[str, pl.DataFrame],
    tables: Mapping[str, pl.DataFrame],
    *,
    programme: Programme,
    policy: Policy,
    today: date,
    past: Past = Past(),
    thorough: bool = False,
    report: Report = lambda _key, _share: None,
) -> Audit:
    """Audit what a release holds against the warehouse.

    Args:
        contents: the tables cells, indicators and statements of `schemas.release.TABLES`.
        tables: every table of `schemas.warehouse.TABLES`.
        programme: its waves and contrasts.
        policy: what may be published.
        today: the day on which the release was made: what was open then shows only totals.
        past: the ledger with this release in it, and what was audited before.
        thorough: ask about every group and put every unit to the independent solver.
        report: told the progress, 0 to 1, under a message key.
    """
    statements = contents["statements"]
    places = place_leaders(tables["leaders"], cells=contents["cells"])
    values = Values(tables=tables, indicators=contents["indicators"], programme=programme, places=places)
    earlier = read_earlier(past.ledger, places=places, sessions=tables["sessions"])
    stands = find_stands(values, earlier=earlier)
    checked = check_statements(statements, values=values, stands=stands, policy=policy)
    report(STEP, 0.1)
    units = draft_units(checked.told, values=values, stands=stands, earlier=earlier)
    outcomes = audit_units(
        units,
        k=policy.k,
        thorough=thorough,
        known=past.outcomes or {},
        report=lambda s: report(STEP, 0.1 + 0.9 * s),
    )
    early = find_early(statements, cells=contents["cells"], programme=programme, today=today)
    found = list(outcomes.values())
    return Audit(
        k=policy.k,
        smallest_group=min((o.smallest for o in found if o.smallest), default=None),
        narrowest_points=_round(min((o.narrowest for o in found), default=float("inf"))),
        certain=sum(o.certain for o in found),
        groups=sum(o.groups for o in found),
        bases=len(units),
        not_again=checked.not_again,
        thorough=thorough,
        coverage=measure_coverage(statements, values=values, stands=stands),
        shown=count_statements(statements, cells=contents["cells"], status="shown"),
        withheld=count_statements(statements, cells=contents["cells"], status="withheld"),
        problems=(*checked.problems, *early, *(p for o in found for p in o.problems)),
        outcomes=outcomes,
    )


def _round(points: float) -> float | None:
    return None if points == float("inf") else round(points, 4)
