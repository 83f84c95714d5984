"""One delivery: how far it came, what was found in it, and what can be done with it now."""

from functools import partial
from html import escape

import polars as pl
import streamlit as st

from schemas.delivery import Delivery
from ui.address import DELIVERY, write_address
from ui.blocks import show_heading
from ui.delivery.acting import act, let_go, tidy
from ui.delivery.comparing import show_comparison
from ui.delivery.deciding import show_decisions
from ui.delivery.finding import show_found
from ui.delivery.mapping import show_mapping
from ui.delivery.reading import Deliveries, UnknownDeliveryError
from ui.delivery.rules import may_act, may_deliver
from ui.delivery.standing import Looked, look_at
from ui.delivery.words import (
    label_source,
    name_deliverer,
    name_file,
    tell_fault,
    tell_file,
    tell_rows,
    tell_state,
    tell_step,
    write_moment,
)
from ui.html import write_words
from ui.live.plain import write_label, write_plain
from ui.page import Page
from ui.sure import offer_sure
from ui.tables import write_table

EVERY_S = 1.5
_GOOD = frozenset({"checked", "in_service"})
_BAD = frozenset({"refused", "failed"})
_TO_CORRECT = frozenset({"refused", "failed", "sent_back", "checked"})


def show_delivery(page: Page, deliveries: Deliveries, looked: Looked) -> None:
    """Draws the delivery as it stands."""
    if looked.delivery is not None:
        _show_head(page, looked.delivery)
    else:
        st.html(f'<div class="kompas-section kompas-delivery">{write_back(page)}</div>')
    if looked.standing == "at_work":
        st.fragment(partial(_follow, page, deliveries, looked.delivery_id), run_every=EVERY_S)()
        return
    if looked.standing == "stalled":
        _show_stalled(page, deliveries, looked)
    elif looked.failed:
        st.error(write_label(looked.said) if looked.said else page.texts("delivery.command_failed"))
    if looked.delivery is not None:
        _show_settled(page, deliveries, looked.delivery, stalled=looked.standing == "stalled")


def _follow(page: Page, deliveries: Deliveries, delivery_id: str) -> None:
    """Draws how far it is, each time anew; once it came to rest the whole page is drawn again."""
    try:
        looked = look_at(deliveries, delivery_id)
    except UnknownDeliveryError:
        st.rerun()
    if looked.standing != "at_work":
        st.rerun()
    texts, progress = page.texts, looked.progress
    words = _tell_begin(page, looked) if progress is None else tell_step(progress.step, texts=texts)
    done = 0 if progress is None else round(100 * min(max(progress.part, 0.0), 1.0))
    label = escape(texts("delivery.progress"))
    st.html(
        f'<div class="kompas-progress"><p role="status">{write_words(words)}</p>'
        f'<progress max="100" value="{done}" aria-label="{label}"></progress>'
        f'<p class="kompas-source">{escape(texts("delivery.leave"))}</p></div>'
    )


def _tell_begin(page: Page, looked: Looked) -> str:
    """What is going on before the command says so itself."""
    is_new = looked.delivery is None or looked.delivery.state == "checking"
    return page.texts("delivery.beginning" if is_new else "delivery.working")


def _show_stalled(page: Page, deliveries: Deliveries, looked: Looked) -> None:
    """That the work broke off, and the way on."""
    texts = page.texts
    if looked.delivery is None:
        st.error(texts("delivery.not_begun"))
        return
    st.error(texts(f"delivery.stalled_{looked.delivery.state}"))
    if may_deliver(deliveries.viewer):
        st.button(texts("delivery.tidy"), key="delivery-tidy", on_click=tidy, args=(page, looked.delivery_id))


