"""Every measure of the registry: what it is, what its interval means, its source and where it is used."""

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import polars as pl

from schemas.methods import METHODS, Method
from texts import Texts
from ui.address import MEASURE, PART, Selection, write_query
from ui.html import write_heading, write_words
from ui.navigation import PAGES, name_address
from ui.page import Page
from ui.remember import remembered

PART_OF_MEASURES = "measures"
OURS = "kompas"
_WORD = re.compile(r"\\text\{(\w+)\}")
_WIDE_SPACE = re.compile(r"\s*[,;]?\s*\\q?quad\s*")


@dataclass(frozen=True)
class MeasureCard:
    """One measure, ready to draw: HTML above and below its formula (KaTeX)."""

    head: str
    formula: str
    foot: str


def list_measures(texts: Texts) -> dict[str, str]:
    """The name of each measure by its id, in the order of the registry."""
    return {name: texts(f"methods.{name}_name") for name in METHODS}


def find_address(method: str, *, selection: Selection, texts: Texts) -> str:
    """The address, relative to any page, of what is told about a measure; the filters go with it."""
    chosen = {PART: PART_OF_MEASURES, MEASURE: method}
    query = urlencode({**write_query(selection=selection, language=texts.language), **chosen})
    return f"{name_address('about')}?{query}"


def write_method_link(page: Page, method: str) -> str:
    """A link in HTML, with the name of a measure, to what is told about it."""
    address = find_address(method, selection=page.selection, texts=page.texts)
    return f'<a href="{escape(address)}">{escape(page.texts(f"methods.{method}_name"))}</a>'


@remembered
def present_measure(page: Page, *, method: str) -> MeasureCard:
    """What is told about one measure."""
    texts, about = page.texts, METHODS[method]
    name = texts(f"methods.{method}_name")
    interval = texts(f"methods.{method}_interval" if about.has_interval else "methods.no_interval")
    head = (
        f"{write_heading(name, level=3)}<p>{write_words(texts(f'methods.{method}_what'))}</p>"
        f"<p><strong>{escape(texts('methods.interval'))}</strong> {write_words(interval)}</p>"
        f"<p><strong>{escape(texts('methods.formula'))}</strong></p>"
    )
    formula = break_lines(name_symbols(about.formula, texts=texts))
    return MeasureCard(head=head, formula=formula, foot=_write_foot(page, about))


@remembered
def tabulate_measures(page: Page) -> pl.DataFrame:
    """Every measure of the registry: its name, where it is used, its source."""
    texts = page.texts
    return pl.DataFrame(
        {
            texts("methods.column_name"): list(list_measures(texts).values()),
            texts("methods.column_pages"): [_name_pages(about, texts=texts) for about in METHODS.values()],
            texts("methods.column_source"): [about.source or None for about in METHODS.values()],
        },
        schema_overrides={texts("methods.column_source"): pl.String},
    )


def name_symbols(formula: str, *, texts: Texts) -> str:
    r"""The formula with its words (`\text{partnership}`) in the language of `texts`."""
    return _WORD.sub(lambda word: rf"\text{{{texts(f'methods.symbol_{word[1]}')}}}", formula)


def break_lines(formula: str) -> str:
    """The formula with each part between wide spaces on a line of its own, so that a phone holds it."""
    parts = _WIDE_SPACE.split(formula)
    joined = r" \\[0.5em] ".join(parts)
    return formula if len(parts) == 1 else rf"\begin{{gathered}} {joined} \end{{gathered}}"


def link_measures(page: Page) -> list[str]:
    """The address of each measure, in the order of the registry."""
    return [find_address(name, selection=page.selection, texts=page.texts) for name in METHODS]


def _write_foot(page: Page, about: Method) -> str:
    texts = page.texts
    facts = {
        "source": write_words(about.source or texts("methods.own_definition")),
        "library": escape(about.library.replace(OURS, texts("methods.own_code"))),
        "known_answer": f"{escape(texts('methods.checked'))} <code>{escape(about.known_answer)}</code>",
        "pages": ", ".join(_link_page(name, page=page) for name in about.pages),
    }
    rows = "".join(
        f"<div><dt>{escape(texts(f'methods.{name}'))}</dt><dd>{fact}</dd></div>"
        for name, fact in facts.items()
        if fact
    )
    return f'<dl class="kompas-facts">{rows}</dl>{_write_use(page, about)}'


def _write_use(page: Page, about: Method) -> str:
    used = page.store.methods().filter(pl.col("method") == about.id)
    named = page.store.indicators().join(used, on="indicator_id", maintain_order="left")
    labels = named[f"label_{page.language}"].to_list()
    if used.is_empty():
        return f"<p>{escape(page.texts('methods.unused'))}</p>"
    if not labels:
        return ""
    title = escape(page.texts.count("methods.used_for", len(labels)))
    items = "".join(f"<li>{escape(label)}</li>" for label in labels)
    return f'<div class="kompas-folds"><details><summary>{title}</summary><ul>{items}</ul></details></div>'


def _name_pages(about: Method, *, texts: Texts) -> str:
    return ", ".join(texts(f"{name}.menu") for name in PAGES if name in about.pages)


def _link_page(name: str, *, page: Page) -> str:
    query = urlencode(write_query(selection=page.selection, language=page.language))
    label = escape(page.texts(f"{name}.menu"))
    return f'<a href="{escape(f"{name_address(name)}?{query}")}">{label}</a>'
