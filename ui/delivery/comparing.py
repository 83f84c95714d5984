"""The proposed release beside the one in service, for the steward."""

from html import escape

import polars as pl
import streamlit as st

from schemas.delivery import Change, Comparison, Delivery
from schemas.release import TOTAL
from texts import Texts
from ui.blocks import show_heading
from ui.cells import PARTNERSHIP, TOTAL_CELL, Cell
from ui.counts import write_counts
from ui.delivery.reading import Deliveries
from ui.html import write_fold, write_words
from ui.labels import label_cell
from ui.page import Page
from ui.present.codebook import name_wave
from ui.present.everything import name_statistic
from ui.tables import write_table

MOST_CHANGES = 300
_TOLD = frozenset({"trajectory", "level", "region"})
_SHOWN_IN = frozenset({"proposed", "in_service", "sent_back", "rolled_back", "replaced"})


def show_comparison(page: Page, deliveries: Deliveries, delivery: Delivery) -> None:
    """Draws what would change; nothing before there is a proposal."""
    compared = deliveries.read_comparison(delivery.id) if delivery.state in _SHOWN_IN else None
    if compared is None:
        return
    texts = page.texts
    show_heading(texts("delivery.compare_title"))
    st.html(
        f'<p class="kompas-lead">{write_words(tell_changes(page, compared))}</p>'
        f"{_write_counts(page, compared)}"
        f"<p>{write_words(tell_audit(page, compared))}</p>"
        f'<p class="kompas-source">{escape(texts("delivery.compare_held"))}</p>'
    )
    show_heading(texts("delivery.answers_title"), level=3)
    st.html(_write_answers(page, compared))
    st.html(_write_changes(page, compared))


def tell_changes(page: Page, compared: Comparison) -> str:
    """How many figures change, in a sentence."""
    if not (compared.changed or compared.newly_shown or compared.newly_withheld):
        return page.texts("delivery.compare_same")
    before, after = (page.texts.number(n) for n in compared.shown)
    return page.texts.count("delivery.compare", compared.changed, before=before, after=after)


def tell_audit(page: Page, compared: Comparison) -> str:
    """What the audit of the proposed release found, in a sentence."""
    if not compared.audit_passed:
        return page.texts("delivery.audit_failed")
    return page.texts(
        "delivery.audit_passed",
        smallest=page.texts.number(compared.smallest_group),
        points=page.texts.number(compared.narrowest_points, 1),
    )


def _write_counts(page: Page, compared: Comparison) -> str:
    names = ("changed", "newly_shown", "newly_withheld")
    counts = {name: int(getattr(compared, name)) for name in names}
    words = tuple((n, page.texts.count(f"delivery.count_{name}", n)) for name, n in counts.items())
    return write_counts(words, texts=page.texts)


def _write_answers(page: Page, compared: Comparison) -> str:
    texts = page.texts
    waves = [name_wave(wave, programme=page.programme, texts=texts) for wave in compared.answers]
    frame = pl.DataFrame(
        [
            pl.Series(texts("about.column_wave"), waves, dtype=pl.String),
            *(
                pl.Series(
                    texts(f"delivery.column_{name}"),
                    [pair[place] for pair in compared.answers.values()],
                    dtype=pl.Int64,
                )
                for place, name in enumerate(("before", "after"))
            ),
        ]
    )
    return write_table(frame, caption=texts("delivery.answers_title"), texts=texts)


def _write_changes(page: Page, compared: Comparison) -> str:
    """The list, folded away. Cells that the steward may not see are counted, never named."""
    texts = page.texts
    seen = [(change, cell) for change in compared.changes if (cell := find_cell(change.cell_id)) is not None]
    if not compared.changes:
        return ""
    rows = [_describe(change, cell=cell, page=page) for change, cell in seen[:MOST_CHANGES]]
    heads = ("cell", "indicator", "wave", "statistic", "before", "after")
    schema = [texts(f"delivery.change_{name}") for name in heads]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(schema, pl.String), orient="row")
    title = texts("delivery.changes_title")
    cut = len(seen) > MOST_CHANGES
    told = [texts("delivery.changes_latest", n=texts.number(MOST_CHANGES))] if cut else []
    hidden = len(compared.changes) - len(seen)
    told += [texts.count("delivery.changes_hidden", hidden)] if hidden else []
    notes = f'<p class="kompas-source">{escape(" ".join(told))}</p>' if told else ""
    table = write_table(frame, caption=title, texts=texts, stacks=True) if rows else ""
    return f'<div class="kompas-folds">{write_fold(title, notes + table)}</div>'


def find_cell(cell_id: str) -> Cell | None:
    """The cell of an id, in service or only proposed; None for a partnership's, or for no id at all."""
    if cell_id == TOTAL:
        return TOTAL_CELL
    parts = dict(part.partition("=")[::2] for part in cell_id.split("|"))
    if PARTNERSHIP in parts or not parts.keys() <= _TOLD:
        return None
    return Cell(
        cell_id=cell_id,
        kind="_".join(parts),
        trajectory_id=parts.get("trajectory"),
        level=parts.get("level"),
        region=parts.get("region"),
    )


def _describe(change: Change, *, cell: Cell, page: Page) -> tuple[str, ...]:
    texts, indicators = page.texts, page.store.indicators().filter(indicator_id=change.indicator_id)
    label = indicators[f"label_{page.language}"].to_list()
    known = change.statistic.startswith("share_") or texts.has(f"about.statistic_{change.statistic}")
    return (
        label_cell(programme=page.programme, cell=cell, texts=texts),
        label[0] if label else change.indicator_id,
        name_wave(change.wave, programme=page.programme, texts=texts),
        name_statistic(change.statistic, indicator_id=change.indicator_id, page=page)
        if known
        else change.statistic,
        *_write_values(change, texts=texts),
    )


def _write_values(change: Change, *, texts: Texts) -> tuple[str, str]:
    """The value before and after. Where these are the same, n or the interval is not."""
    before, after = (
        texts("delivery.not_shown") if value is None else texts.number(value, 2)
        for value in (change.before, change.after)
    )
    return before, after if before != after else texts("delivery.change_same", value=after)
