"""An audit as tables on the terminal."""

import json

from rich.console import Console
from rich.table import Table

from etl.audit.audit import Audit
from etl.audit.problems import Problem
from texts import Texts

_PROBLEMS = 20


def print_json(audit: Audit) -> None:
    """The audit as JSON."""
    Console(highlight=False, soft_wrap=True).print(json.dumps(audit.to_json(), indent=2), markup=False)


def print_audit(audit: Audit, *, release: str, texts: Texts) -> None:
    """What an audit found, and what it did not look at."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(_tell(audit, texts=texts))
    console.print(_count(audit, texts=texts))
    console.print(_cover(audit, texts=texts))
    scope = "build.audit_scope_thorough" if audit.thorough else "build.audit_scope"
    console.print(texts(scope, n=texts.number(audit.not_again)), markup=False)
    for problem in audit.problems[:_PROBLEMS]:
        console.print(_name(problem, texts=texts), markup=False)
    if len(audit.problems) > _PROBLEMS:
        console.print(
            texts("build.audit_more", n=texts.number(len(audit.problems) - _PROBLEMS)), markup=False
        )
    key = "build.audit_passed" if audit.passed else "build.audit_failed"
    console.print(texts(key, release=release, n=texts.number(len(audit.problems))), markup=False)


def _tell(audit: Audit, *, texts: Texts) -> Table:
    table = Table(show_header=False)
    none = texts("build.audit_none")
    rows = {
        "k": texts.number(audit.k),
        "smallest": none if audit.smallest_group is None else texts.number(audit.smallest_group),
        "narrowest": none if audit.narrowest_points is None else texts.number(audit.narrowest_points, 2),
        "certain": texts.number(audit.certain),
        "groups": texts.number(audit.groups),
        "bases": texts.number(audit.bases),
    }
    for name, value in rows.items():
        table.add_row(texts(f"build.audit_{name}"), value)
    return table


def _count(audit: Audit, *, texts: Texts) -> Table:
    """Shown and withheld statements by kind of cell and wave."""
    headings = ("kind", "wave", "shown", "withheld")
    table = Table(*(texts(f"build.audit_{name}") for name in headings))
    for kind in dict.fromkeys([*audit.shown, *audit.withheld]):
        shown, withheld = audit.shown.get(kind, {}), audit.withheld.get(kind, {})
        for wave in sorted({*shown, *withheld}):
            numbers = (texts.number(counts.get(wave, 0)) for counts in (shown, withheld))
            table.add_row(texts(f"build.audit_kind_{kind}"), wave, *numbers)
    return table


def _cover(audit: Audit, *, texts: Texts) -> Table:
    waves = list(dict.fromkeys(wave for shares in audit.coverage.values() for wave in shares))
    table = Table(texts("build.audit_kind"), *waves, title=texts("build.audit_coverage"))
    for kind, shares in audit.coverage.items():
        cells = (texts.number(100 * shares[wave]) + " %" if wave in shares else "" for wave in waves)
        table.add_row(texts(f"build.audit_kind_{kind}"), *cells)
    return table


def _name(problem: Problem, *, texts: Texts) -> str:
    return texts(
        f"build.audit_problem_{problem.code}",
        place=problem.place,
        size=texts.number(problem.size or 0),
        points=texts.number(problem.points or 0.0, 2),
    )
