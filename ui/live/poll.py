"""A poll on the screen: answering it, and what came out."""

from html import escape

import streamlit as st

from live import LiveStore
from live.model import Card, Participant, Poll, Value
from live.tally import Shift, Tally
from texts import Texts
from ui.live.doing import attempt, say
from ui.live.plain import write_label, write_plain


def ask_poll(store: LiveStore, card: Card, *, who: Participant, texts: Texts) -> None:
    """Draws the question to one participant while answers are open, with what they answered so far."""
    poll = card.poll
    if poll is None or not card.state.answers_open:
        return
    given = store.own_answer(who.id, card.id, round_=card.state.round)
    key = f"poll-{card.id}-{card.state.round}"
    with st.form(key, border=False):
        _ASK[_name_form(poll)](poll, given.value if given else None, key=key, texts=texts)
        st.form_submit_button(
            texts("live.answer_again" if given else "live.answer"),
            type="primary",
            width="stretch",
            on_click=_keep,
            args=(store, card.id, poll, who.id, key),
        )
    if given:
        st.html(f'<p class="kompas-done" role="status">{escape(texts("live.answered"))}</p>')


def _keep(store: LiveStore, card_id: str, poll: Poll, who: str, key: str) -> None:
    value = _read_value(poll, key=key)
    if value is None:
        say("live.answer_first", wrong=True)
    else:
        attempt(lambda: store.answer(who, card_id, value))


def _read_value(poll: Poll, *, key: str) -> Value | None:
    """What the form holds; None where something is missing."""
    places = range(len(poll.options))
    form = _name_form(poll)
    if form == "several":
        return tuple(place for place in places if st.session_state.get(f"{key}-{place}")) or None
    if form == "ranking":
        chosen = [st.session_state.get(f"{key}-{place}") for place in places]
        picked = tuple(option for option in chosen if option is not None)
        return picked if len(set(picked)) == len(places) else None
    one: int | None = st.session_state.get(f"{key}-one")
    if one is None:
        return None
    return (one,) if poll.kind == "choice" else one + _first_point(poll)


def _name_form(poll: Poll) -> str:
    if poll.kind == "ranking":
        return "ranking"
    return "several" if poll.kind == "choice" and poll.several else "one"


def _first_point(poll: Poll) -> int:
    return 1 if poll.kind == "likert" else 0


def _ask_one(poll: Poll, given: Value | None, *, key: str, texts: Texts) -> None:
    labels = [str(n) for n in range(11)] if poll.kind == "scale" else [write_label(o) for o in poll.options]
    before = given[0] if isinstance(given, tuple) else None if given is None else given - _first_point(poll)
    st.radio(
        texts(f"live.ask_{poll.kind}"),
        range(len(labels)),
        index=before,
        format_func=lambda n: labels[n],
        horizontal=poll.kind == "scale",
        key=f"{key}-one",
    )


def _ask_several(poll: Poll, given: Value | None, *, key: str, texts: Texts) -> None:
    before = given if isinstance(given, tuple) else ()
    st.markdown(texts("live.ask_several"))
    for place, option in enumerate(poll.options):
        st.checkbox(write_label(option), value=place in before, key=f"{key}-{place}")


def _ask_ranking(poll: Poll, given: Value | None, *, key: str, texts: Texts) -> None:
    before = given if isinstance(given, tuple) else ()
    st.markdown(texts("live.ask_ranking"))
    for place in range(len(poll.options)):
        st.selectbox(
            texts("live.ask_place", n=place + 1),
            range(len(poll.options)),
            index=before[place] if before else None,
            format_func=lambda n: poll.options[n],
            placeholder=texts("live.choose"),
            key=f"{key}-{place}",
        )


_ASK = {"one": _ask_one, "several": _ask_several, "ranking": _ask_ranking}


def write_results(store: LiveStore, card: Card, *, texts: Texts) -> str:
    """What came out of each round that is shown, and the shift between them, as HTML; nothing before."""
    if card.poll is None:
        return ""
    rounds = [(n, store.tally(card.id, n)) for n in card.state.shown_rounds]
    known = [(n, tally) for n, tally in rounds if tally is not None]
    if not known:
        return ""
    several = card.state.round > 1
    written = "".join(_write_round(card.poll, n, tally, several=several, texts=texts) for n, tally in known)
    shift = store.shift(card.id) if len(known) > 1 else None
    return f'<div class="kompas-rounds">{written}</div>{_write_shift(card.poll, shift, texts=texts)}'


def _write_round(poll: Poll, number: int, tally: Tally, *, several: bool, texts: Texts) -> str:
    title = texts("live.round", n=number) if several else texts("live.results")
    most = max(tally.counts, default=0) or 1
    rows = "".join(
        f'<tr><th scope="row">{label}</th>'
        f'<td><span class="kompas-tally" style="width:{count / most:.0%}"></span></td>'
        f'<td class="number">{escape(count_words)}</td></tr>'
        for label, count, count_words in _list_rows(poll, tally, texts=texts)
    )
    mean = "" if tally.mean is None else texts("live.mean", mean=texts.number(tally.mean, 1))
    about = " · ".join(part for part in (texts("frame.n", n=texts.number(tally.n)), mean) if part)
    return (
        f'<section><h3 class="kompas-heading">{escape(title)}</h3><table class="kompas-result">'
        f"<caption>{escape(title)}</caption>{rows}</table>"
        f'<p class="kompas-source">{escape(about)}</p></section>'
    )


def _list_rows(poll: Poll, tally: Tally, *, texts: Texts) -> list[tuple[str, int, str]]:
    """Label as HTML, count, and the count in words; a ranking best place first."""
    labels = [str(n) for n in range(11)] if poll.kind == "scale" else [write_plain(o) for o in poll.options]
    if poll.kind != "ranking":
        return [
            (label, n, _write_count(n, tally.n, texts=texts))
            for label, n in zip(labels, tally.counts, strict=True)
        ]
    means = tally.mean_places or tuple(0.0 for _ in labels)
    order = sorted(range(len(labels)), key=lambda option: means[option])
    return [
        (
            labels[o],
            tally.counts[o],
            texts("live.mean_place", mean=texts.number(means[o], 1)) if tally.n else "–",
        )
        for o in order
    ]


def _write_count(count: int, n: int, *, texts: Texts) -> str:
    share = texts.percent(count / n if n else 0.0)
    return texts("live.count", n=texts.number(count), share=share)


def _write_shift(poll: Poll, shift: Shift | None, *, texts: Texts) -> str:
    if shift is None or not shift.n:
        return ""
    moved = {"same": shift.same, "up": shift.up, "down": shift.down}
    key = "live.shift" if poll.kind in {"likert", "scale"} else "live.shift_choice"
    numbers = {name: texts.number(count) for name, count in moved.items()}
    words = texts(key, n=texts.number(shift.n), other=texts.number(shift.n - shift.same), **numbers)
    return f'<p class="kompas-shift">{escape(words)}</p>'
