"""The three filters, the reset and the language: drawn on every page, at the same place."""

import streamlit as st

from schemas.programme import Programme
from schemas.wording import Count
from texts import LANGUAGES, Texts
from texts.catalogue import Language
from ui.address import FilterName, Selection, list_choices
from ui.cells import Cell
from ui.labels import find_dimension, label_category, label_trajectory, start_upper
from ui.state import save_language, save_selection

_KEYS: dict[FilterName, str] = {
    "trajectory": "filter-trajectory",
    "level": "filter-level",
    "region": "filter-region",
}
_ALL = ""
_LANGUAGE_KEY = "filter-language"


def show_filters(
    *,
    programme: Programme,
    selection: Selection,
    texts: Texts,
    trajectories: tuple[str, ...] | None = None,
) -> None:
    """Draws a filter for each dimension that has categories, and the reset; nothing where none has.

    `trajectories` are those that the viewer may choose; without it all.
    """
    choices = list_choices(programme, trajectories=trajectories)
    if not choices:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="frame-filters"):
        for name, ids in choices.items():
            _show_filter(name, ids=ids, programme=programme, selection=selection, texts=texts)
        st.button(
            texts("frame.reset"),
            key="filter-reset",
            on_click=save_selection,
            args=(Selection(),),
            disabled=selection == Selection(),
        )


def show_language(*, texts: Texts) -> None:
    """Draws the choice between Dutch and English."""
    st.session_state[_LANGUAGE_KEY] = texts.language
    st.segmented_control(
        texts("frame.language"),
        LANGUAGES,
        key=_LANGUAGE_KEY,
        required=True,
        format_func=str.upper,
        label_visibility="collapsed",
        on_change=_take_language,
    )


def choose_cell(cell: Cell) -> None:
    """Sets the filters to `cell`: what the buttons to nearby cells do."""
    save_selection(Selection(trajectory=cell.trajectory_id, level=cell.level, region=cell.region))


def _show_filter(
    name: FilterName, *, ids: tuple[str, ...], programme: Programme, selection: Selection, texts: Texts
) -> None:
    # The address is the truth: the widget is set from it at each run, and writes back on a change.
    st.session_state[_KEYS[name]] = getattr(selection, name) or _ALL
    unit = _count_of(name, programme=programme)
    labels = {i: _label(name, i, programme=programme, texts=texts) for i in ids}
    labels[_ALL] = texts("frame.all", many=unit.many.in_language(texts.language))
    st.selectbox(
        start_upper(unit.one.in_language(texts.language)),
        (_ALL, *ids),
        key=_KEYS[name],
        format_func=labels.__getitem__,
        on_change=_take_selection,
    )


def _count_of(name: FilterName, *, programme: Programme) -> Count:
    if name == "trajectory":
        return programme.units.trajectory
    return find_dimension(programme=programme, name=name).label


def _label(name: FilterName, category: str, *, programme: Programme, texts: Texts) -> str:
    if name == "trajectory":
        return label_trajectory(programme=programme, trajectory_id=category, texts=texts)
    return label_category(programme=programme, dimension=name, category=category, texts=texts)


def _take_selection() -> None:
    save_selection(Selection(**{name: st.session_state.get(key) or None for name, key in _KEYS.items()}))


def _take_language() -> None:
    language: Language = st.session_state[_LANGUAGE_KEY]
    save_language(language)
