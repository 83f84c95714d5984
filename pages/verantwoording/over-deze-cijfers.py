"""Over deze cijfers: method, privacy, caution, glossary, codebook, downloads, release, credits."""

import streamlit as st

from ui.blocks import show_heading
from ui.downloads import offer_table
from ui.frame import open_page
from ui.present.about import (
    list_credits,
    list_yardsticks,
    tabulate_release,
    tabulate_terms,
    tell_method,
    tell_policy,
)
from ui.present.codebook import list_codebook, search_codebook
from ui.present.everything import describe_everything
from ui.tables import write_table

page = open_page("about")
texts, programme, language = page.texts, page.programme, page.language

show_heading(texts("about.what"))
st.markdown(programme.story.in_language(language))
st.markdown(programme.evaluation.in_language(language))
if programme.objectives:
    with st.expander(texts("about.objectives")):
        st.markdown(
            "\n".join(f"- {objective.text.in_language(language)}" for objective in programme.objectives)
        )

show_heading(texts("about.caution"))
st.info(programme.caution.in_language(language))

show_heading(texts("about.method"))
st.markdown(tell_method(page))

show_heading(texts("about.privacy"))
st.markdown(tell_policy(page))

if programme.yardsticks:
    show_heading(texts("about.yardsticks"))
    st.markdown(list_yardsticks(page))

show_heading(texts("about.glossary"))
st.html(write_table(tabulate_terms(texts), caption=texts("about.glossary"), texts=texts))

show_heading(texts("about.codebook"))
words = st.text_input(
    texts("about.codebook_search"),
    placeholder=texts("about.codebook_hint"),
    key="codebook-search",
    max_chars=80,
)
found = search_codebook(list_codebook(page), words)
st.caption(texts.count("about.codebook_found", found.height))
if not found.is_empty():
    st.html(write_table(found, caption=texts("about.codebook"), texts=texts))

show_heading(texts("about.downloads"))
st.markdown(texts("about.downloads_what", n=texts.number(page.store.count_shown())))
with st.container(horizontal=True):
    offer_table(
        lambda: describe_everything(page),
        page=page,
        name=f"kompas-{programme.id}-{page.store.info.release_id}",
        labels=("about.downloads_csv", "about.downloads_xlsx"),
    )

show_heading(texts("about.release"))
st.html(write_table(tabulate_release(page), caption=texts("about.release"), texts=texts))

credits_list = list_credits(page)
if credits_list:
    show_heading(texts("about.credits"))
    st.markdown(credits_list)
