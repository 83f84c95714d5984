"""The choice of the moment and the scale of which to see how answers differ. The address is the truth."""

from collections.abc import Mapping

import streamlit as st

from ui.address import MOMENT, SCALE
from ui.page import Page
from ui.present.differences import Chosen, find_moment, list_moments, list_scales
from ui.present.scene import capitalise, label_of
from ui.state import read_choice, save_choice


def choose_difference(page: Page) -> Chosen:
    """Draws the choices, side by side, and returns what is chosen.

    The page ends here, with a sentence, if the release says nothing of differences.
    """
    main = find_moment(page)
    if main is None:
        st.info(page.texts("differences.nothing"))
        st.stop()
    moments = {wave: capitalise(name) for wave, name in list_moments(page).items()}
    wanted = read_choice(MOMENT)
    wave = wanted if wanted in moments else main
    scales = {name: label_of(row, texts=page.texts) for name, row in list_scales(page, wave=wave).items()}
    wanted = read_choice(SCALE)
    scale = wanted if wanted in scales else next(iter(scales))
    left, right = st.columns(2)
    with left:
        _choose(page, MOMENT, moments, chosen=wave, label=page.texts("differences.moment"))
    with right:
        _choose(page, SCALE, scales, chosen=scale, label=page.texts("results.scale"))
    return Chosen(scale, wave)


def _choose(page: Page, parameter: str, options: Mapping[str, str], *, chosen: str, label: str) -> None:
    key = f"{page.name}-{parameter}"
    st.session_state[key] = chosen
    st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=_take,
        args=(parameter, key),
    )


def _take(parameter: str, key: str) -> None:
    save_choice(parameter, st.session_state[key])
