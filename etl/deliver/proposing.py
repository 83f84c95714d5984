"""What to choose from for a table that no source fits: its columns, and never an answer of a person."""

import re
from collections.abc import Iterator

from etl.clean.dates import read_dates
from etl.clean.matching import find_nearest
from etl.clean.numbers import read_number
from etl.deliver.recognise import Known
from etl.deliver.targets import list_sources, list_targets, spell_target
from etl.read.folding import fold_text
from etl.read.table import Column, RawTable
from schemas.delivery import ColumnSample, Proposal, Target
from schemas.programme import Source

_MOST_LABELS = 12
_TIMES_EACH = 3
"""A label stands in at least so many rows; what fewer people said may be a person's own words."""
_LABEL_LENGTH = 80
_IDENTIFYING = re.compile(
    r"na(a|o)?m|name|mail|adres|address|telefoon|phone|gsm|\bip\b|\bid\b|nummer|number|respond|deelnemer"
    r"|participant|leider|leader|directeur|persoon|person|coach|begeleider|token|code|user|gebruiker",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S+@\S+")
_LIKE_A_NUMBER = re.compile(r"\d.*\d|[A-Za-z]+[-_ ]?\d")


def propose(raw: RawTable, *, likely: Source | None, known: Known) -> Proposal:
    """The columns of `raw` with the targets that they could be; `likely` is the source that fits best."""
    sources = list_sources(known)
    targets = {source.id: list_targets(source, known=known) for source in sources}
    best = likely or _find_likely(raw, sources=sources, targets=targets, known=known)
    names = dict(_spell_all([best] if best else sources, targets=targets, known=known))
    return Proposal(
        file=raw.file,
        columns=tuple(_describe(column, raw, names=names) for column in raw.columns),
        targets=targets,
        labels={source.id: source.label for source in sources if source.label is not None},
        likely=best.id if best else None,
    )


def _find_likely(
    raw: RawTable, *, sources: list[Source], targets: dict[str, tuple[Target, ...]], known: Known
) -> Source | None:
    """The source that most headings are known to, if it is the only one with so many."""
    headings = {fold_text(column.heading) for column in raw.columns}
    counts = {
        source.id: len(headings & dict(_spell_all([source], targets=targets, known=known)).keys())
        for source in sources
    }
    best = max(counts.values(), default=0)
    found = [source for source in sources if best and counts[source.id] == best]
    return found[0] if len(found) == 1 else None


def _spell_all(
    sources: list[Source], *, targets: dict[str, tuple[Target, ...]], known: Known
) -> Iterator[tuple[str, str]]:
    """Folded heading and target of all that the sources know."""
    for source in sources:
        for target in targets[source.id]:
            for heading in spell_target(target.id, source=source, known=known):
                yield fold_text(heading), target.id


def _describe(column: Column, raw: RawTable, *, names: dict[str, str]) -> ColumnSample:
    kind, labels = _sample(column, raw)
    nearest = find_nearest(column.heading, known=names)
    return ColumnSample.model_validate(
        {
            # A file without headings has people's answers in their place.
            "heading": _ADDRESS.sub("…@…", column.heading),
            "position": column.position,
            "kind": kind,
            "labels": labels,
            "proposed": names.get(fold_text(column.heading)),
            "nearest": names[fold_text(nearest)] if nearest else None,
        }
    )


def _sample(column: Column, raw: RawTable) -> tuple[str, tuple[str, ...]]:
    values = raw.rows[column.key].drop_nulls().to_list()
    distinct = list(dict.fromkeys(values))
    if not values:
        return "empty", ()
    if any(_IDENTIFYING.search(name) for name in column.names):
        return "text", ()
    if all(read_number(text) is not None for text in distinct):
        return "number", ()
    if all(moment is not None for moment in read_dates(distinct, date_format=None).values()):
        return "date", ()
    return _sample_choices(values, distinct)


def _sample_choices(values: list[str], distinct: list[str]) -> tuple[str, tuple[str, ...]]:
    """The labels of a column of choices: few, short, each said by several, and none like a name's number."""
    few = len(distinct) <= _MOST_LABELS and len(values) >= _TIMES_EACH * len(distinct)
    odd = any(len(t) > _LABEL_LENGTH or _ADDRESS.search(t) or _LIKE_A_NUMBER.search(t) for t in distinct)
    if not few or odd:
        return "text", ()
    return "choice", tuple(sorted(text for text in distinct if values.count(text) >= _TIMES_EACH))
