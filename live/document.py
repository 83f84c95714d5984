"""The record in Markdown. Whatever people typed stays plain text in it."""

import re
from collections.abc import Iterator

from live.model import COLUMNS
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
    lines = [f"# {escape_markdown(record.session.title)}", ""]
    lines += [f"- {escape_markdown(line)}" for line in tell_origin(record, words=words)]
    for place, card in enumerate(record.cards, start=1):
        lines += ["", f"## {place}\\. {escape_markdown(card.card.title)}", *_tell_card(card, words=words)]
    lines += _tell_list(words("record.conclusions"), [item.text for item in record.conclusions], words=words)
    lines += ["", f"## {words('record.actions')}", "", *_tell_actions(record, words=words)]
    return "\n".join(lines) + "\n"


def _tell_card(card: CardRecord, *, words: Words) -> Iterator[str]:
    figure = tell_figure(card, words=words)
    for paragraph in (card.card.body, figure):
        if paragraph:
            yield from ("", escape_markdown(paragraph))
    yield from _tell_rounds(card, words=words)
    for column in COLUMNS:
        notes = card.notes_in(column)
        if notes:
            yield from ("", f"### {words(COLUMN_NAMES[column])}", "")
            yield from (f"- {_tell_note(note.text, note.group, note.support, words=words)}" for note in notes)
    if card.left_out:
        yield from ("", words("record.left_out"))


def _tell_rounds(card: CardRecord, *, words: Words) -> Iterator[str]:
    poll = card.card.poll
    if poll is None:
        return
    for number, tally in card.rounds:
        heading = words("record.round", round=words.number(number), n=words.number(tally.n))
        yield from ("", f"### {heading}", "")
        told = tell_tally(poll, tally, words=words)
        yield from _tell_table((words("record.option"), words("record.answers")), told)
        mean = tell_mean(tally, words=words)
        if mean is not None:
            yield from ("", escape_markdown(mean))
    if card.shift is not None:
        yield from ("", escape_markdown(tell_shift(poll, card.shift, words=words)))


def _tell_note(text: str, group: str | None, support: int, *, words: Words) -> str:
    told = escape_markdown(text)
    if group:
        told = f"**{escape_markdown(group)}** {told}"
    return f"{told} ({words.count('record.support', support)})" if support else told


def _tell_list(heading: str, items: list[str], *, words: Words) -> Iterator[str]:
    yield from ("", f"## {heading}", "")
    yield from (f"- {escape_markdown(item)}" for item in items)
    if not items:
        yield words("record.none")


def _tell_actions(record: Record, *, words: Words) -> Iterator[str]:
    if not record.actions:
        yield words("record.none")
        return
    headings = (words("record.what"), words("record.who"), words("record.when"), words("record.status"))
    yield from _tell_table(headings, (tell_action(action, words=words) for action in record.actions))


def _tell_table(headings: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(headings) + " |"
    yield "|" + " --- |" * len(headings)
    for row in rows:
        yield "| " + " | ".join(escape_markdown(cell) for cell in row) + " |"
