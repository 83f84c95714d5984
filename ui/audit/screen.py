"""Shows the audit log to the steward: a day, filtered by role and page, and its file."""

from collections.abc import Mapping
from datetime import date

import polars as pl
import streamlit as st

from reports.csv import write_csv
from ui.access.denial import NotAdmittedError
from ui.address import DAY, PAGE, SEEN_BY
from ui.audit.log import find_log
from ui.audit.notes import note_download
from ui.audit.reading import list_days, read_day
from ui.audit.table import tabulate_entries
from ui.labels import start_upper
from ui.page import Page
from ui.picks import write_form, write_list
from ui.state import read_choice
from ui.tables import write_table

MOST_ROWS = 500
_ALL = ""


def show_consultations(page: Page) -> None:
    """Draws the log.

    Raises:
        NotAdmittedError: for another role than the steward's; `ui.frame.open_page` has told so before.
    """
    texts = page.texts
    if page.store.viewer.role != "steward":
        raise NotAdmittedError("unknown")
    log = find_log()
    log.flush()
    settings = log.settings
    st.markdown(texts("audit.about", days=texts.number(settings.days)))
    days = list_days(settings.folder)
    if not days:
        st.info(texts("audit.nothing"))
        return
    entries, lists = _choose_entries(page, days=days)
    st.html(write_form(page, lists, label=texts("audit.menu")))
    _show_entries(page, entries)


def _choose_entries(page: Page, *, days: list[date]) -> tuple[pl.DataFrame, dict[str, str]]:
    """The entries that are chosen, and the lists (parameter → HTML) to choose with."""
    texts = page.texts
    day, lists = _choose(page, DAY, options={f"{day:%Y-%m-%d}": texts.date(day) for day in days}, lists={})
    entries = read_day(find_log().settings.folder, date.fromisoformat(day))
    for parameter, column, everything in ((SEEN_BY, "role", "all_roles"), (PAGE, "page", "all_pages")):
        labels = _label_values(page, column, values=entries[column].unique().sort().to_list())
        options = {_ALL: texts(f"audit.{everything}"), **labels}
        chosen, lists = _choose(page, parameter, options=options, lists=lists)
        entries = entries if chosen == _ALL else entries.filter(pl.col(column) == chosen)
    return entries, lists


def _label_values(page: Page, column: str, *, values: list[str]) -> dict[str, str]:
    labelled = tabulate_entries(page, pl.DataFrame({column: values}, schema={column: pl.String}))
    return dict(zip(values, labelled.to_series().to_list(), strict=True))


def _choose(
    page: Page, parameter: str, *, options: Mapping[str, str], lists: dict[str, str]
) -> tuple[str, dict[str, str]]:
    wanted = read_choice(parameter)
    chosen = wanted if wanted is not None and wanted in options else next(iter(options))
    label = start_upper(page.texts(f"audit.choose_{parameter}"))
    return chosen, {**lists, parameter: write_list(parameter, label=label, options=options, chosen=chosen)}


def _show_entries(page: Page, entries: pl.DataFrame) -> None:
    texts = page.texts
    table = tabulate_entries(page, entries)
    st.caption(texts.count("audit.found", table.height))
    if table.height > MOST_ROWS:
        st.caption(texts("audit.latest", n=texts.number(MOST_ROWS)))
    with st.container(key="audit-table"):
        st.html(write_table(table.head(MOST_ROWS), caption=texts("audit.title"), texts=texts))
    st.download_button(
        texts("frame.download_csv"),
        data=note_download(
            page,
            figure="audit",
            ending="csv",
            write=lambda: write_csv(table, language=page.language),
        ),
        file_name=f"kompas-{texts('audit.menu').lower()}.csv",
        mime="text/csv",
        key="audit-csv",
        on_click="ignore",
    )
