"""The frame of every page: programme, release, banner, filters, title."""

from html import escape

import streamlit as st

from texts import Texts, texts_in
from ui.access.identify import identify_viewer
from ui.access.switch import show_leave, show_preview, show_switch, write_standing
from ui.address import Selection, read_address, read_language
from ui.audit.notes import note_view
from ui.blocks import show_nearest
from ui.cells import TOTAL_CELL, Cell, list_wider
from ui.filters import show_filters, show_language
from ui.html import write_words
from ui.navigation import may_open
from ui.page import Page
from ui.release import ReleaseInfo
from ui.service import open_store
from ui.state import restore_query
from ui.store import Store
from ui.viewer import Viewer


def open_page(name: str, *, whole: bool = False) -> Page:
    """Draws the frame of the page `name` and returns what the page needs.

    The page ends here, with a sentence and ways on, if it is not for this viewer, or nobody is in the
    chosen combination. A page about the `whole` programme says that a chosen filter changes nothing,
    and gets the total.

    Raises:
        NotAdmittedError: if this visitor may see nothing (dashboard.py has told so before).
        NoReleaseError: if nothing has been built yet (dashboard.py has told so before).
    """
    query, viewer = restore_query(), identify_viewer()
    store = open_store(viewer)
    texts = texts_in(read_language(query))
    offered = offer_trajectories(store)
    address = read_address(query, programme=store.info.programme, trajectories=offered)
    _show_head(info=store.info, viewer=viewer, texts=texts)
    st.title(texts(f"{name}.title"), anchor=False)
    if not may_open(name, role=store.viewer.role):
        st.info(texts("access.not_your_page"))
        st.stop()
    show_filters(
        programme=store.info.programme, selection=address.selection, texts=texts, trajectories=offered
    )
    for parameter in address.unknown:
        st.warning(texts("frame.unknown_value", parameter=parameter))
    for parameter in address.refused:
        st.warning(texts("access.not_your_value", parameter=parameter))
    selection = Selection() if whole else address.selection
    if whole and address.selection != selection:
        st.info(texts("frame.whole"))
    cell = _find_cell(store=store, selection=selection)
    dark = st.context.theme.type == "dark"
    page = Page(
        name=name,
        store=store,
        texts=texts,
        cell=cell,
        selection=selection,
        dark=dark,
        memory=store.places.find(texts.language, dark, name, selection.cell_id),
    )
    note_view(page)
    if not store.has_cell(cell.cell_id):
        _end_empty(page)
    return page


def offer_trajectories(store: Store) -> tuple[str, ...]:
    """The trajectories that the viewer can choose: those that may be named."""
    return tuple(t.id for t in store.info.programme.trajectories if store.viewer.may_name(t.id))


def _show_head(*, info: ReleaseInfo, viewer: Viewer, texts: Texts) -> None:
    programme = info.programme
    with st.container(horizontal=True, horizontal_alignment="distribute", key="frame-head"):
        title = escape(info.programme.title.in_language(texts.language))
        release = escape(
            texts("frame.release", release=info.release_id, date=texts.date(info.made_at.date()))
        )
        standing = write_standing(viewer, programme=programme, texts=texts)
        st.html(f'<p class="kompas-head"><strong>{title}</strong><br>{release}{standing}</p>')
        show_switch(viewer, programme=programme, texts=texts)
        show_language(texts=texts)
        show_leave(viewer, texts=texts)
    show_preview(viewer, programme=programme, texts=texts)
    if info.synthetic:
        said = [texts("frame.synthetic"), *([texts("access.demo")] if viewer.demo else [])]
        st.html(f'<p class="kompas-banner">{write_words(" ".join(said))}</p>')


def _find_cell(*, store: Store, selection: Selection) -> Cell:
    if store.has_cell(selection.cell_id):
        return store.cell(selection.cell_id)
    return Cell(
        cell_id=selection.cell_id,
        kind="empty",
        trajectory_id=selection.trajectory,
        level=selection.level,
        region=selection.region,
    )


def _end_empty(page: Page) -> None:
    nobody = page.programme.units.leader.many.in_language(page.language)
    st.info(page.texts("frame.nobody", cell=page.cell_label, leaders=nobody))
    wider = [page.store.cell(i) for i in list_wider(page.cell) if page.store.has_cell(i)]
    show_nearest(page, nearest=tuple(wider) or (TOTAL_CELL,), key="nobody")
    st.stop()
