"""What the steward decides: propose, put in service, send back, put the previous release back."""

import streamlit as st

from schemas.delivery import Delivery
from ui.blocks import show_heading
from ui.delivery.acting import WORD, act
from ui.delivery.rules import may_act
from ui.page import Page
from ui.viewer import Viewer

MOST_SIGNS = 1000
_COMMANDS = ("build", "accept", "send-back", "roll-back")


def show_decisions(page: Page, delivery: Delivery, *, viewer: Viewer) -> None:
    """Draws the buttons that this viewer may press in this state; nothing where there is none."""
    allowed = [name for name in _COMMANDS if may_act(viewer, command=name, state=delivery.state)]
    if not allowed:
        return
    show_heading(page.texts("delivery.decide_title"))
    if "accept" in allowed:
        st.markdown(page.texts("delivery.accept_about"))
        _show_button(page, "accept", delivery, primary=True)
    elif "build" in allowed:
        st.markdown(page.texts("delivery.build_about"))
        _show_button(page, "build", delivery, primary=True)
    if "send-back" in allowed:
        _show_sending_back(page, delivery)
    if "roll-back" in allowed:
        _show_rolling_back(page, delivery)


def _show_button(page: Page, command: str, delivery: Delivery, *, primary: bool = False) -> None:
    st.button(
        page.texts(f"delivery.do_{command.replace('-', '_')}"),
        type="primary" if primary else "secondary",
        key=f"delivery-{command}",
        on_click=act,
        args=(page, command, delivery.id),
    )


def _show_sending_back(page: Page, delivery: Delivery) -> None:
    texts = page.texts
    with st.popover(texts("delivery.do_send_back")):
        st.markdown(texts("delivery.send_back_about"))
        st.text_area(texts("delivery.word"), max_chars=MOST_SIGNS, key=WORD)
        st.button(
            texts("delivery.send_back_yes"),
            key="delivery-send-back",
            on_click=act,
            args=(page, "send-back", delivery.id),
        )


def _show_rolling_back(page: Page, delivery: Delivery) -> None:
    texts = page.texts
    st.markdown(texts("delivery.roll_back_about"))
    with st.popover(texts("delivery.do_roll_back")):
        st.markdown(texts("delivery.roll_back_sure"))
        _show_button(page, "roll-back", delivery)
