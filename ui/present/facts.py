"""Reach facts of a cell, by category in the programme's order, and the words for them."""

from typing import Any, Literal, get_args

import polars as pl

from charts.share_bars import SCHEMA
from schemas.programme import Programme
from schemas.wording import Count
from texts import Texts
from ui.labels import find_dimension, label_category, label_trajectory
from ui.page import Page
from ui.remember import remembered

MEASURES = ("leaders", "schools", "partnerships")
Division = Literal["trajectory", "level", "region", "net", "role"]
Fact = dict[str, Any]
Bar = tuple[str, float, str | None]


def read_totals(page: Page) -> dict[str, int]:
    """Each measure of the chosen cell as one number."""
    facts = page.store.reach(cell_id=page.cell.cell_id, dimensions=["none"])
    return {row["measure"]: round(row["value"]) for row in facts.iter_rows(named=True)}


def read_facts(page: Page, *, measure: str, dimension: str) -> dict[str, Fact]:
    """One measure of the chosen cell by category, in the programme's order; unknown categories last."""
    rows = page.store.reach(cell_id=page.cell.cell_id, measures=[measure], dimensions=[dimension])
    facts = {row["category"]: row for row in rows.iter_rows(named=True)}
    known = [c for c in list_categories(page.programme, dimension) if c in facts]
    return {c: facts[c] for c in (*known, *sorted(facts.keys() - set(known)))}


@remembered
def list_divisions(page: Page) -> tuple[Division, ...]:
    """The divisions that the chosen cell has facts for, in a fixed order."""
    known = set(page.store.reach(cell_id=page.cell.cell_id, measures=MEASURES)["dimension"])
    return tuple(division for division in get_args(Division) if division in known)


def list_categories(programme: Programme, dimension: str) -> tuple[str, ...]:
    """The ids of a division in the programme's order."""
    if dimension == "trajectory":
        return tuple(t.id for t in programme.trajectories)
    if dimension in {"level", "region", "net", "role"}:
        return tuple(c.id for c in getattr(programme.dimensions, dimension).categories)
    return ()


def label_fact(category: str, *, division: Division, page: Page) -> str:
    """What a category is called; one that nobody filled in is "not known"."""
    if category not in list_categories(page.programme, division):
        return page.texts("reach.unknown_category")
    if division == "trajectory":
        return label_trajectory(programme=page.programme, trajectory_id=category, texts=page.texts)
    return label_category(programme=page.programme, dimension=division, category=category, texts=page.texts)


def count_of(measure: str, *, programme: Programme) -> Count:
    """What a measure counts, in the programme's own words."""
    units = programme.units
    return {"leaders": units.leader, "schools": units.school, "partnerships": units.partnership}[measure]


def name_many(count: Count, *, texts: Texts) -> str:
    """Several of it, in the reader's language."""
    return count.many.in_language(texts.language)


def name_division(division: Division, *, page: Page) -> str:
    """What a division is called, several of it: "trajecten", "regio's"."""
    if division == "trajectory":
        return name_many(page.programme.units.trajectory, texts=page.texts)
    return name_many(find_dimension(programme=page.programme, name=division).label, texts=page.texts)


def note_of(division: Division, *, page: Page) -> str:
    """What to mind with a division: the programme's own note, after that these are full counts."""
    exact = page.texts("reach.exact")
    if division == "trajectory":
        return exact
    note = find_dimension(programme=page.programme, name=division).note
    return f"{exact} {note.in_language(page.language)}" if note else exact


def frame_bars(bars: list[Bar]) -> pl.DataFrame:
    """Label, value and note of each bar, in the frame of `charts.share_bars`: full counts, all shown."""
    rows = [(label, value, None, None, None, note, None, "shown") for label, value, note in bars]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


@remembered
def list_counts(page: Page) -> tuple[tuple[int, str], ...]:
    """The chosen cell's counts with their words; what the programme does not keep is left out."""
    totals = read_totals(page)
    words = {
        measure: (count.one if totals.get(measure) == 1 else count.many).in_language(page.language)
        for measure, count in ((m, count_of(m, programme=page.programme)) for m in reversed(MEASURES))
    }
    if totals.get("applications"):
        words = {"applications": page.texts.count("reach.applications", totals["applications"]), **words}
    words["leaders_stopped"] = page.texts("reach.stopped")
    return tuple((totals[measure], word) for measure, word in words.items() if totals.get(measure))


def tell_division(rows: list[tuple[str, float]], *, division: Division, measure: str, page: Page) -> str:
    """One sentence on labels and counts: the largest group, or the range where ranks would be misread."""
    texts, many = page.texts, name_many(count_of(measure, programme=page.programme), texts=page.texts)
    label, most = max(rows, key=lambda row: row[1])
    if len(rows) == 1:
        return texts("reach.split_one", category=label, n=texts.number(most), many=many)
    if division == "trajectory":
        one = page.programme.units.trajectory.one.in_language(page.language)
        low, high = texts.number(min(n for _, n in rows)), texts.number(most)
        return texts("reach.split_range", one=one, low=low, high=high, many=many)
    return texts("reach.split_most", category=label, n=texts.number(most), many=many)
