"""The tables of a workbook: every shown statement by theme, and the exact facts of reach."""

import polars as pl

from reports.content import Sheet
from schemas.release import TOTAL
from ui.labels import start_upper
from ui.page import Page
from ui.present.everything import tabulate_statements
from ui.present.facts import Division, list_divisions, name_division
from ui.present.reach import present_division

THEMES = ("participation", "reaction", "learning", "behaviour", "context")


def list_cells(page: Page) -> list[str]:
    """The cells that come along: those within the page's group, and the whole programme beside them."""
    own = page.cell.cell_id
    if own == TOTAL:
        return list(page.store.every_cell)
    inside = [c for c in page.store.every_cell if c == own or c.startswith(f"{own}|")]
    return [TOTAL, *inside]


def gather_sheets(page: Page) -> tuple[Sheet, ...]:
    """A sheet for reach, and one a theme of which anything is shown."""
    cells = list_cells(page)
    sheets = [_make_theme(page, level, cells=cells) for level in THEMES]
    reach = Sheet(page.texts("reach.menu"), page.texts("reports.sheet_reach"), _tabulate_reach(page))
    return tuple(sheet for sheet in (reach, *sheets) if not sheet.table.is_empty())


def tabulate_all(page: Page) -> pl.DataFrame:
    """Every shown statement of the cells that come along, in one table."""
    return tabulate_statements(page, cells=list_cells(page))


def _make_theme(page: Page, level: str, *, cells: list[str]) -> Sheet:
    name = page.texts(f"about.level_{level}")
    table = tabulate_statements(page, cells=cells, level=level)
    return Sheet(start_upper(name), page.texts("reports.sheet_theme", theme=name), table)


def _tabulate_reach(page: Page) -> pl.DataFrame:
    """Every division of the group below each other: division, category, and a column a count."""
    # Who may not name every trajectory gets none of them in a file.
    kept = [d for d in list_divisions(page) if d != "trajectory" or page.store.viewer.names_all]
    parts = [_tabulate_division(page, division) for division in kept]
    found = [part for part in parts if part is not None]
    return pl.concat(found, how="diagonal") if found else pl.DataFrame()


def _tabulate_division(page: Page, division: Division) -> pl.DataFrame | None:
    figure = present_division(page, division=division, measure="leaders")
    if figure is None:
        return None
    name = start_upper(name_division(division, page=page))
    heading = page.texts("reports.column_division")
    return figure.table.select(pl.lit(name).alias(heading), pl.all())
