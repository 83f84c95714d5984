"""Choices that stand in the address, as HTML: lists to pick from, and rows of links.

The address is the truth, so a choice needs no state: a list is part of a form that asks for the address
with the choice in it, and a row is links to such addresses. The page's script (`serve/shim.js`) lets
them open within the visit and keeps the focus where it was. A widget would cost each run of each
visitor some 0.4 ms (docs/decisions.md).
"""

from collections.abc import Mapping
from html import escape

from ui.address import write_address
from ui.page import Page


def write_list(
    parameter: str,
    *,
    label: str,
    options: Mapping[str, str],
    chosen: str,
    elsewhere: Mapping[str, str] | None = None,
) -> str:
    """A list to pick from, with its label; `options` are value → words. To stand in `write_form`.

    `elsewhere` are the addresses of options that change more than this parameter.
    """
    name, leads = escape(parameter), elsewhere or {}
    written = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}'
        f"{_lead(leads.get(value))}>{escape(words)}</option>"
        for value, words in options.items()
    )
    return (
        f'<label class="kompas-list"><span>{escape(label)}</span>'
        f'<select name="{name}" data-choice="{name}">{written}</select></label>'
    )


def write_form(page: Page, lists: Mapping[str, str], *, label: str, more: str = "") -> str:
    """A form of lists (parameter → HTML) that keeps all else in the address; `more` is HTML that follows.

    Its button is for readers without the page's script, which takes each choice at once.
    """
    kept = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in page.query.items()
        if name not in lists
    )
    button = f'<button type="submit" class="kompas-apply">{escape(page.texts("frame.apply"))}</button>'
    return (
        f'<form method="get" class="kompas-form" aria-label="{escape(label)}">'
        f"{''.join(lists.values())}{kept}{button}{more}</form>"
    )


def write_row(
    query: Mapping[str, str],
    parameter: str,
    *,
    label: str,
    options: Mapping[str, str],
    chosen: str,
    shown: bool,
) -> str:
    """A row of links to `query` with each option (value → words).

    Its label is for the eye too where it is `shown`.
    """
    links = "".join(
        f'<a href="{escape(write_address(query, **{parameter: value}))}"'
        f' data-choice="{escape(f"{parameter}={value}")}"'
        f"{_mark(value == chosen)}>{escape(words)}</a>"
        for value, words in options.items()
    )
    name = escape(label)
    seen = f'<span aria-hidden="true">{name}</span>' if shown else ""
    return f'<nav class="kompas-row" aria-label="{name}">{seen}{links}</nav>'


def _lead(address: str | None) -> str:
    return "" if address is None else f' data-address="{escape(address)}"'


def _mark(is_chosen: bool) -> str:
    return ' aria-current="true"' if is_chosen else ""
