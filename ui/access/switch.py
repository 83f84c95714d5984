"""The choice of a role in the frame: of the demo, and of a steward who looks as somebody else does."""

import streamlit as st

from schemas.programme import Programme
from texts import Texts
from ui.access.choice import WORDS, list_viewers, may_choose, write_choice
from ui.access.door import leave
from ui.html import write_words
from ui.labels import label_trajectory
from ui.state import save_role
from ui.viewer import Viewer

_KEY = "frame-role"


def label_role(viewer: Viewer, *, programme: Programme, texts: Texts) -> str:
    """`Organisator van Traject 3 · Schoolmakers`."""
    own = [label_trajectory(programme=programme, trajectory_id=t, texts=texts) for t in viewer.trajectories]
    return texts(f"access.role_{viewer.role}", trajectories=", ".join(own))


def show_switch(viewer: Viewer, *, programme: Programme, texts: Texts) -> None:
    """Draws the choice for the demo and for a steward; nothing for others."""
    if not (viewer.preview or may_choose(viewer)):
        return
    offered = list_viewers(tuple(trajectory.id for trajectory in programme.trajectories))
    options = {write_choice(v): label_role(v, programme=programme, texts=texts) for v in offered}
    chosen = write_choice(viewer)
    # The address is the truth, as for the filters.
    st.session_state[_KEY] = chosen if chosen in options else WORDS["ministry"]
    st.selectbox(
        texts("access.look_as"),
        tuple(options),
        key=_KEY,
        format_func=lambda choice: texts("access.looking_as", role=options[choice]),
        label_visibility="collapsed",
        on_change=_take_role,
    )


def write_standing(viewer: Viewer, *, programme: Programme, texts: Texts) -> str:
    """Who is logged in and in which own role, as HTML; nothing in the demo."""
    if viewer.demo:
        return ""
    own = Viewer(role="steward") if viewer.preview else viewer
    role = label_role(own, programme=programme, texts=texts)
    return "<br>" + write_words(texts("access.standing", role=role, name=viewer.name))


def show_preview(viewer: Viewer, *, programme: Programme, texts: Texts) -> None:
    """Draws that a steward looks as somebody else does, and the way back; nothing otherwise."""
    if not viewer.preview:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="frame-preview"):
        role = label_role(viewer, programme=programme, texts=texts)
        st.html(f'<p class="kompas-banner">{write_words(texts("access.preview", role=role))}</p>')
        st.button(texts("access.preview_end"), key="preview-end", on_click=save_role, args=(None,))


def show_leave(viewer: Viewer, *, texts: Texts) -> None:
    """Draws the way out for who is logged in."""
    if not viewer.demo:
        st.button(texts("access.leave"), key="frame-leave", on_click=leave)


def _take_role() -> None:
    save_role(st.session_state[_KEY])
