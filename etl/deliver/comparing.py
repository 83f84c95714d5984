"""Sets a proposed release beside the one in service."""

from pathlib import Path

import polars as pl

from etl.audit.audit import Audit
from etl.release import read_release
from schemas.delivery import Change, Comparison
from schemas.release import TOTAL, Statements
from schemas.table import empty_frame

MOST_CHANGES = 2000
_NUMBERS = ("value", "coded", "low", "high", "n")
_KEY = ["cell_id", "indicator_id", "wave", "statistic"]


def compare(
    before: Path | None, *, statements: pl.DataFrame, waves: tuple[str, ...], audit: Audit
) -> Comparison:
    """What changes for a reader once `statements` replace those of the release in `before` (None: the first).

    `changes` are at most MOST_CHANGES, those of the whole programme first.
    """
    old = empty_frame(Statements) if before is None else read_release(before, "statements")
    both = _set_beside(old, statements)
    newly_shown = both.filter(~pl.col("was_shown") & pl.col("is_shown"))
    newly_withheld = both.filter(pl.col("was_shown") & ~pl.col("is_shown"))
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_new")) for name in _NUMBERS)
    changed = both.filter(pl.col("was_shown") & pl.col("is_shown") & differs)
    answers = {wave: (_count_people(old, wave), _count_people(statements, wave)) for wave in waves}
    return Comparison(
        answers={wave: pair for wave, pair in answers.items() if any(pair)},
        shown=(_count_shown(old), _count_shown(statements)),
        newly_shown=newly_shown.height,
        newly_withheld=newly_withheld.height,
        changed=changed.height,
        changes=_list_changes(pl.concat([changed, newly_shown, newly_withheld])),
        audit_passed=audit.passed,
        smallest_group=audit.smallest_group or 0,
        narrowest_points=audit.narrowest_points or 0.0,
    )


def _set_beside(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    joined = old.join(new, on=_KEY, how="full", suffix="_new", coalesce=True)
    return joined.with_columns(
        was_shown=(pl.col("status") == "shown").fill_null(value=False),
        is_shown=(pl.col("status_new") == "shown").fill_null(value=False),
    )


def _count_shown(statements: pl.DataFrame) -> int:
    return statements.filter(pl.col("status") == "shown").height


def _count_people(statements: pl.DataFrame, wave: str) -> int:
    """The most people behind a number of the whole programme at a wave: those who answered.

    Numbers of those who were expected (response, attendance) count everybody and are left out.
    """
    told = statements.filter(
        (pl.col("cell_id") == TOTAL)
        & (pl.col("wave") == wave)
        & (pl.col("status") == "shown")
        & ~pl.col("statistic").is_in(["count", "rate"])
    )
    most = told["n"].max()
    return int(most) if isinstance(most, int) else 0


def _list_changes(rows: pl.DataFrame) -> tuple[Change, ...]:
    ordered = rows.with_columns(whole=pl.col("cell_id") == TOTAL).sort(
        "whole", *_KEY, descending=[True, False, False, False, False]
    )
    return tuple(
        Change(
            **{name: row[name] for name in _KEY},
            before=row["value"] if row["was_shown"] else None,
            after=row["value_new"] if row["is_shown"] else None,
        )
        for row in ordered.head(MOST_CHANGES).iter_rows(named=True)
    )
