"""Finds the item of each column of a survey, by the headings that an export can give it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from etl.check.ledger import Ledger
from etl.clean.matching import find_nearest
from etl.read.folding import fold_text, shorten
from etl.read.table import Column, RawTable
from schemas.codebook import Answer, Instrument, Item
from schemas.programme import Programme, Source

# A heading this much like an item's (difflib ratio) was probably meant to be it.
_NEARLY = 0.85


@dataclass(frozen=True)
class Target:
    """What a column answers: an item, or one option of a `multiple` item."""

    item: Item
    option: Answer | None = None

    @property
    def id(self) -> str:
        """`practice_theme`, or `practice_theme.3` for an option."""
        return self.item.id if self.option is None else f"{self.item.id}.{self.option.code}"


@dataclass(frozen=True)
class ItemColumn:
    """A column and what it answers. `own`: the codes of labels that only its source uses."""

    target: Target
    column: Column
    own: Mapping[str, int] = field(default_factory=dict)


def match_items(
    raw: RawTable, *, source: Source, instrument: Instrument, ledger: Ledger
) -> tuple[ItemColumn, ...]:
    """The columns of `raw` that answer an item of `instrument`, one column a target.

    A heading is an item's when it folds to what the configuration names, else to the item's id, else
    to its wording in Dutch or English. A second column for the same target is noted and left out.
    """
    tiers = spell_headings(instrument, source=source)
    matched: dict[str, ItemColumn] = {}
    for column in raw.columns:
        target = _match(column, tiers)
        if target is None:
            continue
        own = source.item_values.get(target.item.id, {})
        first = matched.setdefault(target.id, ItemColumn(target, column, own))
        if first.column is not column:
            place = {"item": first.target.id, "first": first.column.position}
            ledger.note_column("column_twice", raw=raw, column=column, **place)
    return tuple(matched.values())


def spell_headings(instrument: Instrument, *, source: Source) -> tuple[dict[str, Target], ...]:
    """Folded heading → target: first as configured, then by id, then by wording."""
    targets = list(_list_targets(instrument))
    configured = [(heading, target) for target in targets for heading in _list_configured(target, source)]
    ids = [(heading, t) for t in targets for heading in _list_variants(t, [t.item.id])]
    wordings = [
        (heading, t) for t in targets for heading in _list_variants(t, [t.item.wording.nl, t.item.wording.en])
    ]
    return tuple(_index(pairs) for pairs in (configured, ids, wordings))


def check_headings(
    raw: RawTable, *, matched: Sequence[ItemColumn], asked: Sequence[Item], source: Source, ledger: Ledger
) -> None:
    """Note items that are asked but have no column, and unmatched headings that nearly are theirs."""
    present = {match.target.item.id for match in matched}
    absent = {item.id: item for item in asked if item.id not in present}
    for item_id in absent:
        ledger.note_once("item_without_column", file=raw.file, item=item_id, sheet=raw.sheet)
    headings = {heading: item.id for item in absent.values() for heading in _list_all(Target(item), source)}
    taken = {match.column.position for match in matched}
    for column in raw.columns:
        if column.position not in taken:
            _note_nearly(raw, column, headings=headings, ledger=ledger)


def find_stored_wave(item: Item, *, wave: str, programme: Programme) -> str | None:
    """The wave that answers to `item` given at `wave` count for; None if it is not asked then.

    A retrospective item counts for the retrospective wave that is asked at `wave`.
    """
    if item.retrospective_of is None and wave in item.waves:
        return wave
    backward = [w.id for w in programme.waves if w.retrospective and w.asked_at == wave]
    if item.retrospective_of is not None and wave in item.waves and backward:
        return backward[0]
    return next((name for name in backward if name in item.waves), None)


def _list_targets(instrument: Instrument) -> Iterator[Target]:
    for item in instrument.items:
        yield Target(item)
        if item.kind == "multiple":
            yield from (Target(item, option) for option in instrument.answer_set(item).answers)


def _list_configured(target: Target, source: Source) -> list[str]:
    own = source.item_columns.get(target.id)
    base = [
        text for text in (target.item.columns.get(source.id), source.item_columns.get(target.item.id)) if text
    ]
    return ([own] if own else []) + _list_variants(target, base)


def _list_variants(target: Target, bases: Sequence[str]) -> list[str]:
    """The headings of an item; of an option `Q5[3]`, `Q5_3` and `Q5.3`, with its code or label."""
    if target.option is None:
        return list(bases)
    option = target.option
    names = (str(option.code), option.label.nl, option.label.en, *option.also)
    return [
        text
        for base in bases
        for n in names
        for text in (f"{base}[{n}]", f"{base} [{n}]", f"{base}_{n}", f"{base}.{n}")
    ]


def _list_all(target: Target, source: Source) -> list[str]:
    wording = target.item.wording
    return [*_list_configured(target, source), target.item.id, wording.nl, wording.en]


def _index(pairs: Sequence[tuple[str, Target]]) -> dict[str, Target]:
    index: dict[str, Target] = {}
    for heading, target in pairs:
        index.setdefault(fold_text(heading), target)
    return index


def _match(column: Column, tiers: Sequence[dict[str, Target]]) -> Target | None:
    names = [fold_text(name) for name in column.names]
    return next(chain.from_iterable((tier[n] for n in names if n in tier) for tier in tiers), None)


def _note_nearly(raw: RawTable, column: Column, *, headings: dict[str, str], ledger: Ledger) -> None:
    near = [find_nearest(name, known=headings, cutoff=_NEARLY) for name in column.names]
    nearest = next((name for name in near if name), None)
    if nearest is not None:
        ledger.note_column("heading_nearly_item", raw=raw, column=column, item=shorten(nearest))
