"""The report as slides with charts of their own, so that they can be put into another template."""

from io import BytesIO
from typing import Any

import polars as pl
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.util import Inches, Pt

from reports.bounds import CODE, is_bounded, read_numbers
from reports.cells import count_decimals, write_cells
from reports.content import Exhibit, Report
from reports.still import make_still
from texts import Texts
from texts.numbers import is_bound

_WIDE, _HIGH = Inches(13.333), Inches(7.5)
_MARGIN = Inches(0.6)
_PERCENT = "(%)"
_TITLE_ONLY, _COVER = 5, 0
_INK, _MUTED, _DEEP, _WARM = "1C2733", "4C5A68", "0B5C8A", "B4530A"
_FILLS = (_DEEP, _WARM, "7D858E", "7FB2DA")


def write_slides(report: Report, *, texts: Texts) -> bytes:
    """A PPTX file: cover, summary, and a slide a finding; the same report gives the same bytes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDE, _HIGH
    properties = deck.core_properties
    properties.title, properties.author = f"{report.title} – {report.whom}", texts("frame.product")
    properties.language = texts.language
    properties.created = properties.modified = report.made_at
    _add_cover(deck, report)
    _add_summary(deck, report, texts=texts)
    for chapter in report.make_chapters():
        for exhibit in chapter.exhibits:
            _add_exhibit(deck, exhibit, theme=chapter.title, report=report, texts=texts)
    _add_words(deck, texts("reports.cautions"), [report.caution], report=report)
    _add_words(deck, texts("reports.audit"), _lines(report.audit), report=report)
    memory = BytesIO()
    deck.save(memory)
    return make_still(memory.getvalue(), made_at=report.made_at)


def _lines(text: str) -> list[str]:
    return [line.removeprefix("- ") for line in text.splitlines() if line]


def _add_cover(deck: Any, report: Report) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_COVER])
    title, under = slide.placeholders[0], slide.placeholders[1]
    for shape, top, high in ((title, Inches(2), Inches(1.8)), (under, Inches(4), Inches(2.4))):
        shape.left, shape.top, shape.width, shape.height = _MARGIN, top, _WIDE - 2 * _MARGIN, high
    _fill(title, [report.title], size=38, bold=True, colour=_DEEP)
    lines = [report.whom, report.reader, report.made, report.synthetic]
    _fill(under, [line for line in lines if line], size=18)


def _add_summary(deck: Any, report: Report, *, texts: Texts) -> None:
    found = [headline for stage in report.stages for headline in stage.headlines]
    _add_words(deck, texts("reports.summary"), [h.sentence for h in found], report=report)


def _add_words(deck: Any, title: str, lines: list[str], *, report: Report) -> None:
    slide = _start_slide(deck, title)
    _write(slide, lines, top=Inches(1.5), high=Inches(5), size=16)
    _write_foot(slide, [" · ".join(report.origin)])


def _add_exhibit(deck: Any, exhibit: Exhibit, *, theme: str, report: Report, texts: Texts) -> None:
    slide = _start_slide(deck, f"{theme} · {exhibit.question}")
    _write(slide, [exhibit.answer], top=Inches(1.2), high=Inches(0.9), size=15)
    if exhibit.series:
        _add_chart(slide, exhibit, texts=texts)
    _write_foot(slide, [_source(exhibit, report=report), report.caution])
    notes = (exhibit.how_to_read, exhibit.caution, report.caution, exhibit.methods)
    slide.notes_slide.notes_text_frame.text = "\n".join(note for note in notes if note)


def _source(exhibit: Exhibit, *, report: Report) -> str:
    return " · ".join(part for part in (exhibit.source, report.synthetic) if part)


def _start_slide(deck: Any, title: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (
        _MARGIN,
        Inches(0.35),
        _WIDE - 2 * _MARGIN,
        Inches(0.85),
    )
    _fill(shape, [title], size=24, bold=True, colour=_DEEP)
    return slide


def _write_foot(slide: Any, lines: list[str]) -> None:
    _write(slide, lines, top=Inches(6.65), high=Inches(0.7), size=10, colour=_MUTED)


def _write(slide: Any, lines: list[str], *, top: int, high: int, size: int, colour: str = _INK) -> None:
    box = slide.shapes.add_textbox(_MARGIN, top, _WIDE - 2 * _MARGIN, high)
    _fill(box, lines, size=size, colour=colour)


def _fill(shape: Any, lines: list[str], *, size: int, bold: bool = False, colour: str = _INK) -> None:
    """Writes paragraphs, aligned left; two stars of the catalogue around what is bold."""
    frame = shape.text_frame
    frame.word_wrap = True
    for place, words in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = 1
        paragraph.space_after = Pt(size / 2)
        for part, text in enumerate(words.split("**")):
            run = paragraph.add_run()
            run.text = text
            run.font.size, run.font.bold = Pt(size), bold or part % 2 == 1
            run.font.color.rgb = _rgb(colour)


def _add_chart(slide: Any, exhibit: Exhibit, *, texts: Texts) -> None:
    """A chart of bars of the table's own numbers; a bound has no bar, and says so in its label."""
    table = exhibit.table.head(exhibit.bars)
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = _name_bars(table, exhibit.series, texts=texts)
    for name in exhibit.series:
        data.add_series(name, _values(table[name]))
    top, high = Inches(2.05), Inches(4.5)
    place = (_MARGIN, top, _WIDE - 2 * _MARGIN, high)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    frame.name = exhibit.question
    frame._element.nvGraphicFramePr.cNvPr.set("descr", exhibit.answer.replace("**", ""))
    decimals = max(
        count_decimals(pl.Series(_values(table[name]), dtype=pl.Float64)) for name in exhibit.series
    )
    _dress(
        frame.chart,
        count=len(exhibit.series),
        decimals=decimals,
        many=table.height,
        axis=_span_axis(exhibit, table),
    )


