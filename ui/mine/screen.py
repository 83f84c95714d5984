"""Draws Mijn traject, part by part."""

from collections.abc import Sequence
from html import escape

from ui.access.identify import identify_viewer
from ui.figure import Figure
from ui.html import write_heading, write_words
from ui.live.service import find_live
from ui.mine.beside import TOPICS
from ui.mine.figures import present_topic
from ui.mine.notebook import show_notebook
from ui.mine.partnerships import present_partnerships
from ui.mine.reach import present_reach
from ui.mine.sessions import show_sessions_of
from ui.mine.since import present_since, say_counts
from ui.mine.strengths import Strengths, Told, explain_rule, tell_strengths
from ui.page import Page
from ui.parts import Part
from ui.present.design import present_design
from ui.present.design_words import list_words, write_design
from ui.service import list_earlier, open_earlier
from ui.store import Store


def make_parts(page: Page) -> Sequence[Part]:
    """The parts of the page, in the order of the questions that an organiser has."""
    texts = page.texts
    reach = present_reach(page)
    facts = [*present_topic(page, topic="attendance"), *present_topic(page, topic="response")]
    answers = [figure for topic in TOPICS[2:] for figure in present_topic(page, topic=topic)]
    return (
        Part("strengths", texts("mine.about_strengths"), more=write_strengths(page)),
        Part("part", texts("mine.about_part"), figures=[reach, *facts]),
        Part("answers", texts("mine.about_answers"), figures=answers),
        Part("partnerships", texts("mine.about_partnerships"), figures=[present_partnerships(page)]),
        Part(
            "yardsticks",
            texts("mine.about_yardsticks"),
            figures=[present_design(page)],
            more=write_design(page) if list_words(page) else "",
        ),
        _make_since(page),
        Part("notebook", _tell_notebook(page), show=show_notebook),
        Part("sessions", texts("mine.about_sessions"), show=show_sessions_of),
    )


def write_strengths(page: Page) -> str:
    """What the rule finds, on both sides, and the rule itself, as HTML."""
    found = tell_strengths(page)
    texts = page.texts
    sides = "".join(_write_side(page, name, sentences) for name, sentences in _name_sides(found))
    looked = texts.count("mine.looked_at", found.looked_at)
    left = texts.count("mine.left_out", found.left_out) if found.left_out else ""
    source = f"{page.cell_label} · {texts('frame.release_short', release=page.store.info.release_id)}"
    rule = (
        f"<details><summary>{escape(texts('mine.rule_heading'))}</summary>"
        f"<p>{write_words(explain_rule(page))}</p></details>"
    )
    return (
        f'<div class="kompas-strengths">{sides}</div>'
        f"<p>{escape(looked)} {escape(left)}</p>"
        f'<div class="kompas-folds">{rule}</div>'
        f'<p class="kompas-source">{escape(source)}<br>'
        f"{write_words(texts('mine.caution_strengths'))} "
        f"{write_words(page.programme.caution.in_language(page.language))}</p>"
    )


def _name_sides(found: Strengths) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    return ("above", found.above), ("below", found.below)


def _write_side(page: Page, name: str, told: tuple[Told, ...]) -> str:
    heading = write_heading(page.texts(f"mine.heading_{name}"), level=3)
    if not told:
        return f"<section>{heading}<p>{escape(page.texts(f'mine.none_{name}'))}</p></section>"
    listed = "".join(
        f'<li>{write_words(one.sentence)}<p class="kompas-source">{write_words(one.details)}</p></li>'
        for one in told
    )
    return f"<section>{heading}<ul>{listed}</ul></section>"


def _make_since(page: Page) -> Part:
    """What changed since the release before the one that is shown."""
    before = find_before(page)
    if before is None:
        return Part("since", "", more=f"<p>{escape(page.texts('mine.no_before'))}</p>")
    figure: Figure | None = present_since(page, before=before)
    date = page.texts.date(before.info.made_at.date())
    about = page.texts("mine.about_since", release=before.info.release_id, date=date)
    if figure is None:
        same = f"{page.texts('mine.since_same')} {say_counts(page, before=before)}"
        return Part("since", about, more=f"<p>{escape(same)}</p>")
    return Part("since", about, figures=[figure])


def find_before(page: Page) -> Store | None:
    """The release before the one shown, in the viewer's own scope; None if there is none with this group."""
    shown = page.store.info
    viewer = identify_viewer()
    for info in list_earlier():
        if info.made_at < shown.made_at:
            store = open_earlier(info, viewer)
            return store if store.has_cell(page.cell.cell_id) else None
    return None


def _tell_notebook(page: Page) -> str:
    days = page.texts.number(find_live().limits.retention_days)
    return page.texts("mine.about_notebook", days=days)
