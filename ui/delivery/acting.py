"""What a button of this page does: the rules asked again, noted in the audit log, then a command started."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from texts import Texts
from ui.access.denial import NotAdmittedError
from ui.access.identify import identify_viewer
from ui.address import DELIVERY
from ui.audit.notes import note_act
from ui.delivery.command import TIDY, Handed, start_command
from ui.delivery.names import make_id
from ui.delivery.reading import Deliveries, UnknownDeliveryError
from ui.delivery.rules import is_own, may_act, may_deliver
from ui.page import Page
from ui.release import locate_built
from ui.service import open_store
from ui.viewer import Viewer

WORD = "delivery-word"
_SAID = "kompas-delivery-said"
_HELD = "kompas-delivery-held"


def find_viewer() -> Viewer:
    """Who looks in this run, with a scope that the programme knows.

    Raises:
        NotAdmittedError: if this visitor gets nothing (any more).
    """
    viewer = identify_viewer()
    known = open_store(viewer).viewer
    return replace(viewer, trajectories=known.trajectories)


def open_deliveries(viewer: Viewer) -> Deliveries:
    """The deliveries of the programme in service, as `viewer` sees them."""
    return Deliveries(built=locate_built(), viewer=viewer)


def hand_in(page: Page, files: Sequence[Handed], *, again: str | None = None) -> None:
    """Starts to check these files and goes to the delivery. In a callback.

    `again` is a delivery of this viewer's whose columns nobody knew: now they are told.
    """
    viewer = _find_allowed()
    if viewer is None or (again is not None and not _may_tell_columns(viewer, again)):
        _say("delivery.not_allowed", wrong=True)
        return
    delivery_id = again or make_id(datetime.now(UTC))
    own = [word for trajectory in viewer.trajectories for word in ("--trajectory", trajectory)]
    begun = start_command(
        "receive",
        delivery_id,
        scope=viewer.scope,
        language=page.language,
        more=("--role", viewer.role, *own, "--built", str(locate_built().resolve().parent)),
        files=files,
    )
    if begun:
        note_act(page, act="receive", subject=delivery_id)
        hold_files(delivery_id, files)
    st.query_params[DELIVERY] = delivery_id


def act(page: Page, command: str, delivery_id: str) -> None:
    """Gives `command` about a delivery, if this viewer may. In a callback.

    With `send-back` goes what stands in the field for it.
    """
    viewer = _find_allowed()
    try:
        delivery = None if viewer is None else open_deliveries(viewer).find(delivery_id)
    except UnknownDeliveryError:
        delivery = None
    if viewer is None or delivery is None or not may_act(viewer, command=command, state=delivery.state):
        _say("delivery.not_allowed", wrong=True)
        return
    word = str(st.session_state.get(WORD, "")).strip() if command == "send-back" else ""
    if command == "send-back" and not word:
        _say("delivery.word_needed", wrong=True)
        return
    if start_command(command, delivery_id, scope=viewer.scope, language=page.language, word=word):
        note_act(page, act=command, subject=delivery_id)


def tidy(page: Page, delivery_id: str) -> None:
    """Brings a delivery to rest whose process died. In a callback."""
    viewer = _find_allowed()
    if viewer is None:
        _say("delivery.not_allowed", wrong=True)
        return
    with suppress(UnknownDeliveryError):
        open_deliveries(viewer).find(delivery_id)
        if start_command(TIDY, delivery_id, scope=viewer.scope, language=page.language):
            note_act(page, act="tidy", subject=delivery_id)


def hold_files(delivery_id: str, files: Sequence[Handed]) -> None:
    """Keeps the files of one delivery in this visit's memory, for when its columns have to be told."""
    st.session_state[_HELD] = (delivery_id, tuple(files))


def find_held(delivery_id: str) -> tuple[Handed, ...]:
    """The files of this delivery, if this visit still has them."""
    held_id, files = st.session_state.get(_HELD, ("", ()))
    return files if held_id == delivery_id else ()


def let_go(delivery_id: str) -> None:
    """Forgets the files of this delivery: they are of no use any more."""
    if find_held(delivery_id):
        del st.session_state[_HELD]


def show_said(texts: Texts) -> None:
    """Draws what the last button led to, once."""
    key, wrong = st.session_state.pop(_SAID, ("", False))
    if key:
        (st.error if wrong else st.success)(texts(key))


def _say(key: str, *, wrong: bool = False) -> None:
    st.session_state[_SAID] = (key, wrong)


def _find_allowed() -> Viewer | None:
    """A click can come long after the page was drawn: the role may be gone by then."""
    with suppress(NotAdmittedError):
        viewer = find_viewer()
        return viewer if may_deliver(viewer) else None
    return None


def _may_tell_columns(viewer: Viewer, delivery_id: str) -> bool:
    with suppress(UnknownDeliveryError):
        delivery = open_deliveries(viewer).find(delivery_id)
        return delivery.state == "unmapped" and is_own(viewer, delivery)
    return False
