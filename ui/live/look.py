"""Looking around alone: the cards shown so far and the groups of a figure, and back to the others."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from live import LiveStore
from live.model import Card, State
from ui.address import PARAMETERS, list_choices
from ui.labels import label_part
from ui.live.cards import may_look_at
from ui.live.frame import LivePage, open_group_store

_ALONE = "kompas-live-alone"
_OFFERED: tuple[Literal["level", "region"], ...] = ("level", "region")


@dataclass(frozen=True)
class Look:
    """What somebody looks at: `card` is that of everybody unless `alone`; `filters` are then their own."""

    card: Card | None
    alone: bool = False
    filters: str | None = None


def choose_look(page: LivePage, store: LiveStore, state: State) -> Look:
    """Draws the way away from the others and back, and returns what is looked at."""
    texts = page.texts
    if state.card is None:
        return Look(card=None)
    if not st.session_state.get(_ALONE):
        st.button(texts("live.look_around"), key="live-look", on_click=_go, args=(True,))
        return Look(card=state.card)
    st.button(texts("live.follow"), key="live-follow", type="primary", on_click=_go, args=(False,))
    cards = [card for card in store.list_cards(state.session.id) if may_look_at(card, state=state)]
    place = st.selectbox(
        texts("live.look_at"),
        range(len(cards)),
        index=len(cards) - 1,
        format_func=lambda n: cards[n].title,
        key=f"live-card-{len(cards)}",
    )
    card = cards[place]
    return Look(card=card, alone=True, filters=_choose_group(page, card))


def _choose_group(page: LivePage, card: Card) -> str | None:
    """The query of the chosen level and region; None for a card without a figure."""
    store = None if card.figure is None else open_group_store(card.figure.release_id)
    if card.figure is None or store is None:
        return None
    query = dict(parse_qsl(card.figure.query))
    offered = list_choices(store.info.programme, trajectories=())
    for name in _OFFERED:
        ids = offered.get(name, ())
        if not ids:
            continue
        parameter = PARAMETERS[name]
        labels = {
            i: label_part(programme=store.info.programme, dimension=name, value=i, texts=page.texts)
            for i in ids
        }
        before = query.pop(parameter, None)
        chosen = st.selectbox(
            page.texts(f"live.group_{name}"),
            ids,
            index=ids.index(before) if before in ids else None,
            format_func=labels.__getitem__,
            placeholder=page.texts("live.everybody"),
            key=f"live-{name}-{card.id}",
        )
        if chosen is not None:
            query[parameter] = chosen
    return urlencode(query)


def _go(alone: bool) -> None:
    st.session_state[_ALONE] = alone
