"""The filters, their reset and the language: on every page, at the same place."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from schemas.programme import Programme
from schemas.wording import Count
from texts import LANGUAGES, Texts
from ui.address import (
    LANGUAGE,
    PARAMETERS,
    FilterName,
    Selection,
    list_choices,
    write_address,
    write_query,
)
from ui.cells import Cell
from ui.labels import find_dimension, label_part, label_partnership, label_trajectory, start_upper
from ui.offers import list_offers, settle
from ui.page import Page
from ui.picks import write_form, write_list, write_row
from ui.pools import keep_told, tell_moments
from ui.state import save_selection

_ALL = ""


def write_filters(
    page: Page, *, selection: Selection, trajectories: tuple[str, ...] | None = None, more: str = ""
) -> str:
    """A list for each dimension that has categories, the reset, and `more` HTML; nothing where none has.

    `trajectories` are those that the viewer may choose; without it all. Of the cells that the viewer may see
    come the pools, and the partnerships of a trajectory.
    """
    choices = list_choices(page.programme, trajectories=trajectories)
    if not choices:
        return ""
    for name, offered in list_offers(selection, cells=page.store.every_cell).items():
        if kept := keep_told(page, name, offered, selection=selection):
            choices[name] = (*choices.get(name, ()), *kept)
    lists = {
        PARAMETERS[name]: _write_filter(page, name, ids=ids, selection=selection)
        for name, ids in choices.items()
    }
    reset = _write_reset(page, is_chosen=selection != Selection())
    return write_form(page, lists, label=page.texts("frame.filters"), more=reset + more)


def write_languages(query: Mapping[str, str], *, texts: Texts) -> str:
    """The choice between Dutch and English at an address with `query`."""
    options: dict[str, str] = {language: language.upper() for language in LANGUAGES}
    label = texts("frame.language")
    return write_row(query, LANGUAGE, label=label, options=options, chosen=texts.language, shown=False)


def choose_cell(cell: Cell) -> None:
    """Sets the filters to `cell`: what the buttons to nearby cells do."""
    save_selection(Selection(**cell.parts))


def _write_filter(page: Page, name: FilterName, *, ids: tuple[str, ...], selection: Selection) -> str:
    unit, texts = _count_of(name, programme=page.programme), page.texts
    everybody = texts("frame.all", many=unit.many.in_language(texts.language))
    return write_list(
        PARAMETERS[name],
        label=start_upper(unit.one.in_language(texts.language)),
        options={_ALL: everybody, **{i: _label(page, name, i, among=ids, selection=selection) for i in ids}},
        chosen=getattr(selection, name) or _ALL,
        elsewhere=_list_addresses(page, name, ids=ids, selection=selection),
    )


def _list_addresses(
    page: Page, name: FilterName, *, ids: tuple[str, ...], selection: Selection
) -> Mapping[str, str]:
    """Where those options lead that let go of another filter; all others leave the other filters alone."""
    addresses = {}
    for value in (_ALL, *ids):
        chosen = replace(selection, **{name: value or None})
        settled = settle(chosen, changed=name, cells=page.store.every_cell)
        if settled != chosen:
            changes = dict.fromkeys(PARAMETERS.values()) | write_query(
                selection=settled, language=page.language
            )
            addresses[value] = write_address(page.query, **changes)
    return addresses


def _write_reset(page: Page, *, is_chosen: bool) -> str:
    # Without a filter it stays there and can have the focus: it was pressed a moment ago.
    address = escape(write_address(page.query, **dict.fromkeys(PARAMETERS.values())))
    link = f'href="{address}"' if is_chosen else 'role="link" aria-disabled="true" tabindex="0"'
    return f'<a class="kompas-reset" data-choice="reset" {link}>{escape(page.texts("frame.reset"))}</a>'


def _count_of(name: FilterName, *, programme: Programme) -> Count:
    if name == "trajectory":
        return programme.units.trajectory
    if name == "partnership":
        return programme.units.partnership
    return find_dimension(programme=programme, name=name).label


def _label(page: Page, name: FilterName, value: str, *, among: tuple[str, ...], selection: Selection) -> str:
    label = _label_value(page, name, value, selection=selection)
    moments = tell_moments(page, name, value, among=among, selection=selection)
    return page.texts("frame.pool_moments", pool=label, moments=moments) if moments else label


def _label_value(page: Page, name: FilterName, value: str, *, selection: Selection) -> str:
    programme, texts = page.programme, page.texts
    if name == "trajectory":
        return label_trajectory(programme=programme, trajectory_id=value, texts=texts)
    if name == "partnership":
        cell = page.store.cell(Selection(trajectory=selection.trajectory, partnership=value).cell_id)
        return label_partnership(programme=programme, cell=cell, texts=texts)
    return label_part(programme=programme, dimension=name, value=value, texts=texts)
