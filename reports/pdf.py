"""The report on paper: a tagged PDF (PDF/UA-1) with vector figures, each with its words beside it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import polars as pl
import typst

from reports.cells import is_number, write_cells
from reports.content import Chapter, Exhibit, Headline, Report, Stage
from reports.picture.svg import WIDTH, draw_svg
from texts import Texts

PDF = "application/pdf"
_TEMPLATE = Path(__file__).with_name("report.typ")
_TEXT_PT = 482.0
_HIGHEST_PT = 560.0
_MOST_COLUMNS = 8
_FIRST_WIDTH = 2.4
_WORD_WIDTH = 1.5


class UntoldFigureError(ValueError):
    """A picture without words: who cannot see it would get nothing."""


def write_pdf(report: Report, *, texts: Texts) -> bytes:
    """`report` as PDF/UA-1; the same report gives the same bytes.

    Raises:
        UntoldFigureError: for a figure that has no sentence to stand for it.
    """
    content = json.dumps(_describe(report, texts=texts), ensure_ascii=False)
    made: bytes = typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"report": content},
        font_paths=_load_fonts(),
        pdf_standards=["ua-1"],
        timestamp=int(report.made_at.timestamp()),
    )
    return made


@cache
def _load_fonts() -> typst.Fonts:
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _describe(report: Report, *, texts: Texts) -> dict[str, Any]:
    words = ("contents", "summary", "account", "cautions", "method", "audit")
    return {
        "language": texts.language,
        "product": texts("frame.product"),
        "title": report.title,
        "whom": report.whom,
        "reader": report.reader,
        "made": report.made,
        "synthetic": report.synthetic,
        "footer": " · ".join(report.origin),
        "words": {name: texts(f"reports.{name}") for name in words},
        "lead": report.lead,
        "stages": [_describe_stage(stage) for stage in report.stages],
        "chapters": [_describe_chapter(chapter, texts=texts) for chapter in report.make_chapters()],
        "caution": report.caution,
        "method": report.method,
        "audit": report.audit,
        "release": _shape(report.release, texts=texts),
    }


def _describe_stage(stage: Stage) -> dict[str, Any]:
    return {"title": stage.title, "headlines": [_describe_headline(h) for h in stage.headlines]}


def _describe_headline(headline: Headline) -> dict[str, Any]:
    return {name: getattr(headline, name) for name in Headline.__dataclass_fields__}


def _describe_chapter(chapter: Chapter, *, texts: Texts) -> dict[str, Any]:
    return {
        "title": chapter.title,
        "exhibits": [_describe_exhibit(exhibit, texts=texts) for exhibit in _say_once(chapter.exhibits)],
        "unshown": chapter.unshown,
    }


def _say_once(exhibits: Iterable[Exhibit]) -> Iterator[Exhibit]:
    """The exhibits of a chapter; how to read them stands with the first of those read alike."""
    said: set[str] = set()
    for exhibit in exhibits:
        yield replace(exhibit, how_to_read="") if exhibit.how_to_read in said else exhibit
        said.add(exhibit.how_to_read)


def _describe_exhibit(exhibit: Exhibit, *, texts: Texts) -> dict[str, Any]:
    if exhibit.picture is not None and not exhibit.answer.strip():
        raise UntoldFigureError(exhibit.question)
    return {
        "question": exhibit.question,
        "answer": exhibit.answer,
        "svg": None if exhibit.picture is None else draw_svg(exhibit.picture),
        "width": 1.0 if exhibit.picture is None else _fit(exhibit.picture["layout"]["height"]),
        "alt": exhibit.answer.replace("**", ""),
        "how": exhibit.how_to_read,
        "source": exhibit.source,
        "tables": [_shape(part, texts=texts) for part in split_table(exhibit.table.select(exhibit.on_paper))],
        "caution": exhibit.caution,
        "methods": exhibit.methods,
    }


def split_table(table: pl.DataFrame) -> list[pl.DataFrame]:
    """`table` in parts that fit the page, each with its first column; empty columns are left out."""
    kept = [column.name for column in table if not _is_empty(column)]
    if not kept:
        return []
    first, *others = kept
    parts = -(-len(others) // (_MOST_COLUMNS - 1)) or 1
    size = -(-len(others) // parts) or 1
    return [table.select(first, *others[start : start + size]) for start in range(0, size * parts, size)]


def _is_empty(column: pl.Series) -> bool:
    if column.dtype == pl.String:
        return not any(column.drop_nulls())
    return column.null_count() == column.len()


def _shape(table: pl.DataFrame, *, texts: Texts) -> dict[str, Any]:
    columns = [write_cells(column, texts=texts) for column in table]
    numeric = [is_number(column) for column in table]
    widths = [_FIRST_WIDTH if place == 0 else _width(column) for place, column in enumerate(table)]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return {"heads": table.columns, "numeric": numeric, "widths": widths, "rows": rows}


def _width(column: pl.Series) -> float:
    if is_number(column):
        return 1.0
    longest = max((len(str(value)) for value in column), default=0)
    return _WORD_WIDTH if longest < 30 else _WORD_WIDTH * 2


def _fit(height_px: float) -> float:
    """Which part of the page's width a figure takes, so that it is never higher than a page."""
    return round(min(1.0, _HIGHEST_PT / (height_px * _TEXT_PT / WIDTH)), 3)
