"""The spellings of a programme's own names: trajectories, categories, kinds of session, marks."""

from collections.abc import Iterable

from etl.clean.columns import name_in_full
from etl.clean.fields import CHOICES, MARKS, Field
from etl.clean.matching import fold_keys
from etl.read.folding import fold_text
from schemas.programme import Dimension, Programme, Source, Trajectory

DIMENSIONS = ("level", "region", "net", "role")


def spell_field(field: Field, *, table: str, source: Source, programme: Programme) -> dict[str, str]:
    """Folded spelling → our code for a field with a fixed list of values.

    The source's own `values` go first, then ids, labels and the spellings that need no configuration.
    What `values` gives may be a label too.
    """
    known = fold_keys(_spell_kind(field, table=table, programme=programme))
    own = fold_keys(name_in_full(source.values).get(field.name, {}))
    return known | {spelling: known.get(fold_text(code), code) for spelling, code in own.items()}


def spell_marks(source: Source) -> dict[str, str]:
    """Folded mark → present, absent or excused. The source's own marks go before the usual ones."""
    usual = {spelling: status for status, spellings in MARKS.items() for spelling in (status, *spellings)}
    return fold_keys(usual) | fold_keys(dict(source.marks))


def spell_waves(source: Source) -> dict[str, str]:
    """Folded value of the wave column → wave; the wave's own id too."""
    waves = {source.wave} if source.wave else set(source.waves_by_value.values())
    return fold_keys({**source.waves_by_value, **{wave: wave for wave in waves}})


def spell_objectives(programme: Programme) -> dict[str, str]:
    """Folded id or text of an objective → its id."""
    return fold_keys(_merge(dict.fromkeys((o.id, o.text.nl, o.text.en), o.id) for o in programme.objectives))


def _spell_kind(field: Field, *, table: str, programme: Programme) -> dict[str, str]:
    if field.kind == "trajectory":
        return _merge(spell_trajectory(trajectory) for trajectory in programme.trajectories)
    if field.kind == "session_kind":
        kinds = programme.session_kinds
        return _merge(dict.fromkeys((k.id, k.label.nl, k.label.en, *k.names), k.id) for k in kinds)
    if field.kind == "choice":
        return _merge(
            dict.fromkeys((code, *names), code) for code, names in CHOICES[f"{table}.{field.name}"].items()
        )
    return spell_dimension(getattr(programme.dimensions, field.kind))


def spell_trajectory(trajectory: Trajectory) -> dict[str, str]:
    """A trajectory answers to its id, its number and its title."""
    spellings = (trajectory.id, str(trajectory.number), trajectory.title or trajectory.id)
    return dict.fromkeys(spellings, trajectory.id)


def spell_dimension(dimension: Dimension) -> dict[str, str]:
    """A category answers to its id and to its labels."""
    return _merge(dict.fromkeys((c.id, c.label.nl, c.label.en), c.id) for c in dimension.categories)


def _merge(parts: Iterable[dict[str, str]]) -> dict[str, str]:
    return {spelling: code for part in parts for spelling, code in part.items()}
