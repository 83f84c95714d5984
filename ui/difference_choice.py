"""The choice of the moment and the scale of which to see how answers differ. The address is the truth."""

import streamlit as st

from ui.address import MOMENT, SCALE
from ui.page import Page
from ui.picks import write_form, write_list
from ui.present.differences import Chosen, find_moment, list_moments, list_scales
from ui.present.scene import capitalise, label_of
from ui.state import read_choice


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
    texts = page.texts
    lists = {
        MOMENT: write_list(MOMENT, label=texts("differences.moment"), options=moments, chosen=wave),
        SCALE: write_list(SCALE, label=texts("results.scale"), options=scales, chosen=scale),
    }
    st.html(write_form(page, lists, label=texts("differences.choices")))
    return Chosen(scale, wave)