def _name_bars(table: pl.DataFrame, series: tuple[str, ...], *, texts: Texts) -> list[str]:
    """The labels of the bars, with n where the table has one a row and with the bounds in words."""
    names = [str(value) for value in table.to_series(0)]
    column_n = texts("results.column_n")
    if column_n in table.columns:
        counts = table[column_n]
        names = [
            n if c is None else f"{n} ({texts('frame.n', n=texts.number(c))})"
            for n, c in zip(names, counts, strict=True)
        ]
    for name in series:
        if is_bounded(table[name]):
            written, codes = write_cells(table[name], texts=texts), table[name].struct.field(CODE)
            names = [
                f"{n}: {w}" if is_bound(code) else n for n, w, code in zip(names, written, codes, strict=True)
            ]
    return names


def _values(column: pl.Series) -> list[float | None]:
    if not is_bounded(column):
        return column.to_list()
    pairs = zip(read_numbers(column), column.struct.field(CODE), strict=True)
    return [None if is_bound(code) else value for value, code in pairs]


def _span_axis(exhibit: Exhibit, table: pl.DataFrame) -> tuple[float | None, float | None]:
    """The whole scale of a figure, so that a small difference never looks large; counts start at nothing."""
    ticks = exhibit.picture["layout"]["xaxis"].get("tickvals") if exhibit.picture else None
    if ticks:
        return float(ticks[0]), float(ticks[-1])
    if all(name.endswith(_PERCENT) for name in exhibit.series):
        return 0.0, 100.0
    lowest = min((v for name in exhibit.series for v in _values(table[name]) if v is not None), default=0)
    return (0.0 if lowest >= 0 else None), None


def _dress(
    chart: Any, *, count: int, decimals: int, many: int, axis: tuple[float | None, float | None]
) -> None:
    size = Pt(12 if many * count <= 10 else 9)
    chart.font.size, chart.font.color.rgb = size, _rgb(_INK)
    chart.has_title = False
    chart.has_legend = count > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    category, value = chart.category_axis, chart.value_axis
    category.reverse_order = True
    category.format.line.color.rgb = _rgb(_MUTED)
    value.visible, value.has_major_gridlines = False, False
    value.minimum_scale, value.maximum_scale = axis
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 45, True
    plot.data_labels.number_format = "0" if decimals == 0 else f"0.{'0' * decimals}"
    plot.data_labels.number_format_is_linked = False
    plot.data_labels.font.size = size
    for series, fill in zip(plot.series, _FILLS * 3, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(fill)
        series.invert_if_negative = False


def _rgb(code: str) -> Any:
    return RGBColor.from_string(code)  # type: ignore[no-untyped-call]
