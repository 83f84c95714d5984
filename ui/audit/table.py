"""The audit log in the words of the reader."""

from collections.abc import Callable, Mapping

import polars as pl

from ui.labels import label_cell
from ui.page import Page


def tabulate_entries(page: Page, entries: pl.DataFrame) -> pl.DataFrame:
    """`entries` with headings and labels for readers; what has no label (any more) stays as it was noted."""
    return entries.select(
        _label(entries[name], _LABELLERS[name], page=page).alias(page.texts(f"audit.column_{name}"))
        for name in entries.columns
    )


def _label(column: pl.Series, label: Callable[[Page, str], str], *, page: Page) -> pl.Series:
    if column.dtype == pl.Datetime:
        return column.dt.strftime("%Y-%m-%d %H:%M:%S")
    labels = {value: label(page, value) for value in column.unique()}
    return column.replace_strict(labels, return_dtype=pl.String)


def _keep(_page: Page, value: str) -> str:
    return value


def _find_text(page: Page, key: str, *, otherwise: str) -> str:
    return page.texts(key) if page.texts.has(key) else otherwise


def _label_role(page: Page, role: str) -> str:
    return _find_text(page, f"audit.role_{role}", otherwise=role)


def _label_page(page: Page, name: str) -> str:
    return _find_text(page, f"{name}.menu", otherwise=name)


def _label_cell(page: Page, cell_id: str) -> str:
    if not page.store.has_cell(cell_id):
        return cell_id
    return label_cell(programme=page.programme, cell=page.store.cell(cell_id), texts=page.texts)


_LABELLERS: Mapping[str, Callable[[Page, str], str]] = {
    "at": _keep,
    "who": _keep,
    "role": _label_role,
    "page": _label_page,
    "cell": _label_cell,
    "figure": _keep,
    "format": lambda _page, value: value.upper(),
    "act": lambda page, act: _find_text(page, f"delivery.act_{act}", otherwise=act),
}
