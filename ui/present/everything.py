"""Every shown statement of a release as one table, with names in place of ids."""

from collections.abc import Sequence

import polars as pl

from reports.document import Document
from ui.labels import label_cell
from ui.page import Page
from ui.present.codebook import name_wave
from ui.present.methods import list_measures
from ui.present.statements import SHOWN, find_indicator, label_answer

CODE = "coded"
NUMBERS = ("value", CODE, "low", "high", "n", "n_partnerships")


def describe_everything(page: Page) -> Document:
    """Every shown statement of the release as one document."""
    return Document(
        title=page.texts("about.downloads_title"),
        answer=page.programme.title.in_language(page.language),
        source=(page.texts("frame.release_short", release=page.store.info.release_id), *_warn(page)),
        caution=page.programme.caution.in_language(page.language),
        table=tabulate_statements(page),
    )


def tabulate_statements(
    page: Page, *, cells: Sequence[str] | None = None, level: str | None = None
) -> pl.DataFrame:
    """Every shown statement under headings for readers, with names for every id.

    `cells` and `level` (of indicators) leave out the rest.
    """
    indicators = None if level is None else page.store.indicators(level=level)["indicator_id"].to_list()
    frame = page.store.statements(cell_ids=cells, indicator_ids=indicators)
    frame = frame.filter(pl.col("status") == SHOWN)
    named = frame.with_columns(
        cell=pl.col("cell_id").replace_strict(_name_cells(page), return_dtype=pl.String),
        indicator=pl.col("indicator_id").replace(_name_indicators(page)),
        moment=pl.col("wave").replace(_name_waves(page, frame)),
        method=pl.col("method").replace(list_measures(page.texts)),
    ).join(_name_statistics(page, frame), on=["indicator_id", "statistic"], how="left", maintain_order="left")
    columns = {"cell": "cell", "indicator": "indicator", "moment": "wave", "measure": "statistic"}
    columns |= {name: name for name in (*NUMBERS, "method")}
    return named.select(pl.col(c).alias(_head(heading, page=page)) for c, heading in columns.items())


def _head(heading: str, *, page: Page) -> str:
    if heading == CODE:
        return page.texts("numbers.column_bound", column=page.texts("about.column_value"))
    return page.texts(f"about.column_{heading}")


def name_statistic(statistic: str, *, indicator_id: str, page: Page) -> str:
    """What a statistic is called; a share of one answer names that answer."""
    if not statistic.startswith("share_"):
        return page.texts(f"about.statistic_{statistic}")
    indicator = find_indicator(page.store.indicators(), indicator_id)
    code = statistic.removeprefix("share_")
    answer = label_answer(indicator, code=code, texts=page.texts) if indicator else ""
    return page.texts("about.statistic_share", answer=answer or code)


def _name_cells(page: Page) -> dict[str, str]:
    cells = (page.store.cell(cell_id) for cell_id in page.store.cells()["cell_id"])
    return {cell.cell_id: label_cell(programme=page.programme, cell=cell, texts=page.texts) for cell in cells}


def _name_indicators(page: Page) -> dict[str, str]:
    indicators = page.store.indicators()
    return dict(zip(indicators["indicator_id"], indicators[f"label_{page.language}"], strict=True))


def _name_waves(page: Page, frame: pl.DataFrame) -> dict[str, str]:
    return {
        wave: name_wave(wave, programme=page.programme, texts=page.texts) for wave in frame["wave"].unique()
    }


def _name_statistics(page: Page, frame: pl.DataFrame) -> pl.DataFrame:
    pairs = frame.select("indicator_id", "statistic").unique().sort("indicator_id", "statistic")
    names = [name_statistic(statistic, indicator_id=i, page=page) for i, statistic in pairs.iter_rows()]
    return pairs.with_columns(measure=pl.Series(names, dtype=pl.String))


def _warn(page: Page) -> tuple[str, ...]:
    return (page.texts("frame.synthetic_plain"),) if page.store.info.synthetic else ()
