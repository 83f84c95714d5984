"""Who answered, who is missing, what that may do to the figures, and how well the scales measure."""

import streamlit as st

from ui.frame import open_page
from ui.outcomes import Section, show_sections
from ui.present.flow import present_flow
from ui.present.gaps import present_gaps
from ui.present.leavers import present_leavers
from ui.present.likeness import present_likeness
from ui.present.missing_models import tell_unknown
from ui.present.questionnaire import set_questionnaire
from ui.present.reliability import present_reliability
from ui.present.response import present_response
from ui.present.reweighted import present_reweighted
from ui.view_choices import choose_wave, read_wave

page = open_page("response")
whole = page.whole
st.markdown(f"{page.texts('response.lead')} {page.programme.caution.in_language(page.language)}")
scene = set_questionnaire(page)
sections = (
    Section("answered", [f for f in (present_flow(page), present_response(page)) if f is not None]),
    Section("leavers", present_leavers(whole), whole=True),
    Section("likeness", [f for f in (present_likeness(whole),) if f is not None], whole=True),
    Section("gaps", [f for f in (present_gaps(whole),) if f is not None], whole=True),
    Section("reweighted", present_reweighted(whole), whole=True),
    Section(
        "reliability",
        [f for f in (present_reliability(whole, wave=read_wave(scene)),) if f is not None],
        (choose_wave,),
        whole=True,
    ),
)
for sentence in tell_unknown(page, known=[section.name for section in sections if section.outcomes]):
    st.info(sentence)
show_sections(page, scene, *sections)
