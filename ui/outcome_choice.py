"""The choice of the outcome of which to see what goes together with it. The address is the truth."""

import streamlit as st

from schemas.driver import Driver
from ui.address import SCALE
from ui.page import Page
from ui.present.drivers import list_outcomes
from ui.state import read_choice, save_choice


def choose_outcome(page: Page) -> Driver:
    """Draws the choice between the outcomes, if there are several, and returns the chosen one.

    The page ends here, with a sentence, if the programme has no outcomes.
    """
    outcomes = list_outcomes(page)
    if not outcomes:
        st.info(page.texts("drivers.nothing"))
        st.stop()
    wanted = read_choice(SCALE)
    chosen = wanted if wanted in outcomes else next(iter(outcomes))
    if len(outcomes) > 1:
        key = f"{page.name}-outcome"
        st.session_state[key] = chosen
        st.selectbox(
            page.texts("drivers.outcome"),
            list(outcomes),
            format_func=lambda name: outcomes[name].label,
            key=key,
            on_change=_take,
            args=(key,),
        )
    return outcomes[chosen].driver


def _take(key: str) -> None:
    save_choice(SCALE, st.session_state[key])