def _show_head(page: Page, delivery: Delivery) -> None:
    texts = page.texts
    when = write_moment(delivery.made_at, texts=texts)
    who = name_deliverer(page, delivery)
    state = texts(f"delivery.state_{delivery.state}")
    st.html(
        f'<div class="kompas-section kompas-delivery">{write_back(page)}'
        f'<h2 class="kompas-heading">{escape(texts("delivery.of", when=when))}</h2>'
        f'<p class="kompas-source">{escape(who)} · {escape(state)} · {escape(delivery.id)}</p></div>'
    )


def write_back(page: Page) -> str:
    """The way back to the list, as HTML."""
    back = write_address(page.query, **{DELIVERY: None})
    return f'<p><a href="{escape(back)}">{escape(page.texts("delivery.back"))}</a></p>'


def _show_settled(page: Page, deliveries: Deliveries, delivery: Delivery, *, stalled: bool) -> None:
    decides = deliveries.viewer.role == "steward"
    if not stalled:
        _tell(page, delivery, decides=decides)
    if delivery.state == "unmapped":
        show_mapping(page, deliveries, delivery)
    else:
        let_go(delivery.id)
    if decides:
        show_comparison(page, deliveries, delivery)
    show_decisions(page, delivery, viewer=deliveries.viewer)
    _show_files(page, deliveries, delivery)
    show_found(page, deliveries, delivery)
    _offer_withdrawal(page, deliveries, delivery)


def _tell(page: Page, delivery: Delivery, *, decides: bool) -> None:
    """The sentence first: how many rows were left out, or why there are none; then what happens next."""
    texts = page.texts
    rows = "" if delivery.state in _BAD else tell_rows(delivery, texts=texts)
    fault = tell_fault(delivery.fault, delivery.values, texts=texts)
    next_ = tell_state(page, delivery, decides=decides)
    first = f'<p class="kompas-lead"><strong>{write_words(rows)}</strong></p>' if rows else ""
    if first:
        st.html(first)
    told = " ".join(part for part in (next_, fault) if part)
    if delivery.state in _BAD or fault:
        st.error(told)
    else:
        (st.success if delivery.state in _GOOD else st.info)(told)
    if delivery.word:
        said = escape(texts("delivery.word_said"))
        word = write_plain(delivery.word)
        st.html(f'<div class="kompas-note"><p><strong>{said}</strong></p><p>{word}</p></div>')
    if not decides and delivery.state in _TO_CORRECT:
        again = escape(write_address(page.query, **{DELIVERY: None}))
        st.html(f'<p class="kompas-again"><a href="{again}">{escape(texts("delivery.correct"))}</a></p>')


def _show_files(page: Page, deliveries: Deliveries, delivery: Delivery) -> None:
    texts = page.texts
    if not delivery.files:
        return
    show_heading(texts("delivery.files_title"))
    names = {"file": [], "source": [], "read": [], "loaded": [], "what": []}  # type: dict[str, list[object]]
    for file in delivery.files:
        names["file"].append(name_file(file))
        known = file.source and label_source(page, file.source, label=file.label)
        names["source"].append(known or texts("delivery.source_unknown"))
        names["read"].append(file.rows)
        names["loaded"].append(file.loaded)
        names["what"].append(tell_file(file, texts=texts))
    types = {"read": pl.Int64, "loaded": pl.Int64}
    frame = pl.DataFrame(
        [
            pl.Series(texts(f"delivery.column_{name}"), cells, dtype=types.get(name, pl.String))
            for name, cells in names.items()
        ]
    )
    st.html(write_table(frame, caption=texts("delivery.files_title"), texts=texts, stacks=True))
    if kept := deliveries.count_originals(delivery.id):
        st.caption(texts.count("delivery.originals", kept))


def _offer_withdrawal(page: Page, deliveries: Deliveries, delivery: Delivery) -> None:
    texts = page.texts
    if not may_act(deliveries.viewer, command="withdraw", state=delivery.state):
        return
    offer_sure(
        texts,
        labels=("delivery.withdraw", "delivery.withdraw_sure", "delivery.withdraw_yes"),
        key="delivery-withdraw",
        do=act,
        args=(page, "withdraw", delivery.id),
    )
