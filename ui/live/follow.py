"""Follows a session on the screen: the component that hears of changes, or else a look every two seconds."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from threading import BoundedSemaphore
from urllib.parse import urlencode

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from live.model import Card, Seat, State
from ui.access.login import uses_login
from ui.address import LANGUAGE, SESSION
from ui.html import write_heading, write_words
from ui.live.cards import read_view
from ui.live.desk import make_pass
from ui.live.frame import LivePage
from ui.live.link import FIGURE, STREAM, Push, find_push
from ui.live.replay import Shown, View, find_figure
from ui.live.show import draw_shown, write_below

_PACKAGE = "kompas_live"
_turns = BoundedSemaphore(2)
POLL_S = 2.0
_RUN_MS = 15
"""What the run of one page takes, and as much again for others."""
_LONGEST_SPREAD_MS = 3000


def run_live(draw: Callable[[], None], *, seat: Seat) -> None:
    """Runs `draw` as a part of its own, which comes again whenever there is something new."""
    run = _draw_in_turn if seat == "participant" else _draw_at_once
    st.fragment(lambda: run(draw), run_every=None if _find_push() else POLL_S)()


def _draw_at_once(draw: Callable[[], None]) -> None:
    draw()


def _draw_in_turn(draw: Callable[[], None]) -> None:
    # Two hundred runs at the same time take no less time together, and would hold up who leads.
    with _turns:
        draw()


def show_followed(
    page: LivePage,
    state: State,
    *,
    seat: Seat,
    card: Card | None,
    filters: str | None = None,
    announce: str = "",
) -> None:
    """Draws the figure of `card`, its clock, and hears of what is new.

    `filters` are those of who looks around; None follows. `announce` is told to a screen reader when it
    changes. Needs to be drawn in each run, also for a card without a figure.
    """
    push = _find_push()
    if push is None:
        _show_polled(page, card, filters=filters)
        return
    proof = _prove(state.session.id, seat=seat)
    look = {**proof, LANGUAGE: page.language, "donker": str(int(page.dark))}
    _component()(
        data={
            "stream": f"{STREAM}?{urlencode(look)}",
            "worker": push.worker,
            "plotly": push.plotly,
            "figure": "" if card is None else _write_figure_address(card, look=look, filters=filters),
            "title": "" if card is None else card.title,
            "revision": state.revision,
            "spread": count_spread_ms(state.people_here) if seat == "participant" else 0,
            "large": seat == "beamer",
            "left": _count_left(card),
            "drawn": "" if card is None else str(card.state.timer_ends_at),
            "announce": announce,
            "words": {"offline": page.texts("live.offline")},
        },
        key=f"follow-{seat}",
        on_revision_change=_hear,
    )


def _hear() -> None:
    """That there is something new is all: the run that follows reads it."""


def _write_figure_address(card: Card, *, look: Mapping[str, str], filters: str | None) -> str:
    """Where who looks around alone finds the figure of a card; empty for who follows the stream."""
    if card.figure is None or filters is None:
        return ""
    chosen = {"kaart": card.id, "filters": filters} if filters else {"kaart": card.id}
    return f"{FIGURE}?{urlencode({**look, **chosen})}"


def _prove(session_id: str, *, seat: Seat) -> dict[str, str]:
    """What in the address says who asks; a participant's cookie and a login say it by themselves."""
    if seat == "participant":
        return {SESSION: session_id}
    if uses_login():
        return {SESSION: session_id, "plaats": seat}
    key = f"kompas-pass-{session_id}-{seat}"
    if key not in st.session_state:
        st.session_state[key] = make_pass(session_id, seat=seat)
    return {SESSION: session_id, "pas": st.session_state[key]}


def _count_left(card: Card | None) -> int | None:
    """Seconds left on the clock of a card; None without a clock."""
    if card is None or card.state.timer_ends_at is None:
        return None
    return max(0, round(card.state.timer_ends_at.timestamp() - time.time()))


def _show_polled(page: LivePage, card: Card | None, *, filters: str | None) -> None:
    left = _count_left(card)
    if left is not None:
        st.html(f'<p class="kompas-left" role="timer">{left // 60}:{left % 60:02d}</p>')
    if card is None or card.figure is None:
        return
    view = read_view(card.figure, language=page.language, dark=page.dark)
    shown = find_figure(view if not filters else _with_filters(view, filters))
    if shown is not None:
        _show_figure(shown, key=f"live-{card.id}", told=card.title)


def _with_filters(view: View, filters: str) -> View:
    return replace(view, query=filters)


def _show_figure(shown: Shown, *, key: str, told: str) -> None:
    head = "" if shown.figure.question == told else write_heading(shown.figure.question)
    st.html(f'{head}<p class="kompas-answer">{write_words(shown.figure.answer)}</p>')
    chart = draw_shown(shown)
    if chart is not None:
        st.plotly_chart(chart, theme=None, key=key, alt=shown.figure.answer)
    st.html(write_below(shown))


def _find_push() -> Push | None:
    """The push routes; None where they, or the component's folder, are not there."""
    return find_push() if _is_packaged() else None


@cache
def _is_packaged() -> bool:
    return find_spec(_PACKAGE) is not None


def count_spread_ms(people: int) -> int:
    """Over how many milliseconds the pages of so many people run again: a click must not wait for all."""
    return min(_LONGEST_SPREAD_MS, people * _RUN_MS)


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "kompas-live.follow", js="follow.js", css="follow.css", isolate_styles=False
    )
