"""Reads answers: labels and codes to the codes of the codebook, each distinct text once."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from etl.clean.numbers import read_number
from etl.read.folding import fold_text
from schemas.codebook import AnswerSet, Item

MISSING = math.nan
"""An answer that says that there is none: known, so no finding, but not loaded."""

_TICKED = frozenset({"1", "x", "ja", "yes", "y", "j", "true", "waar", "checked", "selected", "aangevinkt"})
_UNTICKED = frozenset(
    {"0", "nee", "neen", "no", "n", "false", "onwaar", "unchecked", "not selected", "niet aangevinkt"}
)
_BETWEEN = re.compile(r"[;|\n]")


@dataclass(frozen=True)
class Reader:
    """What the answers of one item can look like. `labels` are those of an SPSS file, by code."""

    spellings: dict[str, int]
    low: int
    high: int
    codes: frozenset[int] | None
    missing: frozenset[str]
    labels: dict[str, str]

    def read(self, text: str) -> float | None:
        """The code of `text`, MISSING, or None if it is no possible answer.

        A code with a label in an SPSS file means what its label says.
        """
        folded = fold_text(self.labels.get(text, text))
        if folded in self.missing or fold_text(text) in self.missing:
            return MISSING
        if folded in self.spellings:
            return self.spellings[folded]
        return None if text in self.labels else self._read_code(text)

    def is_number(self, text: str) -> bool:
        """Whether `text` is a number: then it is outside the scale, and not an unknown label."""
        return text not in self.labels and read_number(text) is not None

    def _read_code(self, text: str) -> float | None:
        number = read_number(text)
        if number is None or not self.low <= number <= self.high:
            return None
        return number if self.codes is None or number in self.codes else None


def make_reader(
    item: Item,
    answer_set: AnswerSet,
    *,
    labels: dict[str, str],
    own: Mapping[str, int] = MappingProxyType({}),
) -> Reader:
    """The reader for an item; whole codes only, unless it is a number. `own` labels go first."""
    spellings = {fold_text(label): code for label, code in own.items()}
    for answer in answer_set.answers:
        for spelling in (answer.label.nl, answer.label.en, *answer.also):
            spellings.setdefault(fold_text(spelling), answer.code)
    whole = frozenset(a.code for a in answer_set.answers) or frozenset(
        range(answer_set.low, answer_set.high + 1)
    )
    return Reader(
        spellings=spellings,
        low=answer_set.low,
        high=answer_set.high,
        codes=None if item.kind == "number" else whole,
        missing=frozenset(fold_text(text) for text in answer_set.missing),
        labels=labels,
    )


def list_labels(answer_set: AnswerSet) -> list[str]:
    """Every spelling of every answer, for a finding to name the nearest."""
    return [text for a in answer_set.answers for text in (a.label.nl, a.label.en, *a.also)]


def read_tick(text: str, *, reader: Reader, code: int) -> float | None:
    """Whether an option's own column is ticked: yes or no, 1 or 0, or the option's label itself."""
    folded = fold_text(reader.labels.get(text, text))
    if folded in reader.missing:
        return MISSING
    if folded in _TICKED or reader.spellings.get(folded) == code:
        return 1.0
    return 0.0 if folded in _UNTICKED else None


def read_several(text: str, *, reader: Reader) -> tuple[frozenset[int], tuple[str, ...]]:
    """The codes in a cell with several answers, and the parts that are none.

    Parts are separated by `;`, `|` or line ends. Commas separate as well, but also stand inside
    labels: the longest run of parts that is a known label counts.
    """
    codes: set[int] = set()
    unknown: list[str] = []
    for part in _BETWEEN.split(text):
        _read_part(part.strip(), reader=reader, codes=codes, unknown=unknown)
    return frozenset(codes), tuple(unknown)


def _read_part(part: str, *, reader: Reader, codes: set[int], unknown: list[str]) -> None:
    pieces = part.split(",")
    while pieces and part:
        run = next(
            (n for n in range(len(pieces), 0, -1) if reader.read(",".join(pieces[:n]).strip()) is not None), 0
        )
        code = reader.read(",".join(pieces[:run]).strip()) if run else None
        if code is None:
            unknown.append(part)
            return
        if not math.isnan(code):
            codes.add(int(code))
        pieces = pieces[run:]
