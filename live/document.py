"""The record in Markdown. Whatever people typed stays plain text in it."""

import re
from collections.abc import Iterator

from live.outline import Outline, ToldCard, ToldNote, list_action_cells, make_outline
from live.records import Record
from live.words import Words

_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SIGNS = re.compile(r"[\\`*_\[\]|~$]|:(?=//)|(?<=[Ww])\.|@")
# What makes a heading, a list or a rule at the start of a line.
_STARTS = re.compile(r"^(?:[#+=-]|\d+(?=[.)]))")


def escape_markdown(text: str) -> str:
    """`text` on one line, so that no Markdown reader makes anything of it."""
    line = " ".join(text.split())
    line = _SIGNS.sub(lambda found: f"\\{found.group()}", line)
    line = re.sub("[&<>]", lambda found: _HTML[found.group()], line)
    return _STARTS.sub(_escape_start, line)


def _escape_start(found: re.Match[str]) -> str:
    start = found.group()
    # The point or bracket after a number follows at once.
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def write_markdown(record: Record, words: Words) -> str:
    """Agenda with figures, polls and notes, then conclusions and actions."""
    outline = make_outline(record, words=words)
    lines = [f"# {escape_markdown(outline.title)}", ""]
    lines += [f"- {escape_markdown(line)}" for line in (*outline.origin, outline.rule)]
    for card in outline.cards:
        lines += ["", f"## {card.place}\\. {escape_markdown(card.title)}", *_tell_card(card, words=words)]
    lines += _tell_list(words("record.conclusions"), outline.conclusions, words=words)
    lines += ["", f"## {words('record.actions')}", "", *_tell_actions(outline, words=words)]
    return "\n".join(lines) + "\n"


def _tell_card(card: ToldCard, *, words: Words) -> Iterator[str]:
    for paragraph in (card.body, card.where):
        if paragraph:
            yield from ("", escape_markdown(paragraph))
    for told in card.rounds:
        yield from ("", f"### {told.heading}", "")
        rows = ((option, count) for option, _, count in told.options)
        yield from _tell_table((words("record.option"), words("record.answers")), rows)
        if told.mean is not None:
            yield from ("", escape_markdown(told.mean))
    if card.shift is not None:
        yield from ("", escape_markdown(card.shift[1]))
    for column in card.columns:
        yield from ("", f"### {column.heading}", "")
        yield from (f"- {_tell_note(note, words=words)}" for note in column.notes)
    if card.remark is not None:
        yield from ("", card.remark)


def _tell_note(note: ToldNote, *, words: Words) -> str:
    told = escape_markdown(note.text)
    if note.group:
        told = f"**{escape_markdown(note.group)}** {told}"
    return f"{told} ({words.count('record.support', note.support)})" if note.support else told


def _tell_list(heading: str, items: tuple[str, ...], *, words: Words) -> Iterator[str]:
    yield from ("", f"## {heading}", "")
    yield from (f"- {escape_markdown(item)}" for item in items)
    if not items:
        yield words("record.none")


def _tell_actions(outline: Outline, *, words: Words) -> Iterator[str]:
    if not outline.actions:
        yield words("record.none")
        return
    headings = (words("record.what"), words("record.who"), words("record.when"), words("record.status"))
    yield from _tell_table(headings, (list_action_cells(action, words=words) for action in outline.actions))


def _tell_table(headings: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(headings) + " |"
    yield "|" + " --- |" * len(headings)
    for row in rows:
        yield "| " + " | ".join(escape_markdown(cell) for cell in row) + " |"
