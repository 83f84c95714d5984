"""The page of one's own saved views: open, share, rename, erase."""

from functools import partial
from html import escape

import streamlit as st

from live.views import SavedView
from ui.access.identify import identify_viewer
from ui.blocks import show_heading
from ui.live.desk import name_facilitator
from ui.live.doing import attempt, show_said
from ui.live.plain import write_plain
from ui.live.service import find_live
from ui.page import Page
from ui.service import list_earlier
from ui.views.link import may_open_view, write_shared_link, write_view_address
from ui.views.saving import may_save

_LONGEST = 120


def show_views(page: Page) -> None:
    """Draws the viewer's own views."""
    texts, viewer = page.texts, identify_viewer()
    st.markdown(texts("views.about", days=texts.number(find_live().limits.retention_days)))
    if not may_save(viewer):
        st.info(texts("views.preview"))
        return
    if viewer.demo:
        st.info(texts("views.demo"))
    show_said(texts)
    views = find_live().list_views(page.programme.id, by=name_facilitator(viewer))
    if not views:
        st.info(texts("views.none"))
    reachable = {page.store.info.release_id, *(info.release_id for info in list_earlier())}
    for view in views:
        with st.container(border=True, key=f"view-{view.id}"):
            _show_view(page, view, is_there=view.release_id in reachable)


def _show_view(page: Page, view: SavedView, *, is_there: bool) -> None:
    texts = page.texts
    may = may_open_view(view, viewer=page.store.viewer)
    st.html(
        f'<h2 class="kompas-heading">{write_plain(view.name)}</h2>'
        f'<p class="kompas-source">{escape(_describe(page, view))}</p>'
        + (_write_links(page, view, is_there=is_there) if may else f"<p>{escape(texts('views.closed'))}</p>")
    )
    with st.container(horizontal=True):
        with st.popover(texts("views.share"), disabled=not may):
            st.markdown(texts("views.share_about"))
            st.code(
                write_shared_link(view, query=page.query, url=st.context.url or ""),
                language=None,
                wrap_lines=True,
            )
        with st.popover(texts("views.rename")), st.form(f"views-rename-{view.id}"):
            key = f"views-name-{view.id}"
            st.text_input(texts("views.name"), value=view.name, max_chars=_LONGEST, key=key)
            st.form_submit_button(texts("views.rename_do"), on_click=_rename, args=(view.id, key))
        with st.popover(texts("views.erase")):
            show_heading(texts("views.erase_sure"), level=3)
            st.button(texts("views.erase_do"), key=f"views-erase-{view.id}", on_click=_erase, args=(view.id,))


def _describe(page: Page, view: SavedView) -> str:
    """The page, when it was saved, and on which release."""
    known = page.texts.has(f"{view.page}.menu")
    name = page.texts(f"{view.page}.menu") if known else ""
    date = page.texts.date(view.made_at.astimezone().date())
    release = page.texts("frame.release_short", release=view.release_id)
    return " · ".join(part for part in (name, page.texts("views.made", date=date), release) if part)


def _write_links(page: Page, view: SavedView, *, is_there: bool) -> str:
    """To the view in the release in service and, where that was another, to what was seen then."""
    texts = page.texts
    opened = _link(write_view_address(view, query=page.query), texts("views.open"))
    if view.release_id == page.store.info.release_id:
        return f'<p class="kompas-links">{opened}</p>'
    if not is_there:
        return f'<p class="kompas-links">{opened}<br>{escape(texts("views.release_gone"))}</p>'
    words = texts("views.open_then", release=view.release_id)
    then = write_view_address(view, query=page.query, release_id=view.release_id)
    return f'<p class="kompas-links">{opened} · {_link(then, words)}</p>'


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def _rename(view_id: str, key: str) -> None:
    viewer = identify_viewer()
    if may_save(viewer):
        rename = partial(find_live().rename_view, view_id, st.session_state[key], by=name_facilitator(viewer))
        attempt(rename, done="views.renamed")


def _erase(view_id: str) -> None:
    viewer = identify_viewer()
    if may_save(viewer):
        attempt(partial(find_live().erase_view, view_id, by=name_facilitator(viewer)), done="views.erased")
