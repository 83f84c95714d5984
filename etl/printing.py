"""Findings and releases as tables on the terminal."""

import json

import polars as pl
from rich.console import Console
from rich.table import Table

from etl.check.registry import CHECKS
from etl.release import read_release
from etl.shelf import Difference, Shelved
from texts import Texts

FINDINGS_A_CHECK = 10
CHANGES = 20
_ID_WIDTH = len("20231130-1530-a1b2c3")


def print_findings(findings: pl.DataFrame, *, texts: Texts) -> None:
    """Findings (`schemas.warehouse.Findings`): those that refuse a file, then errors, then warnings,
    each by file and row. Of each check the first ten; a sentence names its own file, row and column.
    """
    console = Console(highlight=False)
    if findings.is_empty():
        console.print(texts("build.no_findings"))
        return
    headings = ("build.column_severity", "build.column_sentence")
    table = Table(*(texts(key) for key in headings), title=texts("build.findings_title"))
    for finding in order_findings(findings).iter_rows(named=True):
        severity = texts(f"build.severity_{finding['severity']}")
        table.add_row(severity, finding[f"sentence_{texts.language}"])
        if finding["turn"] == FINDINGS_A_CHECK and finding["more"] > 0:
            table.add_row("", texts.count("build.findings_more", finding["more"]))
    console.print(table)
    console.print(texts.count("build.findings_count", findings.height))


def order_findings(findings: pl.DataFrame) -> pl.DataFrame:
    """The first ten findings of each check, the gravest first, then by file and row.

    Returns:
        `schemas.warehouse.Findings` with turn (1 to 10 among those of its check) and more (how many of
        its check were left out).
    """
    refusing = [code for code, check in CHECKS.items() if check.refuses == "file"]
    gravity = pl.when(pl.col("check").is_in(refusing)).then(0).when(pl.col("severity") == "error").then(1)
    ordered = findings.with_columns(gravity=gravity.otherwise(2)).sort(
        "gravity", "file", "row", "position", maintain_order=True
    )
    counted = ordered.with_columns(
        turn=pl.int_range(1, pl.len() + 1).over("check"),
        more=pl.len().over("check").cast(pl.Int64) - FINDINGS_A_CHECK,
    )
    return counted.filter(pl.col("turn") <= FINDINGS_A_CHECK).drop("gravity")


def print_releases(releases: list[Shelved], *, texts: Texts) -> None:
    """Every release, the oldest first."""
    console = Console(highlight=False)
    if not releases:
        console.print(texts("build.no_releases"))
        return
    names = ("id", "made_at", "statements", "synthetic", "current")
    table = Table(*(texts(f"build.release_{name}") for name in names))
    table.columns[0].no_wrap, table.columns[0].min_width = True, _ID_WIDTH
    for release in releases:
        table.add_row(*list(_describe(release, texts=texts).values())[: len(names)])
    console.print(table)


def print_release(release: Shelved, *, texts: Texts) -> None:
    """One release: what it is, how it was made and how many figures have which status."""
    row = read_release(release.path, "release").row(0, named=True)
    table = Table(show_header=False)
    table.add_column()
    table.add_column(overflow="fold")
    for name, value in _describe(release, texts=texts).items():
        table.add_row(texts(f"build.release_{name}"), value)
    table.add_row(texts("build.release_policy"), row["policy_version"])
    table.add_row(texts("build.release_input"), row["input_sha256"])
    table.add_row(texts("build.release_hash"), row["statements_sha256"])
    for status, count in json.loads(row["audit"])["by_status"].items():
        words = texts("build.release_status", status=texts(f"build.status_{status}"))
        table.add_row(words, texts.number(count))
    Console(highlight=False).print(table)


def print_difference(difference: Difference, *, first: str, second: str, texts: Texts) -> None:
    """What two releases differ in: how many statements, and the first of them."""
    console = Console(highlight=False)
    if difference.is_empty:
        console.print(texts("build.diff_same", first=first, second=second))
        return
    counts = {
        "gone": texts.number(difference.only_first.height),
        "new": texts.number(difference.only_second.height),
        "changed": texts.number(difference.changed.height),
    }
    console.print(texts("build.diff_summary", first=first, second=second, **counts))
    if difference.changed.is_empty():
        return
    names = ("cell", "indicator", "wave", "statistic")
    headings = [texts(f"build.diff_{name}") for name in names]
    table = Table(*headings, first, second, title=texts("build.diff_title"))
    for row in difference.changed.head(CHANGES).iter_rows(named=True):
        sides = (_value(row, texts=texts, side=""), _value(row, texts=texts, side="_new"))
        table.add_row(row["cell_id"], row["indicator_id"], row["wave"], row["statistic"], *sides)
    console.print(table)
    if difference.changed.height > CHANGES:
        console.print(texts("build.diff_more", n=texts.number(difference.changed.height - CHANGES)))


def _describe(release: Shelved, *, texts: Texts) -> dict[str, str]:
    return {
        "id": release.release_id,
        "made_at": f"{texts.date(release.made_at)} {release.made_at:%H:%M}",
        "statements": texts.number(release.statements),
        "synthetic": texts("build.yes" if release.synthetic else "build.no"),
        "current": texts("build.yes" if release.current else "build.no"),
        "file": str(release.path),
    }


def _value(row: dict[str, object], *, texts: Texts, side: str) -> str:
    value = row[f"value{side}"]
    if isinstance(value, float):
        return texts.number(value, 3)
    return texts(f"build.status_{row[f'status{side}']}")
