"""The page Aanleveren: what can be handed in, the deliveries so far, and one of them."""

import polars as pl
import streamlit as st

from schemas.delivery import Delivery
from ui.access.denial import NotAdmittedError
from ui.address import DELIVERY, write_address
from ui.blocks import show_heading
from ui.delivery.acting import find_viewer, open_deliveries, show_said
from ui.delivery.detail import show_delivery
from ui.delivery.reading import Deliveries, UnknownDeliveryError
from ui.delivery.rules import DELIVERERS, may_deliver
from ui.delivery.standing import Looked, look_at
from ui.delivery.uploading import show_upload
from ui.delivery.words import name_deliverer, name_files, write_moment
from ui.page import Page
from ui.state import read_choice
from ui.tables import write_table
from ui.viewer import Viewer

MOST_LISTED = 100


def show_deliveries(page: Page) -> None:
    """Draws the delivery in the address, or the list with the way to hand in another.

    Raises:
        NotAdmittedError: for a role that hands in nothing; `ui.frame.open_page` has told so before.
    """
    viewer = find_viewer()
    if viewer.role not in DELIVERERS:
        raise NotAdmittedError("unknown")
    deliveries = open_deliveries(viewer)
    show_said(page.texts)
    looked = _find(page, deliveries, read_choice(DELIVERY))
    if looked is None:
        _show_list(page, deliveries, viewer=viewer)
    else:
        show_delivery(page, deliveries, looked)


def _find(page: Page, deliveries: Deliveries, wanted: str | None) -> Looked | None:
    if wanted is None:
        return None
    try:
        return look_at(deliveries, wanted)
    except UnknownDeliveryError:
        # Whether it is somebody else's or nobody's is not told.
        st.warning(page.texts("delivery.gone"))
        return None


def _show_list(page: Page, deliveries: Deliveries, *, viewer: Viewer) -> None:
    texts, listed = page.texts, deliveries.list_all()
    st.markdown(texts("delivery.about"))
    waiting = [d for d in listed if d.state in {"checked", "proposed"}]
    if viewer.role == "steward":
        st.markdown(texts.count("delivery.waiting", len(waiting)) if waiting else texts("delivery.none_wait"))
        _show_table(page, listed, names=True)
        _show_upload(page, viewer=viewer)
    else:
        _show_upload(page, viewer=viewer)
        _show_table(page, listed, names=len(viewer.trajectories) > 1)


def _show_upload(page: Page, *, viewer: Viewer) -> None:
    if may_deliver(viewer):
        show_upload(page)
        return
    homeless = viewer.role == "organiser" and not viewer.trajectories
    key = "preview" if viewer.preview else "without_trajectory" if homeless else "demo_elsewhere"
    st.info(page.texts(f"delivery.{key}"))


def _show_table(page: Page, listed: tuple[Delivery, ...], *, names: bool) -> None:
    """The deliveries; with whose each is, for who gets those of several."""
    texts = page.texts
    show_heading(texts("delivery.list_title"))
    if not listed:
        st.markdown(texts("delivery.list_none"))
        return
    shown = listed[:MOST_LISTED]
    columns = {
        "when": [write_moment(d.made_at, texts=texts) for d in shown],
        "state": [texts(f"delivery.state_{d.state}") for d in shown],
        **({"who": [name_deliverer(page, d) for d in shown]} if names else {}),
        "files": [name_files(d) for d in shown],
    }
    frame = pl.DataFrame({texts(f"delivery.column_{name}"): cells for name, cells in columns.items()})
    links = [write_address(page.query, **{DELIVERY: d.id}) for d in shown]
    st.html(write_table(frame, caption=texts("delivery.list_title"), texts=texts, links=links, stacks=True))
    if len(listed) > MOST_LISTED:
        st.caption(texts("delivery.list_latest", n=texts.number(MOST_LISTED)))
