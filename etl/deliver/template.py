"""The workbook to fill in: a sheet a source, with headings that are recognised again."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook

from etl.clean.columns import name_in_full
from etl.clean.fields import FIELDS
from etl.clean.spellings import spell_waves
from etl.clean.surveys import complete_source, list_asked
from etl.deliver.recognise import Known, name_table
from etl.deliver.targets import FIELD, list_sources, list_targets
from etl.read.folding import fold_text
from schemas.codebook import Instrument, Item
from schemas.programme import Source
from texts import LANGUAGES, Texts, texts_in

_ROWS = 1000
_NAME_LENGTH = 31
_MOST_SESSIONS = 60
_MARKS = ("aanwezig", "afwezig", "verontschuldigd")
_TICKS = ("ja", "nee")


@dataclass(frozen=True)
class Heading:
    """A column to fill in: its heading, what may stand in it (empty: anything), and what it means."""

    text: str
    labels: tuple[str, ...] = ()
    needed: bool = False
    meaning: str = ""


def is_explanation(sheet: str) -> bool:
    """Whether a sheet is one of the template's own that is not to be filled in."""
    names = {texts_in(lang)(f"deliver.template_{key}") for lang in LANGUAGES for key in ("about", "lists")}
    return fold_text(sheet) in {fold_text(name) for name in names}


def make_template(sources: Sequence[Source], *, known: Known, texts: Texts) -> bytes:
    """The bytes of an XLSX with a sheet for each of `sources`."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        sheets = {source.id[:_NAME_LENGTH]: list_headings(source, known=known) for source in sources}
        places = _place_lists(sheets)
        _explain(workbook, sheets, texts=texts)
        for name, headings in sheets.items():
            _write_sheet(workbook, name, headings, places=places, texts=texts)
        _write_lists(workbook, places, texts=texts)
    return content.getvalue()


def list_wanted(known: Known, *, wanted: str) -> list[Source]:
    """The sources of a template: the one with this id, or of `all` the surveys and attendance sheets."""
    sources = list_sources(known)
    if wanted == "all":
        return [source for source in sources if source.kind in ("survey", "attendance")]
    return [source for source in sources if source.id == wanted]


def list_headings(source: Source, *, known: Known) -> list[Heading]:
    """The columns of a source, people and moments first."""
    headings = [*_list_fields(source, known), *_list_items(source, known), *_list_sessions(source, known)]
    unique = {fold_text(heading.text): heading for heading in reversed(headings)}
    return [heading for heading in headings if unique[fold_text(heading.text)] is heading]


def _list_fields(source: Source, known: Known) -> Iterator[Heading]:
    complete = complete_source(source) if source.kind == "survey" else source
    own = name_in_full(complete.columns)
    told = name_in_full(complete.constants)
    labels = {target.id: target.labels for target in list_targets(source, known=known)}
    if source.kind == "attendance" and source.layout == "wide":
        yield Heading(own.get("leader_id", "leader_id"), needed=True)
        return
    for field in FIELDS[name_table(source, known=known)]:
        if field.name in told or not (field.needed or field.name in own):
            continue
        spelled = tuple(label for _, label in labels.get(f"{FIELD}{field.name}", ()))
        if field.kind == "wave":
            spelled = tuple(source.waves_by_value)
        if field.kind == "mark":
            spelled = _MARKS
        yield Heading(own.get(field.name, field.name), spelled, needed=field.needed)


def _list_items(source: Source, known: Known) -> Iterator[Heading]:
    for instrument in known.configuration.instruments:
        if source.kind == "survey" and instrument.id == source.instrument:
            waves = sorted(set(spell_waves(source).values()))
            for item in list_asked(instrument, waves=waves, programme=known.configuration.programme):
                yield from _head_item(item, source=source, instrument=instrument)


def _head_item(item: Item, *, source: Source, instrument: Instrument) -> Iterator[Heading]:
    base = source.item_columns.get(item.id) or item.columns.get(source.id) or item.wording.nl
    answers = instrument.answer_set(item).answers
    if item.kind == "multiple":
        for answer in answers:
            option = source.item_columns.get(f"{item.id}.{answer.code}") or f"{base}[{answer.label.nl}]"
            yield Heading(option, _TICKS, meaning=item.wording.nl)
    else:
        yield Heading(base, tuple(answer.label.nl for answer in answers), meaning=item.wording.nl)


def _list_sessions(source: Source, known: Known) -> Iterator[Heading]:
    if source.kind == "attendance" and source.layout == "wide":
        yield from (Heading(session.upper(), _MARKS) for session in sorted(known.sessions)[:_MOST_SESSIONS])


def _explain(workbook: Workbook, sheets: dict[str, list[Heading]], *, texts: Texts) -> None:
    bold, wrap = workbook.add_format({"bold": True, "bottom": 1}), workbook.add_format({"text_wrap": True})
    sheet = workbook.add_worksheet(texts("deliver.template_about"))
    for position, width in enumerate((28, 60, 14, 70)):
        sheet.set_column(position, position, width, wrap)
    sheet.write_string(0, 0, texts("deliver.template_what"), bold)
    names = ("sheet", "column", "needed", "labels")
    for position, name in enumerate(names):
        sheet.write_string(2, position, texts(f"deliver.template_head_{name}"), bold)
    rows = ((name, heading) for name, headings in sheets.items() for heading in headings)
    for number, (name, heading) in enumerate(rows, 3):
        needed = texts("deliver.template_yes") if heading.needed else ""
        meaning = " · ".join(heading.labels) or heading.meaning
        for position, text in enumerate((name, heading.text, needed, meaning)):
            sheet.write_string(number, position, text)


def _place_lists(sheets: dict[str, list[Heading]]) -> dict[tuple[str, ...], int]:
    """The column, on the sheet with lists, of each list of labels."""
    lists = dict.fromkeys(h.labels for headings in sheets.values() for h in headings if h.labels)
    return {labels: position for position, labels in enumerate(lists)}


def _write_sheet(
    workbook: Workbook,
    name: str,
    headings: list[Heading],
    *,
    places: dict[tuple[str, ...], int],
    texts: Texts,
) -> None:
    sheet = workbook.add_worksheet(name)
    bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for position, heading in enumerate(headings):
        sheet.set_column(position, position, 18)
        sheet.write_string(0, position, heading.text, bold)
        if heading.labels:
            column = xl_col_to_name(places[heading.labels], col_abs=True)
            lists = texts("deliver.template_lists")
            among = f"='{lists}'!{column}$1:{column}${len(heading.labels)}"
            sheet.data_validation(1, position, _ROWS, position, {"validate": "list", "source": among})
    sheet.freeze_panes(1, 1)


def _write_lists(workbook: Workbook, places: dict[tuple[str, ...], int], *, texts: Texts) -> None:
    sheet = workbook.add_worksheet(texts("deliver.template_lists"))
    for labels, position in places.items():
        for row, label in enumerate(labels):
            sheet.write_string(row, position, label)
    sheet.hide()
