"""The three filters, the reset and the language: on every page, at the same place."""

from collections.abc import Mapping
from html import escape

from schemas.programme import Programme
from schemas.wording import Count
from texts import LANGUAGES, Texts
from ui.address import LANGUAGE, PARAMETERS, FilterName, Selection, list_choices, write_address
from ui.cells import Cell
from ui.labels import find_dimension, label_category, label_trajectory, start_upper
from ui.page import Page
from ui.picks import write_form, write_list, write_row
from ui.state import save_selection

_ALL = ""


def write_filters(page: Page, *, selection: Selection) -> str:
    """A list for each dimension that has categories, and the reset; nothing where none has."""
    programme, texts = page.programme, page.texts
    lists = {
        PARAMETERS[name]: write_list(
            PARAMETERS[name],
            label=start_upper(_count_of(name, programme=programme).one.in_language(texts.language)),
            options=_label_options(name, ids=ids, programme=programme, texts=texts),
            chosen=getattr(selection, name) or _ALL,
        )
        for name, ids in list_choices(programme).items()
    }
    if not lists:
        return ""
    reset = _write_reset(page, is_chosen=selection != Selection())
    return write_form(page, lists, label=texts("frame.filters"), more=reset)


def write_languages(page: Page) -> str:
    """The choice between Dutch and English."""
    options: dict[str, str] = {language: language.upper() for language in LANGUAGES}
    label = page.texts("frame.language")
    return write_row(page, LANGUAGE, label=label, options=options, chosen=page.language, shown=False)


def choose_cell(cell: Cell) -> None:
    """Sets the filters to `cell`: what the buttons to nearby cells do."""
    save_selection(Selection(trajectory=cell.trajectory_id, level=cell.level, region=cell.region))


def _write_reset(page: Page, *, is_chosen: bool) -> str:
    # Without a filter it stays there and can have the focus: it was pressed a moment ago.
    address = escape(write_address(page.query, **dict.fromkeys(PARAMETERS.values())))
    link = f'href="{address}"' if is_chosen else 'role="link" aria-disabled="true" tabindex="0"'
    return f'<a class="kompas-reset" data-choice="reset" {link}>{escape(page.texts("frame.reset"))}</a>'


def _label_options(
    name: FilterName, *, ids: tuple[str, ...], programme: Programme, texts: Texts
) -> Mapping[str, str]:
    many = _count_of(name, programme=programme).many.in_language(texts.language)
    labels = {i: _label(name, i, programme=programme, texts=texts) for i in ids}
    return {_ALL: texts("frame.all", many=many), **labels}


def _count_of(name: FilterName, *, programme: Programme) -> Count:
    if name == "trajectory":
        return programme.units.trajectory
    return find_dimension(programme=programme, name=name).label


def _label(name: FilterName, category: str, *, programme: Programme, texts: Texts) -> str:
    if name == "trajectory":
        return label_trajectory(programme=programme, trajectory_id=category, texts=texts)
    return label_category(programme=programme, dimension=name, category=category, texts=texts)
