"""The measurements, their goals, and how they are written down."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Result:
    """One measurement. `goal` is the most that it may be, `least` the least; None where there is none."""

    what: str
    value: float
    unit: str
    goal: float | None = None
    least: float | None = None

    @property
    def verdict(self) -> str:
        """`yes`, `no`, or nothing where there is no goal."""
        if self.goal is None and self.least is None:
            return ""
        met = (self.least is None or self.least <= self.value) and (
            self.goal is None or self.value <= self.goal
        )
        return "yes" if met else "**no**"

    @property
    def wanted(self) -> str:
        """`≤ 60 s`, `92–98 %`, or nothing where there is no goal."""
        if self.least is not None and self.goal is not None:
            return f"{self.least:g}–{self.goal:g} {self.unit}"
        if self.least is not None:
            return f"≥ {self.least:g} {self.unit}"
        return "" if self.goal is None else f"≤ {self.goal:g} {self.unit}"


def write_results(results: list[Result]) -> None:
    """Write RESULTS.md, and the same as JSON into results/ under the moment of measuring."""
    moment = datetime.now(UTC)
    text = format_results(results, moment=moment)
    kept = "".join(f"\n## {section}" for section in _read().split("\n## ")[1:])
    (FOLDER / "RESULTS.md").write_text(text + kept, encoding="utf-8")
    (FOLDER / "results").mkdir(exist_ok=True)
    path = FOLDER / "results" / f"{moment:%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps([asdict(result) for result in results], indent=2), encoding="utf-8")


def write_section(title: str, results: list[Result], *, about: str) -> None:
    """Write a section of RESULTS.md in place of the one with this title; the rest stays as it is."""
    rows = [format_row(result) for result in results]
    table = ["| what | measured | goal | met |", "|---|---|---|---|", *rows]
    section = "\n".join([title, "", about, "", *table, ""])
    first, *others = _read().split("\n## ")
    kept = [other for other in others if other.partition("\n")[0] != title]
    whole = "\n## ".join([first, *kept, section])
    (FOLDER / "RESULTS.md").write_text(whole, encoding="utf-8")


def _read() -> str:
    return (FOLDER / "RESULTS.md").read_text(encoding="utf-8")


def format_results(results: list[Result], *, moment: datetime) -> str:
    """RESULTS.md."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return "\n".join(
        [
            "# Benchmarks",
            "",
            f"Written by `make bench` on {moment:%Y-%m-%d}; {machine}. Times of pages are medians; a ratio",
            "compares with a page measured in the same run on the same server settings. Rerun: the server's",
            "work on a filter change, without a browser, figures cached once. Worlds are made up, so that",
            "their truth is known: an honest 95 % interval holds it in about 95 of 100.",
            "",
            "| what | measured | goal | met |",
            "|---|---|---|---|",
            *(format_row(result) for result in results),
            "",
        ]
    )


def format_row(result: Result) -> str:
    """One row of the table in RESULTS.md."""
    return f"| {result.what} | {result.value:.2f} {result.unit} | {result.wanted} | {result.verdict} |"
