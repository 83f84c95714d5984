"""The parts of Over deze cijfers, one function a part."""

from collections.abc import Callable, Mapping

import streamlit as st

from ui.blocks import show_heading
from ui.downloads import offer_table
from ui.html import write_words
from ui.mine.strengths import explain_rule
from ui.navigation import may_open
from ui.page import Page
from ui.present.about import (
    list_credits,
    list_yardsticks,
    tabulate_release,
    tabulate_terms,
    tell_method,
)
from ui.present.codebook import list_codebook, search_codebook
from ui.present.everything import describe_everything
from ui.present.methods import (
    PART_OF_MEASURES,
    link_measures,
    list_measures,
    present_measure,
    tabulate_measures,
)
from ui.present.protection import tabulate_coverage, tabulate_stated, tell_audit, tell_policy
from ui.tables import write_table
from ui.view_choices import choose_measure


def show_programme(page: Page) -> None:
    """What the figures are about, and what they do not say."""
    texts, programme, language = page.texts, page.programme, page.language
    show_heading(texts("about.what"))
    st.markdown(programme.story.in_language(language))
    st.markdown(programme.evaluation.in_language(language))
    if programme.objectives:
        with st.expander(texts("about.objectives")):
            st.markdown("\n".join(f"- {goal.text.in_language(language)}" for goal in programme.objectives))
    show_heading(texts("about.caution"))
    st.info(programme.caution.in_language(language))
    if programme.yardsticks:
        show_heading(texts("about.yardsticks"))
        st.markdown(list_yardsticks(page))


def show_making(page: Page) -> None:
    """How figures come about."""
    show_heading(page.texts("about.method"))
    st.markdown(tell_method(page))
    if may_open("mine", role=page.store.viewer.role):
        show_heading(page.texts("mine.section_strengths"), level=3)
        st.markdown(explain_rule(page))


def show_protection(page: Page) -> None:
    """What keeps people out of the figures: the policy, the audit of this release, and what it costs."""
    texts = page.texts
    show_heading(texts("about.privacy"))
    st.markdown(tell_policy(page))
    show_heading(texts("about.audit"))
    st.markdown(tell_audit(page))
    tables = (("stated", tabulate_stated(page)), ("coverage", tabulate_coverage(page)))
    for name, table in tables:
        if not table.is_empty():
            show_heading(texts(f"about.{name}"), level=3)
            caption = texts(f"about.{name}_what")
            st.html(f"<p>{write_words(caption)}</p>{write_table(table, caption=caption, texts=texts)}")


def show_measures(page: Page) -> None:
    """One measure in full, and a table of all of them."""
    texts = page.texts
    show_heading(texts("methods.title"))
    st.markdown(texts("methods.about"))
    measure, choice = choose_measure(page, names=list_measures(texts))
    st.html(choice)
    card = present_measure(page, method=measure)
    with st.container(border=True, key="measure"):
        st.html(card.head)
        st.latex(card.formula)
        st.html(card.foot)
    show_heading(texts("methods.all"))
    table = tabulate_measures(page)
    with st.container(key="all-measures"):
        st.html(write_table(table, caption=texts("methods.all"), texts=texts, links=link_measures(page)))


def show_words(page: Page) -> None:
    """The glossary."""
    texts = page.texts
    show_heading(texts("about.glossary"))
    st.html(write_table(tabulate_terms(texts), caption=texts("about.glossary"), texts=texts))


def show_codebook(page: Page) -> None:
    """Every question and scale, to search through."""
    texts = page.texts
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


def show_release(page: Page) -> None:
    """The release: all of it as a file, what it is, and whom it is owed to."""
    texts = page.texts
    show_heading(texts("about.downloads"))
    st.markdown(texts("about.downloads_what", n=texts.number(page.store.count_shown())))
    with st.container(horizontal=True):
        offer_table(
            lambda: describe_everything(page),
            page=page,
            name=f"kompas-{page.programme.id}-{page.store.info.release_id}",
            figure="everything",
            labels=("about.downloads_csv", "about.downloads_xlsx"),
        )
    show_heading(texts("about.release"))
    st.html(write_table(tabulate_release(page), caption=texts("about.release"), texts=texts))
    if credits_list := list_credits(page):
        show_heading(texts("about.credits"))
        st.markdown(credits_list)


PARTS: Mapping[str, Callable[[Page], None]] = {
    "programme": show_programme,
    "making": show_making,
    "protection": show_protection,
    PART_OF_MEASURES: show_measures,
    "words": show_words,
    "codebook": show_codebook,
    "release": show_release,
}
