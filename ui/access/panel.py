"""The page of the steward: what each role sees, and the open logins with the way to end them."""

import time
from datetime import datetime

import polars as pl
import streamlit as st
from babel.dates import format_time

from schemas.access import ROLES
from texts import Texts
from ui.access.identify import identify_viewer
from ui.access.rules import AccessFaultError, current_access, locate_access
from ui.access.sessions import Login, open_sessions
from ui.blocks import show_heading
from ui.labels import label_role
from ui.page import Page
from ui.tables import write_table
from ui.viewer import Viewer


def show_demo(page: Page) -> None:
    """Says that without a login there is nothing to manage."""
    st.markdown(page.texts("access.about_demo"))


def show_sessions(page: Page) -> None:
    """Draws the open logins, and the buttons to end those of one person or of everybody."""
    texts, logins = page.texts, _list_open()
    st.markdown(texts("access.about", file=locate_access()))
    show_heading(texts("access.sessions_title"))
    st.markdown(texts("access.sessions_about"))
    if not logins:
        st.info(texts("access.sessions_none"))
        return
    st.html(
        write_table(_tabulate(page, logins), caption=texts("access.sessions_title"), texts=texts, stacks=True)
    )
    people = {login.person: login.name for login in logins}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        person = st.selectbox(
            texts("access.whom"), tuple(people), format_func=people.__getitem__, key="access-whom"
        )
        st.button(texts("access.end_person"), key="access-end-person", on_click=_end_person, args=(person,))
        st.button(texts("access.end_all"), key="access-end-all", on_click=_end_all)


def show_roles(page: Page) -> None:
    """Draws what each role sees and does not see."""
    texts = page.texts
    show_heading(texts("access.look_title"))
    st.markdown(texts("access.look_about"))
    show_heading(texts("access.roles_title"))
    one = page.programme.units.trajectory.one.in_language(page.language)
    rows = [
        (
            texts(f"access.role_{role}", trajectories=one),
            texts(f"access.sees_{role}"),
            texts(f"access.not_{role}"),
        )
        for role in ROLES
    ]
    heads = [texts(f"access.column_{name}") for name in ("role", "sees", "not")]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(heads, pl.String), orient="row")
    st.html(write_table(frame, caption=texts("access.roles_title"), texts=texts, stacks=True))


def _list_open() -> tuple[Login, ...]:
    """Those that were not ended and are not too old, by our own limit; last seen first."""
    try:
        longest_s = current_access().session.max_hours * 3600
    except AccessFaultError:
        return ()
    return tuple(login for login in open_sessions().list_open() if login.begun + longest_s > time.time())


def _tabulate(page: Page, logins: tuple[Login, ...]) -> pl.DataFrame:
    texts = page.texts
    rows = [
        (
            login.name,
            label_role(_viewer_of(login), programme=page.programme, texts=texts),
            _write_moment(login.begun, texts=texts),
            _write_moment(login.seen, texts=texts),
        )
        for login in logins
    ]
    heads = [texts(f"access.column_{name}") for name in ("person", "role", "begun", "seen")]
    return pl.DataFrame(rows, schema=dict.fromkeys(heads, pl.String), orient="row")


def _viewer_of(login: Login) -> Viewer:
    """The viewer that a scope (`organiser:pi-3,pi-4`) stands for."""
    role, _, own = login.scope.partition(":")
    known = next(name for name in ROLES if name == role)
    return Viewer(role=known, trajectories=tuple(own.split(",")) if own else ())


def _write_moment(moment: float, *, texts: Texts) -> str:
    local = datetime.fromtimestamp(moment).astimezone()
    clock = format_time(local, format="HH:mm", locale=texts.language)
    return texts("access.moment", date=texts.date(local.date()), time=clock)


def _end_person(person: str) -> None:
    if _is_steward():
        open_sessions().end_person(person, now=time.time())


def _end_all() -> None:
    if _is_steward():
        open_sessions().end_all(now=time.time())


def _is_steward() -> bool:
    """A click can come long after the page was drawn: the role may be gone by then."""
    return identify_viewer().role == "steward"
