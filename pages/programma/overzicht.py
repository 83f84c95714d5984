"""Overzicht: the programme's story on one screen, from reach to behaviour."""

import streamlit as st

from ui.blocks import show_nearest, show_pair
from ui.cards import show_story
from ui.frame import open_page
from ui.present.coverage import present_map
from ui.present.flow import present_flow
from ui.present.overview import find_shown, tell_story
from ui.taking.offer import offer_report

page = open_page("overview")
stages = tell_story(page)
show_story(page, stages)
show_nearest(page, nearest=find_shown(page, stages), key="story")
show_pair(page, (present_flow(page), present_map(page)), key="who-and-where")
offer_report(page)
st.caption(page.programme.caution.in_language(page.language))
