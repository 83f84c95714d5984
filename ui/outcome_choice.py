"""The choice of the outcome of which to see what goes together with it. The address is the truth."""

import streamlit as st

from schemas.driver import Driver
from ui.address import SCALE
from ui.page import Page
from ui.present.drivers import list_outcomes
from ui.state import read_choice
from ui.view_choices import write_pick


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
        labels = {name: outcome.label for name, outcome in outcomes.items()}
        label = page.texts("drivers.outcome")
        st.html(write_pick(page, SCALE, label=label, options=labels, chosen=chosen))
    return outcomes[chosen].driver
