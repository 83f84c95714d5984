"""The downloads of a figure: CSV and XLSX made when asked for, PNG made in the reader's browser."""

from collections.abc import Callable

import streamlit as st

from reports.csv import write_csv
from reports.document import Document
from reports.workbook import XLSX, write_workbook
from ui.access.identify import keep_watch
from ui.audit.notes import note_download
from ui.figure import Figure
from ui.page import Page
from ui.picture import offer_picture


def offer_downloads(page: Page, figure: Figure) -> None:
    """Draws the downloads of `figure`; the files are made when asked for."""
    document = describe_figure(page, figure)
    name = f"kompas-{page.name}-{figure.key}-{page.store.info.release_id}"
    with st.container(horizontal=True, key=f"files-{figure.key}"):
        offer_table(
            lambda: document,
            page=page,
            name=name,
            figure=figure.key,
            labels=("frame.download_csv", "frame.download_xlsx"),
        )
        if figure.draw is not None:
            offer_picture(page, figure, notes=(*document.source, document.caution), file_name=f"{name}.png")


def offer_table(
    make: Callable[[], Document],
    *,
    page: Page,
    name: str,
    figure: str,
    labels: tuple[str, str],
) -> None:
    """Draws the buttons for the CSV and the XLSX of what `make` returns; `labels` are text keys.

    `figure` is what the audit log calls it. A file is made when it is asked for, once: everything in a
    release takes seconds to write.
    """
    texts = page.texts
    files: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
        ("csv", "text/csv", lambda: write_csv(make().table, language=page.language)),
        ("xlsx", XLSX, lambda: write_workbook(make(), texts=texts)),
    )
    for label, (ending, media_type, write) in zip(labels, files, strict=True):
        offer_file(
            page,
            label=texts(label),
            figure=figure,
            name=name,
            ending=ending,
            media_type=media_type,
            write=write_once(page, f"{page.cell.cell_id}-{name}.{ending}", write),
        )


def offer_file(
    page: Page,
    *,
    label: str,
    figure: str,
    name: str,
    ending: str,
    media_type: str,
    write: Callable[[], bytes],
) -> None:
    """Draws the button for one file, which is made when it is asked for, and noted as `figure`."""
    st.download_button(
        label,
        data=keep_watch(
            note_download(page, figure=figure, ending=ending, write=write),
            visitor=page.visitor,
            scope=page.store.viewer.scope,
        ),
        file_name=f"{name}.{ending}",
        mime=media_type,
        key=f"{ending}-{name}",
        on_click="ignore",
    )


def describe_figure(page: Page, figure: Figure) -> Document:
    """The figure as a document: what it says, of whom, from which release, and its caution."""
    return Document(
        title=figure.question,
        answer=figure.answer,
        source=describe_origin(page, n=figure.n),
        caution=figure.caution,
        table=figure.table,
    )


def describe_origin(page: Page, *, n: int | None) -> tuple[str, ...]:
    """The lines that every file carries: programme, group and release, and that data are made up."""
    title = page.programme.title.in_language(page.language)
    lines = (title, page.describe_source(n=n))
    return (*lines, page.texts("frame.synthetic_plain")) if page.store.info.synthetic else lines


def offer_document(page: Page, name: str, *, label: str) -> None:
    """Draws the button for a file that the release carries."""
    stem, _, ending = name.rpartition(".")
    st.download_button(
        label,
        data=keep_watch(
            note_download(page, figure=stem, ending=ending, write=lambda: page.store.document(name)),
            visitor=page.visitor,
            scope=page.store.viewer.scope,
        ),
        file_name=f"kompas-{stem}-{page.store.info.release_id}.{ending}",
        mime=XLSX if ending == "xlsx" else "application/octet-stream",
        key=f"document-{name}",
        on_click="ignore",
    )


def write_once(page: Page, name: str, write: Callable[[], bytes]) -> Callable[[], bytes]:
    """`write`, once for a release, a scope, a language and a `name`, however often it is asked for."""
    viewer, release_id = page.store.viewer, page.store.info.release_id
    return lambda: _write_once(release_id, viewer.scope, page.language, name, _write=write)


@st.cache_resource(max_entries=32, show_spinner=False)
def _write_once(
    release_id: str,  # noqa: ARG001
    scope: str,  # noqa: ARG001
    language: str,  # noqa: ARG001
    name: str,  # noqa: ARG001
    *,
    _write: Callable[[], bytes],
) -> bytes:
    return _write()
