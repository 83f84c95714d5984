"""The record as a workbook. Text cells are text: no formula, no link, whatever was typed."""

from collections.abc import Iterable
from io import BytesIO

import xlsxwriter

from live.outline import (
    COLUMN_NAMES,
    tell_action,
    tell_figure,
    tell_mean,
    tell_origin,
    tell_shift,
    tell_tally,
)
from live.records import CardRecord, Record
from live.words import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_WIDTH = 32
_Row = tuple[str | int, ...]


def write_workbook(record: Record, words: Words) -> bytes:
    """An XLSX file: what session it was, agenda, polls, notes, conclusions, actions."""
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, _OPTIONS) as book:
        sheets = _Sheets(book)
        origin: list[_Row] = [(line,) for line in tell_origin(record, words=words)]
        sheets.add(words("record.session"), (record.session.title,), origin)
        sheets.add(words("record.agenda"), _headings(words, "agenda"), _agenda_rows(record, words=words))
        sheets.add(words("record.polls"), _headings(words, "polls"), _poll_rows(record, words=words))
        sheets.add(words("record.notes"), _headings(words, "notes"), _note_rows(record, words=words))
        conclusions: list[_Row] = [(item.text,) for item in record.conclusions]
        sheets.add(words("record.conclusions"), (words("record.conclusions"),), conclusions)
        actions = [tell_action(action, words=words) for action in record.actions]
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


def _agenda_rows(record: Record, *, words: Words) -> Iterable[_Row]:
    for place, card in enumerate(record.cards, start=1):
        remark = words("record.left_out") if card.left_out else ""
        yield place, card.card.title, card.card.body, tell_figure(card, words=words) or "", remark


def _poll_rows(record: Record, *, words: Words) -> Iterable[_Row]:
    for card in record.cards:
        yield from _card_poll_rows(card, words=words)


def _card_poll_rows(card: CardRecord, *, words: Words) -> Iterable[_Row]:
    title, poll = card.card.title, card.card.poll
    if poll is None:
        return
    for number, tally in card.rounds:
        for (option, told), count in zip(tell_tally(poll, tally, words=words), tally.counts, strict=True):
            remark = told if poll.kind == "ranking" else ""
            yield title, number, tally.n, option, count, remark
        mean = tell_mean(tally, words=words)
        if mean is not None:
            yield title, number, tally.n, "", "", mean
    if card.shift is not None:
        yield title, "", card.shift.n, "", "", tell_shift(poll, card.shift, words=words)


def _note_rows(record: Record, *, words: Words) -> Iterable[_Row]:
    for card in record.cards:
        for note in card.notes:
            column = words(COLUMN_NAMES[note.column])
            yield card.card.title, column, note.group or "", note.text, note.support


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
