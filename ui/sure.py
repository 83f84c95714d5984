"""A button that asks first: what cannot be undone takes a second click."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from texts import Texts


def offer_sure(
    texts: Texts,
    *,
    labels: tuple[str, str, str],
    key: str,
    do: Callable[..., None],
    args: tuple[Any, ...] = (),
    kwargs: Mapping[str, Any] | None = None,
) -> None:
    """Draws it. `labels` are the text keys of the button, the question, and the button that does it."""
    asked, sure, yes = labels
    with st.popover(texts(asked)):
        st.markdown(texts(sure))
        st.button(texts(yes), key=key, on_click=do, args=args, kwargs=dict(kwargs or {}))
