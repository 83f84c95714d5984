"""What was found in a delivery: a table to filter, what to do about each, and the marked workbooks."""

from collections.abc import Mapping
from functools import partial
from html import escape
from types import MappingProxyType

import polars as pl
import streamlit as st

from reports.workbook import XLSX
from schemas.delivery import Delivery
from texts import Texts
from ui.blocks import show_heading
from ui.choices import choose_value
from ui.delivery.reading import Deliveries
from ui.downloads import offer_file
from ui.page import Page
from ui.present.quality import MOST_ROWS, filter_findings, list_options
from ui.tables import write_table

# What to do about a finding, by how the check's name begins; the first that fits.
_ADVICE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "file": ("file_", "register_without"),
        "heading": (
            *(
                "sheet_",
                "column_",
                "heading_",
                "item_",
                "session_column",
                "categories_too_many",
                "answers_all",
            ),
            "reference_column",
        ),
        "twice": (
            *("key_twice", "respondent_twice", "answered_twice", "attendance_twice", "attendance_row_twice"),
            "reference_twice",
        ),
        "separator": ("row_too",),
        "own": ("row_of_another",),
        "formula": ("formula_",),
        "register": (
            *("partnership_", "school_", "leader_", "session_", "wave_", "mark_without_session"),
            "reference_indicator",
            "reference_wave",
        ),
        "dates": ("date_", "stay_", "attendance_"),
        "value": ("value_", "category_", "code_", "label_", "mark_", "postcode_", "reference_"),
    }
)


def name_advice(check: str) -> str:
    """Which advice fits what a check found; `other` for one that nobody thought of."""
    found = (name for name, starts in _ADVICE.items() if check.startswith(starts))
    return next(found, "other")


def show_found(page: Page, deliveries: Deliveries, delivery: Delivery) -> None:
    """Draws the findings with their filters, and the workbooks in which they are marked."""
    found = deliveries.read_findings(delivery.id)
    if found.is_empty():
        return
    texts = page.texts
    show_heading(texts("quality.section_findings"))
    with st.container(horizontal=True):
        chosen = {
            name: choose_value(
                texts(f"quality.filter_{name}"),
                options=list_options(found, name, texts=texts),
                key=f"delivery-{name}-{delivery.id}",
            )
            for name in ("severity", "file")
        }
    kept = sort_found(filter_findings(found, chosen))
    table = tabulate_found(kept, texts=texts)
    shown = texts.count("quality.findings_shown", kept.height, shown=texts.number(table.height))
    written = write_table(table, caption=texts("quality.section_findings"), texts=texts, stacks=True)
    st.html(f'<p class="kompas-source">{escape(shown)}</p>{"" if table.is_empty() else written}')
    _offer_marked(page, deliveries, delivery)


def sort_found(found: pl.DataFrame) -> pl.DataFrame:
    """Errors first, and then as they stand in the files."""
    return found.sort("severity", "file", "sheet", "row", "position", nulls_last=False, maintain_order=True)


def tabulate_found(found: pl.DataFrame, *, texts: Texts) -> pl.DataFrame:
    """The first findings under headings for readers, each with what to do about it."""
    first = found.head(MOST_ROWS)
    advice = [texts(f"delivery.advice_{name_advice(check)}") for check in first["check"]]
    severities = [texts(f"quality.severity_{severity}") for severity in first["severity"]]
    columns = {
        "quality.column_sentence": first[f"sentence_{texts.language}"],
        "quality.column_severity": pl.Series(severities, dtype=pl.String),
        "quality.column_file": first["file"],
        "delivery.column_sheet": first["sheet"],
        "quality.column_row": first["row"],
        "quality.column_column": first["column"],
        "delivery.column_advice": pl.Series(advice, dtype=pl.String),
    }
    # A column in which nothing stands, such as the sheet of a text file, is left out.
    filled = {key: cells for key, cells in columns.items() if cells.null_count() < len(cells)}
    return pl.DataFrame([cells.alias(texts(key)) for key, cells in filled.items()])


def _offer_marked(page: Page, deliveries: Deliveries, delivery: Delivery) -> None:
    texts, names = page.texts, deliveries.list_marked(delivery.id)
    if not names:
        return
    st.markdown(texts("delivery.marked_about"))
    with st.container(horizontal=True, key="delivery-marked"):
        for place, name in enumerate(names, start=1):
            # Neither the address of a file nor the log gets to know what it is called.
            offer_file(
                page,
                label=texts("delivery.marked", file=name.removesuffix(".xlsx")),
                figure=delivery.id,
                name=f"kompas-{texts('delivery.marked_file')}-{delivery.id}-{place}",
                ending="xlsx",
                media_type=XLSX,
                write=partial(deliveries.read_marked, delivery.id, name),
            )
