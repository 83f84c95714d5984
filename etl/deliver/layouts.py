"""Turns what somebody said of a file's columns into a source, and refuses what cannot be so."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from etl.deliver.learnt import make_learnt
from etl.deliver.recognise import Fit, Known, find_taken
from etl.deliver.safety import DoorError
from etl.deliver.tables import Book
from etl.deliver.targets import FIELD, ITEM, list_sources, list_targets
from etl.read.folding import fold_text, shorten
from etl.read.table import RawTable
from schemas.delivery import Layout, Target
from schemas.programme import Source

Value = TypeVar("Value")


def apply_layout(layout: Layout, *, book: Book, known: Known) -> Fit:
    """The table of a file as `layout` says that it is.

    Raises:
        DoorError: if it says something that cannot be: of a source, column, target or label.
    """
    base = next((source for source in list_sources(known) if source.id == layout.source), None)
    if base is None:
        raise DoorError("deliver.fault_layout_source", source=layout.source)
    for sheet in book.list_sheets():
        raw = book.read_as(base, sheet=sheet)
        if not list(_list_strangers(layout, raw)):
            return _fit(layout, raw=raw, base=base, known=known)
    first = book.read_as(base, sheet=book.list_sheets()[0])
    raise DoorError("deliver.fault_layout_column", column=shorten(next(_list_strangers(layout, first))))


def _fit(layout: Layout, *, raw: RawTable, base: Source, known: Known) -> Fit:
    targets = {target.id: target for target in list_targets(base, known=known)}
    headings = _turn_round(layout.columns, known=targets)
    _require_values(layout.values, targets=targets)
    lacking = [name for name, target in targets.items() if target.needed and name not in headings]
    if lacking:
        raise DoorError("deliver.fault_layout_needed", target=lacking[0].removeprefix(FIELD))
    source = make_learnt(
        base,
        fields=_cut(headings, FIELD),
        items=_cut(headings, ITEM),
        values=_cut(layout.values, FIELD),
        item_values={
            item: {label: int(code) for label, code in codes.items()}
            for item, codes in _cut(layout.values, ITEM).items()
        },
    )
    if source.kind == "survey" and not source.item_columns:
        raise DoorError("deliver.fault_layout_items")
    return Fit(source, raw, find_taken(source, (), raw) or frozenset())


def _list_strangers(layout: Layout, raw: RawTable) -> Iterator[str]:
    """The headings in `layout` that the table does not have."""
    there = {fold_text(column.heading) for column in raw.columns}
    return (heading for heading in layout.columns if fold_text(heading) not in there)


def _turn_round(columns: Mapping[str, str], *, known: Mapping[str, Target]) -> dict[str, str]:
    """The heading of each target."""
    headings: dict[str, str] = {}
    for heading, target in columns.items():
        if target not in known:
            raise DoorError("deliver.fault_layout_target", column=shorten(heading))
        if target in headings:
            first, second = shorten(headings[target]), shorten(heading)
            raise DoorError("deliver.fault_layout_twice", first=first, second=second)
        headings[target] = heading
    return headings


def _require_values(values: Mapping[str, dict[str, str]], *, targets: Mapping[str, Target]) -> None:
    for target, labels in values.items():
        codes = {code for code, _ in targets[target].labels} if target in targets else set()
        for label, code in labels.items():
            if code not in codes:
                raise DoorError("deliver.fault_layout_value", label=shorten(label))


def _cut(named: Mapping[str, Value], prefix: str) -> dict[str, Value]:
    return {name.removeprefix(prefix): value for name, value in named.items() if name.startswith(prefix)}
