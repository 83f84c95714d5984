"""What a run notes in the audit log."""

from collections.abc import Callable

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.access.identify import identify_viewer
from ui.access.login import read_claims
from ui.audit.entry import AuditEntry
from ui.audit.log import find_log, now
from ui.discretion import conceal_name
from ui.page import Page
from ui.replaying import find_replay
from ui.viewer import Viewer

_SEEN = "kompas-audit-seen"
_NOBODY = "-"
"""Who looks at example data without a login."""
_NAMES = ("name", "given_name", "family_name", "preferred_username", "nickname")


def note_view(page: Page) -> None:
    """Notes that the viewer of this run sees `page`: once a page, cell and release in a session.

    From here on what their login says of the person stays out of the other log.
    """
    view = (page.name, page.cell.cell_id, page.store.info.release_id, page.store.viewer)
    seen = st.session_state.setdefault(_SEEN, set())
    if view not in seen and _has_visitor():
        seen.add(view)
        _conceal_person()
        _note(page, viewer=identify_viewer())


def note_download(page: Page, *, figure: str, ending: str, write: Callable[[], bytes]) -> Callable[[], bytes]:
    """`write`, noting each time that somebody asks for the file.

    Streamlit asks outside a run, so who it is, is settled here.
    """
    viewer = page.visitor.viewer

    def write_noted() -> bytes:
        _note(page, viewer=viewer, figure=figure, ending=ending)
        return write()

    return write_noted


def note_picture(page: Page, *, figure: str) -> None:
    """Notes that the reader's browser made a picture of a figure."""
    _note(page, viewer=identify_viewer(), figure=figure, ending="png")


def note_link(page: Page, *, viewer: Viewer, figure: str) -> None:
    """Notes that `viewer` asked for the numbers of a figure by their link."""
    _note(page, viewer=viewer, figure=figure, ending="json")


def note_act(page: Page, *, act: str, subject: str) -> None:
    """Notes that the viewer of this run did something to what has the id `subject`."""
    _note(page, viewer=identify_viewer(), figure=subject, act=act)


def _note(page: Page, *, viewer: Viewer, figure: str = "", ending: str = "", act: str = "") -> None:
    find_log().note(
        AuditEntry(
            at=now(),
            who=viewer.name or _NOBODY,
            role=viewer.role,
            page=page.name,
            cell=page.cell.cell_id,
            figure=figure,
            format=ending,
            act=act,
        )
    )


def _conceal_person() -> None:
    claims = read_claims()
    for name in _NAMES:
        conceal_name(str(claims.get(name) or ""))


def _has_visitor() -> bool:
    """Whether somebody looks: the run that a monitor or the warm-up asks for has no browser."""
    if find_replay() is not None:
        return False
    context = get_script_run_ctx()
    if context is None or not runtime.exists():
        return True
    return runtime.get_instance().get_client(context.session_id) is not None
