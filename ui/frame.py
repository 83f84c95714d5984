"""The frame of every page: programme, release, banner, filters, title."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from texts import texts_in
from ui.access.choice import write_choice
from ui.access.identify import identify_viewer
from ui.access.switch import show_leave, write_preview, write_standing, write_switch
from ui.address import ROLE, Selection, read_address, read_language, settle_query
from ui.audit.notes import note_view
from ui.blocks import show_nearest
from ui.cells import TOTAL_CELL, Cell, list_wider
from ui.filters import write_filters, write_languages
from ui.html import write_words
from ui.looking_back import drop_unseen, write_looking_back
from ui.navigation import may_open
from ui.page import Page
from ui.service import open_store
from ui.state import restore_query
from ui.store import Store
from ui.viewer import Viewer
from ui.views.saving import offer_saving, write_save_link


def open_page(name: str, *, whole: bool = False, filters: bool = True) -> Page:
    """Draws the frame of the page `name` and returns what the page needs.

    The page ends here, with a sentence and ways on, if it is not for this viewer, or nobody is in the
    chosen combination. A page about the `whole` programme says that a chosen filter changes nothing,
    and gets the total; one that shows no figures has no filters.

    Raises:
        NotAdmittedError: if this visitor may see nothing (dashboard.py has told so before).
        NoReleaseError: if nothing has been built yet (dashboard.py has told so before).
    """
    query, viewer = restore_query(), identify_viewer()
    store = open_store(viewer)
    texts = texts_in(read_language(query))
    offered = offer_trajectories(store)
    address = read_address(
        query, programme=store.info.programme, cells=store.every_cell, trajectories=offered
    )
    selection = Selection() if whole else address.selection
    cell = _find_cell(store=store, selection=selection)
    dark = st.context.theme.type == "dark"
    page = Page(
        name=name,
        store=store,
        texts=texts,
        cell=cell,
        selection=selection,
        dark=dark,
        query=settle_query(
            drop_unseen(query, store=store),
            selection=address.selection,
            language=texts.language,
            role=_name_choice(query, store.viewer),
        ),
        memory=store.places.find(texts.language, dark, name, selection.cell_id),
    )
    may_read = may_open(name, role=store.viewer.role)
    offers = filters and may_read
    st.html(_write_frame(page, selection=address.selection, viewer=viewer, offers_filters=offers))
    show_leave(viewer, texts=texts)
    if offers:
        offer_saving(page, viewer=viewer)
    if not may_read:
        st.info(texts("access.not_your_page"))
        st.stop()
    for parameter in address.unknown:
        st.warning(texts("frame.unknown_value", parameter=parameter))
    for parameter in address.refused:
        st.warning(texts("access.not_your_value", parameter=parameter))
    if whole and filters and address.selection != selection:
        st.info(texts("frame.whole"))
    note_view(page)
    if not store.has_cell(cell.cell_id):
        _end_empty(page)
    return page


def _name_choice(query: Mapping[str, str], viewer: Viewer) -> str | None:
    """What the viewer chose to look as, in our own words; None when nothing was chosen."""
    return write_choice(viewer) if ROLE in query and (viewer.demo or viewer.preview) else None


def offer_trajectories(store: Store) -> tuple[str, ...]:
    """The trajectories that the viewer can choose: those that may be named."""
    return tuple(t.id for t in store.info.programme.trajectories if store.viewer.may_name(t.id))


def _write_frame(page: Page, *, selection: Selection, viewer: Viewer, offers_filters: bool) -> str:
    """Head, banner, title and filters in one part: each part costs a run its time."""
    texts, info = page.texts, page.store.info
    title = escape(info.programme.title.in_language(texts.language))
    release = escape(texts("frame.release", release=info.release_id, date=texts.date(info.made_at.date())))
    standing = write_standing(viewer, programme=info.programme, texts=texts)
    said = [texts("frame.synthetic")] if info.synthetic else []
    said += [texts("access.demo")] if info.synthetic and viewer.demo else []
    banner = f'<p class="kompas-banner">{write_words(" ".join(said))}</p>' if said else ""
    choices = write_switch(page, viewer=viewer) + write_languages(page.query, texts=texts)
    parts = (
        f'<div class="kompas-head"><p><strong>{title}</strong><br>{release}{standing}</p>{choices}</div>',
        write_preview(page, viewer=viewer),
        banner,
        write_looking_back(page),
        f'<h1 class="kompas-title">{escape(texts(f"{page.name}.title"))}</h1>',
        _write_choices(page, selection=selection, viewer=viewer) if offers_filters else "",
    )
    return f'<div class="kompas-frame">{"".join(parts)}</div>'


def _write_choices(page: Page, *, selection: Selection, viewer: Viewer) -> str:
    """The filters, and the link that saves this view."""
    return write_filters(
        page,
        selection=selection,
        trajectories=offer_trajectories(page.store),
        more=write_save_link(page, viewer=viewer),
    )


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
