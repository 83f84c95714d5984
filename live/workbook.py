"""The record as a workbook. Text cells are text: no formula, no link, whatever was typed."""

from collections.abc import Iterable
from io import BytesIO

import xlsxwriter

from live.outline import Outline, ToldCard, list_action_cells, make_outline
from live.records import Record
from live.words import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_WIDTH = 32
_Row = tuple[str | int, ...]


def write_workbook(record: Record, words: Words) -> bytes:
    """An XLSX file: what session it was, agenda, polls, notes, conclusions, actions."""
    outline = make_outline(record, words=words)
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, _OPTIONS) as book:
        sheets = _Sheets(book)
        origin: list[_Row] = [(line,) for line in (*outline.origin, outline.rule)]
        sheets.add(words("record.session"), (outline.title,), origin)
        sheets.add(words("record.agenda"), _headings(words, "agenda"), _agenda_rows(outline))
        sheets.add(words("record.polls"), _headings(words, "polls"), _poll_rows(outline))
        sheets.add(words("record.notes"), _headings(words, "notes"), _note_rows(outline))
        conclusions: list[_Row] = [(text,) for text in outline.conclusions]
        sheets.add(words("record.conclusions"), (words("record.conclusions"),), conclusions)
        actions = [list_action_cells(action, words=words) for action in outline.actions]
        sheets.add(words("record.actions"), _headings(words, "actions"), actions)
    return memory.getvalue()


_HEADINGS = {
    "agenda": (
        "record.place_on_agenda",
        "record.card",
        "record.question",
        "record.figure_of",
        "record.remark",
    ),
    "polls": (
        "record.card",
        "record.round_short",
        "record.n",
        "record.option",
        "record.answers",
        "record.remark",
    ),
    "notes": ("record.card", "record.column", "record.group", "record.note", "record.supported_by"),
    "actions": ("record.what", "record.who", "record.when", "record.status"),
}


def _headings(words: Words, sheet: str) -> tuple[str, ...]:
    return tuple(words(key) for key in _HEADINGS[sheet])


def _agenda_rows(outline: Outline) -> Iterable[_Row]:
    for card in outline.cards:
        yield card.place, card.title, card.body, card.where or "", card.remark or ""


def _poll_rows(outline: Outline) -> Iterable[_Row]:
    for card in outline.cards:
        yield from _card_poll_rows(card)


def _card_poll_rows(card: ToldCard) -> Iterable[_Row]:
    is_ranking = card.poll is not None and card.poll.kind == "ranking"
    for told in card.rounds:
        for option, count, in_words in told.options:
            yield card.title, told.number, told.n, option, count, in_words if is_ranking else ""
        if told.mean is not None:
            yield card.title, told.number, told.n, "", "", told.mean
    if card.shift is not None:
        n, moved = card.shift
        yield card.title, "", n, "", "", moved


def _note_rows(outline: Outline) -> Iterable[_Row]:
    for card in outline.cards:
        for column in card.columns:
            for note in column.notes:
                yield card.title, column.heading, note.group or "", note.text, note.support


class _Sheets:
    """Sheets with a heading, of texts and whole numbers."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._plain = book.add_format({"text_wrap": True, "valign": "top"})

    def add(self, name: str, headings: tuple[str, ...], rows: Iterable[_Row]) -> None:
        """One sheet; `name` is the catalogue's, of at most 31 signs."""
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(headings), 1) - 1, _WIDTH)
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading, self._bold)
        for line, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(line, place, cell, self._plain)
                else:
                    sheet.write_string(line, place, cell, self._plain)
