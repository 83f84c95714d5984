"""What came in and what the checks found."""

from collections.abc import Mapping

import polars as pl

from charts.share_bars import draw_share_bars
from texts import Texts
from ui.figure import Figure
from ui.labels import start_upper
from ui.page import Page
from ui.present.facts import frame_bars
from ui.remember import remembered

MOST_ROWS = 100
"""Findings listed on a page, of a release or of a delivery; the workbook holds all of them."""
SEVERITIES = ("error", "warning")
ANY = ""


@remembered
def list_totals(page: Page) -> tuple[tuple[int, str], ...]:
    """Rows read, loaded and refused, and findings by severity, with their words."""
    findings = page.store.count_findings()
    totals = {**page.store.count_rows(), **{f"{s}s": findings.get(s, 0) for s in SEVERITIES}}
    return tuple((n, page.texts.count(f"quality.{name}", n)) for name, n in totals.items())


@remembered
def tabulate_sources(page: Page) -> pl.DataFrame:
    """The source files under headings for readers."""
    columns = {
        "source_id": "source",
        "file": "file",
        "format": "format",
        "rows_read": "read",
        "rows_loaded": "loaded",
        "rows_refused": "refused",
    }
    return page.store.sources().select(
        pl.col(name).alias(page.texts(f"quality.column_{heading}")) for name, heading in columns.items()
    )


def name_check(check: str, *, texts: Texts) -> str:
    """What a check is called; its code, if the catalogue has no name for it."""
    key = f"quality.check_{check}"
    return texts(key) if texts.has(key) else check.replace("_", " ")


@remembered
def present_checks(page: Page) -> Figure | None:
    """Findings by check, errors first, most found first; None when nothing was found, or not to be seen."""
    texts = page.texts
    counts = (
        page.store.quality()
        .group_by("severity", "check")
        .len()
        .sort("severity", "len", "check", descending=[False, True, False])
    )
    if counts.is_empty():
        return None
    rows = [
        (
            start_upper(name_check(row["check"], texts=texts)),
            row["len"],
            texts(f"quality.severity_{row['severity']}"),
        )
        for row in counts.iter_rows(named=True)
    ]
    frame = frame_bars([(label, float(n), severity) for label, n, severity in rows])
    return Figure(
        key="checks",
        question=texts("quality.checks_question"),
        answer=_tell_checks(counts, texts=texts),
        draw=lambda: draw_share_bars(frame, texts=texts, dark=page.dark, unit="count"),
        table=pl.DataFrame(
            {
                texts("quality.column_check"): [label for label, _, _ in rows],
                texts("quality.column_severity"): [severity for _, _, severity in rows],
                texts("quality.column_count"): [n for _, n, _ in rows],
            }
        ),
        how_to_read=texts("quality.checks_how"),
        caution=texts("quality.checks_caution"),
    )


def _tell_checks(counts: pl.DataFrame, *, texts: Texts) -> str:
    totals = dict(counts.group_by("severity").agg(pl.col("len").sum()).iter_rows())
    most = counts.sort("len", descending=True, maintain_order=True).row(0, named=True)
    return start_upper(
        texts(
            "quality.checks_answer",
            errors=texts.count("quality.count_errors", totals.get("error", 0)),
            warnings=texts.count("quality.count_warnings", totals.get("warning", 0)),
            check=name_check(most["check"], texts=texts),
            n=texts.number(most["len"]),
        )
    )


def list_options(findings: pl.DataFrame, column: str, *, texts: Texts) -> dict[str, str]:
    """What can be chosen in `column` of the findings: every one first, then what occurs."""
    values = findings[column].drop_nulls().unique().sort().to_list()
    return {ANY: texts("quality.any"), **{v: _name_value(column, v, texts=texts) for v in values}}


def filter_findings(findings: pl.DataFrame, chosen: Mapping[str, str]) -> pl.DataFrame:
    """The findings with the `chosen` value in each column; an empty value is any."""
    return findings.filter(
        pl.lit(value=True), *(pl.col(name) == value for name, value in chosen.items() if value != ANY)
    )


def tabulate_findings(frame: pl.DataFrame, *, texts: Texts) -> pl.DataFrame:
    """The first findings under headings for readers."""
    first = frame.head(MOST_ROWS)
    severities = [texts(f"quality.severity_{severity}") for severity in first["severity"]]
    return pl.DataFrame(
        {
            texts("quality.column_sentence"): first[f"sentence_{texts.language}"],
            texts("quality.column_severity"): pl.Series(severities, dtype=pl.String),
            texts("quality.column_file"): first["file"],
            texts("quality.column_row"): first["row"],
            texts("quality.column_column"): first["column"],
        }
    )


def _name_value(column: str, value: str, *, texts: Texts) -> str:
    if column == "severity":
        return texts(f"quality.severity_{value}")
    return name_check(value, texts=texts) if column == "check" else value
