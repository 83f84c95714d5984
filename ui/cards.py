"""The cards of the overview: a big number, its interval on the whole scale, and its sentence.

The strip is decoration for the eye (hidden from screen readers): number, interval and n are in the
sentence beside it.
"""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from ui.address import write_query
from ui.html import write_heading, write_words
from ui.navigation import name_address
from ui.page import Page
from ui.present.story import Measure, Stage, Strip


def show_story(page: Page, stages: tuple[Stage, ...]) -> None:
    """Draws the programme's story and a card a stage, with a link to the page that tells more."""
    cards = "".join(_write_card(page, stage, place=place) for place, stage in enumerate(stages, start=1))
    story = write_words(page.programme.story.in_language(page.language))
    st.html(f'<p class="kompas-lead">{story}</p><div class="kompas-story">{cards}</div>')


def _write_card(page: Page, stage: Stage, *, place: int) -> str:
    query = urlencode(write_query(selection=page.selection, language=page.language))
    more = page.texts("overview.more", page=page.texts(f"{stage.page}.menu"))
    link = f'<a href="{escape(f"{name_address(stage.page)}?{query}")}">{escape(more)}</a>'
    measures = "".join(map(write_measure, stage.measures))
    return f"<section>{write_heading(f'{place}. {stage.title}')}{measures}<p>{link}</p></section>"


def write_measure(measure: Measure) -> str:
    """`measure` as HTML; everything in it is escaped, `**bold**` of the catalogue is kept."""
    sentence = write_words(measure.sentence)
    number = "" if measure.number is None else _write_number(measure)
    strip = "" if measure.strip is None else write_strip(measure.strip)
    label = f'<p class="kompas-label">{escape(measure.label)}</p>' if measure.label else ""
    source = f'<p class="kompas-source">{escape(measure.source)}</p>' if measure.source else ""
    return f'<div class="kompas-measure">{label}{number}{strip}<p>{sentence}</p>{source}</div>'


def write_strip(strip: Strip) -> str:
    """The value as a bar on its whole scale, with the interval as a line through its end.

    A bar up to a bound that the value stays below is open.
    """
    start, end = sorted((strip.origin, strip.value))
    look = "kompas-bar kompas-open" if strip.coded < 0 else "kompas-bar"
    bar = f'<span class="{look}" style="left:{start:.1%};width:{end - start:.1%}"></span>'
    zero = f'<span class="kompas-zero" style="left:{strip.origin:.1%}"></span>' if strip.origin else ""
    interval = ""
    if strip.low is not None and strip.high is not None:
        width = strip.high - strip.low
        interval = f'<span class="kompas-interval" style="left:{strip.low:.1%};width:{width:.1%}"></span>'
    return f'<div class="kompas-strip" aria-hidden="true">{bar}{zero}{interval}</div>'


def _write_number(measure: Measure) -> str:
    unit = f' <span class="kompas-unit">{escape(measure.unit)}</span>' if measure.unit else ""
    return f'<p class="kompas-number">{escape(measure.number or "")}{unit}</p>'
