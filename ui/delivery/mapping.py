"""A file whose layout is not known: what it is, what its columns are, what its answers mean."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from schemas.delivery import ColumnSample, Delivery, Layout, Proposal, Target
from ui.blocks import show_heading
from ui.delivery.acting import find_held, hand_in
from ui.delivery.layouts import (
    Chosen,
    find_target,
    has_choices,
    match_labels,
    propose_target,
    suggest_target,
)
from ui.delivery.reading import Deliveries
from ui.delivery.rules import is_own, may_deliver
from ui.delivery.uploading import ask_again
from ui.delivery.words import label_source, name_source, name_target
from ui.live.plain import write_label
from ui.page import Page

MOST_LABELS = 12


def show_mapping(page: Page, deliveries: Deliveries, delivery: Delivery) -> None:
    """Draws the choices for each file that needs them, and the button that checks the files anew."""
    proposals = deliveries.read_proposals(delivery.id)
    if not proposals:
        return
    texts, viewer = page.texts, deliveries.viewer
    if not (may_deliver(viewer) and is_own(viewer, delivery)):
        st.markdown(texts("delivery.map_theirs"))
        return
    show_heading(texts("delivery.map_title"))
    st.markdown(texts("delivery.map_about"))
    if not find_held(delivery.id):
        ask_again(page, delivery)
        return
    chosen = [_show_file(page, one, key=f"map-{delivery.id}-{n}") for n, one in enumerate(proposals)]
    problems = [problem for choice in chosen for problem in _tell_problems(page, choice)]
    if problems:
        st.warning("\n".join(f"- {problem}" for problem in problems))
    st.button(
        texts("delivery.map_do"),
        type="primary",
        key="delivery-map-do",
        disabled=bool(problems),
        on_click=_hand_in,
        args=(page, delivery, [c.make_layout() for c in chosen if c.is_complete]),
    )


def _hand_in(page: Page, delivery: Delivery, layouts: Sequence[Layout]) -> None:
    by_file = {layout.file: layout for layout in layouts}
    files = [replace(file, layout=by_file.get(file.name)) for file in find_held(delivery.id)]
    hand_in(page, files, again=delivery.id)


def _tell_problems(page: Page, chosen: Chosen) -> list[str]:
    """Why the file cannot be read this way yet; each a sentence, as Markdown."""
    texts, file = page.texts, write_label(chosen.proposal.file)
    if chosen.source is None:
        return [texts("delivery.map_what_first", file=file)]
    missing = [write_label(name_target(page, target)) for target in chosen.list_missing()]
    twice = [write_label(name_target(page, target)) for target in chosen.list_twice()]
    asks = [texts("delivery.map_no_question", file=file)] if chosen.lacks_questions else []
    return [
        *asks,
        *(texts("delivery.map_missing", file=file, target=target) for target in missing),
        *(texts("delivery.map_twice", file=file, target=target) for target in twice),
    ]


def _show_file(page: Page, proposal: Proposal, *, key: str) -> Chosen:
    texts = page.texts
    names = {name: label_source(page, name, label=proposal.labels.get(name)) for name in proposal.targets}
    with st.container(border=True, key=key):
        show_heading(proposal.file, level=3)
        source = st.selectbox(
            texts("delivery.map_source"),
            tuple(proposal.targets),
            index=None,
            format_func=names.__getitem__,
            placeholder=texts("delivery.map_source_none"),
            key=f"{key}-source",
        )
        if source is None:
            if proposal.likely is not None:
                likely = names.get(proposal.likely, name_source(proposal.likely))
                st.caption(texts("delivery.map_likely", source=write_label(likely)))
            return Chosen(proposal)
        return _show_columns(page, Chosen(proposal, source=source), key=f"{key}-{source}")


def _show_columns(page: Page, chosen: Chosen, *, key: str) -> Chosen:
    """The columns that need a choice first; those that were recognised by their name, folded away."""
    targets, texts = chosen.targets, page.texts
    filled = [column for column in chosen.proposal.columns if column.kind != "empty"]
    known = [column for column in filled if propose_target(column, targets=targets) is not None]
    open_ = [column for column in filled if column not in known]
    show = partial(_show_column, page, targets=targets, key=key)
    found: list[tuple[int, str | None, dict[str, str]]] = []
    if open_:
        st.markdown(texts.count("delivery.map_open", len(open_)))
        found += [show(column) for column in open_]
    if known:
        with st.expander(texts.count("delivery.map_known", len(known))):
            found += [show(column) for column in known]
    return replace(
        chosen,
        columns={position: target for position, target, _ in found if target is not None},
        codes={position: codes for position, target, codes in found if target is not None},
    )


def _show_column(
    page: Page, column: ColumnSample, *, targets: tuple[Target, ...], key: str
) -> tuple[int, str | None, dict[str, str]]:
    """Position, chosen target and codes of one column."""
    texts, ids = page.texts, tuple(target.id for target in targets)
    letter = name_letter(column.position)
    first = propose_target(column, targets=targets)
    with st.container(key=f"{key}-column-{column.position}"):
        target_id = st.selectbox(
            texts("delivery.map_column", heading=write_label(column.heading), letter=letter),
            ids,
            index=None if first is None else ids.index(first),
            format_func=partial(name_target, page),
            placeholder=texts("delivery.map_column_none"),
            key=f"{key}-{column.position}",
        )
        st.html(_write_sample(page, column, targets=targets, chosen=target_id))
        target = find_target(targets, target_id)
        codes = (
            _show_labels(page, column, target, key=f"{key}-{column.position}")
            if target is not None and has_choices(column, target)
            else {}
        )
    return column.position, target_id, codes


def _write_sample(
    page: Page, column: ColumnSample, *, targets: tuple[Target, ...], chosen: str | None
) -> str:
    """What stands in the column, without an answer of anybody, and what it looks like."""
    texts = page.texts
    words = [texts(f"delivery.kind_{column.kind}")]
    if column.labels:
        labels = " · ".join(column.labels[:MOST_LABELS])
        more = len(column.labels) - MOST_LABELS
        words.append(labels + (f" · {texts.count('delivery.more_labels', more)}" if more > 0 else ""))
    near = suggest_target(column, targets=targets)
    if chosen is None and near is not None:
        words.append(texts("delivery.map_near", target=name_target(page, near)))
    return f'<p class="kompas-source">{"<br>".join(escape(part) for part in words)}</p>'


def _show_labels(page: Page, column: ColumnSample, target: Target, *, key: str) -> dict[str, str]:
    """A code for each label: by itself where the label is the same, else to be chosen."""
    texts, matched = page.texts, match_labels(column, target)
    names = dict(target.labels)
    codes = dict(matched)
    left = [label for label in column.labels if label not in matched]
    if not left:
        st.caption(texts("delivery.map_labels_known"))
        return codes
    st.caption(texts.count("delivery.map_labels", len(left)))
    for place, label in enumerate(left):
        code = st.selectbox(
            texts("delivery.map_label", label=write_label(label)),
            tuple(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=texts("delivery.map_label_none"),
            key=f"{key}-label-{place}",
        )
        if code is not None:
            codes[label] = code
    return codes


def name_letter(position: int) -> str:
    """The column as a spreadsheet calls it: 1 → A, 28 → AB."""
    letters = ""
    while position > 0:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
