"""What the columns of a file can be: the fields and questions of each source."""

from collections.abc import Iterator

from etl.clean.columns import name_in_full
from etl.clean.fields import CHOICES, FIELDS, Field
from etl.clean.surveys import complete_source
from etl.deliver.learnt import is_learnt
from etl.deliver.recognise import Known, name_table
from schemas.codebook import Instrument, Item
from schemas.delivery import Target
from schemas.programme import Programme, Source

FIELD, ITEM = "field:", "item:"
_DIMENSIONS = ("level", "region", "net", "role")


def list_targets(source: Source, *, known: Known) -> tuple[Target, ...]:
    """What the columns of a file of `source` can be mapped to."""
    programme = known.configuration.programme
    complete = complete_source(source) if source.kind == "survey" else source
    told = name_in_full(complete.constants)
    fields = FIELDS["survey" if _is_wide(source) else name_table(source, known=known)]
    wanted = [
        field for field in fields if field.name not in told and not (_is_wide(source) and _is_other(field))
    ]
    return (
        *(_describe_field(field, source=source, programme=programme) for field in wanted),
        *(_describe_item(item, i) for i in _list_instruments(source, known) for item in i.items),
    )


def list_sources(known: Known) -> list[Source]:
    """The sources of the programme itself, without what it learnt."""
    return [source for source in known.configuration.programme.sources if not is_learnt(source)]


def spell_target(target_id: str, *, source: Source, known: Known) -> Iterator[str]:
    """The headings by which a target is known: as configured, its own name, its wording."""
    kind, _, name = target_id.partition(":")
    if f"{kind}:" == FIELD:
        complete = complete_source(source) if source.kind == "survey" else source
        yield from (h for f, h in name_in_full(complete.columns).items() if f == name)
        yield name
        return
    for instrument in _list_instruments(source, known):
        for item in (item for item in instrument.items if item.id == name):
            own = (source.item_columns.get(name), item.columns.get(source.id))
            yield from (heading for heading in own if heading)
            yield from (item.id, item.wording.nl, item.wording.en)


def _is_wide(source: Source) -> bool:
    return source.kind == "attendance" and source.layout == "wide"


def _is_other(field: Field) -> bool:
    """In a wide sheet the other columns are sessions, which their headings tell."""
    return field.name != "leader_id"


def _list_instruments(source: Source, known: Known) -> list[Instrument]:
    return [
        i for i in known.configuration.instruments if source.kind == "survey" and i.id == source.instrument
    ]


def _describe_field(field: Field, *, source: Source, programme: Programme) -> Target:
    needed = field.needed and field.default is None
    return Target(
        id=f"{FIELD}{field.name}",
        needed=needed,
        labels=tuple(_list_labels(field, source=source, programme=programme)),
    )


def _list_labels(field: Field, *, source: Source, programme: Programme) -> Iterator[tuple[str, str]]:
    if field.kind == "wave":
        wanted = set(source.waves_by_value.values())
        yield from ((wave.id, wave.label.nl) for wave in programme.waves if wave.id in wanted)
    elif field.kind == "trajectory":
        yield from ((t.id, t.title or t.id) for t in programme.trajectories)
    elif field.kind == "session_kind":
        yield from ((kind.id, kind.label.nl) for kind in programme.session_kinds)
    elif field.kind == "choice":
        choices = CHOICES.get(f"{source.table or source.kind}.{field.name}", {})
        yield from ((code, names[0]) for code, names in choices.items())
    elif field.kind in _DIMENSIONS:
        categories = getattr(programme.dimensions, field.kind).categories
        yield from ((category.id, category.label.nl) for category in categories)


def _describe_item(item: Item, instrument: Instrument) -> Target:
    answers = instrument.answer_set(item).answers
    return Target(id=f"{ITEM}{item.id}", labels=tuple((str(a.code), a.label.nl) for a in answers))
