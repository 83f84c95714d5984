"""The answers to one question as a stack: how long each part is, and what is told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from charts.frames import is_shown
from texts import Texts
from texts.numbers import is_bound, write_bound

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Stack:
    """One label. `lengths` (0–1) and `words` of each answer by code; `bounds` in words, or nothing.

    A share that is less than its bound has no length, as nobody may know how much less; one that is more
    has that of its bound. Then the lengths do not add up to 1, and `bounds` says what is missing.
    """

    label: str
    lengths: dict[int, float] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    bounds: str = ""


def make_stacks(rows: Rows, *, answers: Mapping[int, str], texts: Texts) -> list[Stack]:
    """A stack a label, in the order of the rows; one that is not shown has no lengths.

    Args:
        rows: `label`, `code`, `share`, `status` and, if there are bounds, `coded`.
        answers: the labels of the answers by code, from the lowest to the highest.
        texts: the reader's language.

    Raises:
        ValueError: without answers, or with a code that `answers` does not name.
    """
    shown = [row for row in rows if is_shown(dict(row))]
    unknown = {row["code"] for row in shown} - set(answers)
    if unknown or not answers:
        raise ValueError(f"codes without an answer label: {sorted(map(str, unknown))}")
    labels = dict.fromkeys(row["label"] for row in rows)
    return [
        _make_stack(label, [row for row in shown if row["label"] == label], answers=answers, texts=texts)
        for label in labels
    ]


def _make_stack(label: str, rows: Rows, *, answers: Mapping[int, str], texts: Texts) -> Stack:
    words = {row["code"]: _write_share(row, texts=texts) for row in rows}
    named: dict[str, list[str]] = {}
    for row in rows:
        if is_bound(row.get("coded")):
            named.setdefault(words[row["code"]], []).append(answers[row["code"]])
    return Stack(
        label=label,
        lengths={row["code"]: 0.0 if row.get("coded") == -1 else float(row["share"]) for row in rows},
        words=words,
        bounds="; ".join(f"{bound}: {', '.join(names)}" for bound, names in named.items()),
    )


def _write_share(row: Mapping[str, Any], *, texts: Texts) -> str:
    return write_bound(texts.percent(row["share"]), row.get("coded"), strict=True, texts=texts)
