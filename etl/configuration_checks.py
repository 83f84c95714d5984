"""Checks that every name in a configuration is the name of something: waves, scales, organisers …"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from schemas.codebook import Instrument, Item
from schemas.programme import Programme, Source
from texts.configuration_faults import say

_FILE = "programme.toml"


def check_names(programme: Programme, instruments: Mapping[str, Instrument]) -> Iterator[str]:
    """A Dutch sentence for each name that does not exist or exists twice; `instruments` by file."""
    yield from _check_programme(programme)
    yield from _check_order(programme)
    yield from _check_dimensions(programme)
    yield from _check_highlights(programme, instruments.values())
    yield from _check_drivers(programme, instruments.values())
    yield from _check_yardsticks(programme, instruments.values())
    for source in programme.sources:
        yield from _check_source(source, programme, {i.id for i in instruments.values()})
    for file, instrument in instruments.items():
        yield from _check_instrument(instrument, programme, file=file)
    items = [item.id for instrument in instruments.values() for item in instrument.items]
    yield from _find_twice(items, file=" + ".join(instruments), known="items")


def _check_programme(programme: Programme) -> Iterator[str]:
    waves = {wave.id for wave in programme.waves}
    for trajectory in programme.trajectories:
        where = f"trajectories.{trajectory.id}"
        yield from _miss([trajectory.organiser], _ids(programme.organisers), where, "organiser")
        yield from _miss([trajectory.call], _ids(programme.calls), where, "call")
        yield from _miss(trajectory.levels, _ids(programme.dimensions.level.categories), where, "levels")
    for contrast in programme.contrasts:
        yield from _miss(
            [contrast.from_wave, contrast.to_wave], waves, f"contrasts.{contrast.id}", "from_wave/to_wave"
        )
    for wave in programme.waves:
        yield from _miss([wave.asked_at], waves, f"waves.{wave.id}", "asked_at")
    yield from _miss(
        programme.postcode_regions.values(),
        _ids(programme.dimensions.region.categories),
        "postcode_regions",
        "region",
    )
    for name in ("trajectories", "organisers", "waves", "sources", "session_kinds"):
        yield from _find_twice([part.id for part in getattr(programme, name)], file=_FILE, known=name)


def _check_order(programme: Programme) -> Iterator[str]:
    """Nothing ends before it starts."""
    spans = [("ends", programme.starts, programme.ends)]
    spans += [(f"waves.{w.id}.closes", w.opens, w.closes) for w in programme.waves if w.opens and w.closes]
    for key, start, end in spans:
        if end < start:
            yield say("ends_first", file=_FILE, key=key, end=end, start=start)


def _check_dimensions(programme: Programme) -> Iterator[str]:
    """Categories come from one place: the configuration, or the registers."""
    for name, dimension in programme.dimensions:
        if dimension.from_register and (dimension.categories or dimension.source == "postcode"):
            yield say("categories_twice", file=_FILE, key=f"dimensions.{name}")


def _check_highlights(programme: Programme, instruments: Iterable[Instrument]) -> Iterator[str]:
    """A highlight on the overview is a statement that a release can hold."""
    known = {name for i in instruments for name in _ids(i.items) | _ids(i.scales)}
    moments = _ids(programme.waves) | _ids(programme.contrasts)
    for number, highlight in enumerate(programme.highlights, 1):
        where = f"highlights[{number}]"
        item = highlight.indicator.partition(".")[0]
        yield from _miss([item], known, where, "indicator")
        yield from _miss([highlight.wave], moments, where, "wave")


def _check_drivers(programme: Programme, instruments: Iterable[Instrument]) -> Iterator[str]:
    """What goes together are scales; an outcome is asked about once a moment, and not about itself."""
    scales = {name for i in instruments for name in _ids(i.scales)}
    moments = _ids(programme.waves) | _ids(programme.contrasts)
    for number, driver in enumerate(programme.drivers, 1):
        where = f"drivers[{number}]"
        yield from _miss([driver.outcome], scales, where, "outcome")
        yield from _miss([driver.moment], moments, where, "moment")
        yield from _miss(driver.predictors, scales - {driver.outcome}, where, "predictors")
        yield from _find_twice(driver.predictors, file=_FILE, known=f"{where}.predictors")
    outcomes = [f"{driver.outcome} {driver.moment}" for driver in programme.drivers]
    yield from _find_twice(outcomes, file=_FILE, known="drivers")


def _check_yardsticks(programme: Programme, instruments: Iterable[Instrument]) -> Iterator[str]:
    """What is read beside a norm exists: forms of work, and statements that a release can hold."""
    known = {name for i in instruments for name in _ids(i.items) | _ids(i.scales)}
    for yardstick in programme.yardsticks:
        for number, gauge in enumerate(yardstick.gauges, 1):
            where = f"yardsticks.{yardstick.id}.gauges[{number}]"
            yield from _miss(gauge.kinds, _ids(programme.session_kinds), where, "kinds")
            item = gauge.indicator and gauge.indicator.partition(".")[0]
            yield from _miss([item], known, where, "indicator")
            yield from _miss([gauge.wave], _ids(programme.waves), where, "wave")
    yield from _find_twice([y.id for y in programme.yardsticks], file=_FILE, known="yardsticks")


def _check_source(source: Source, programme: Programme, instruments: set[str]) -> Iterator[str]:
    where, waves = f"sources.{source.id}", {wave.id for wave in programme.waves}
    yield from _miss([source.instrument], instruments, where, "instrument")
    yield from _miss([source.wave, *source.waves_by_value.values()], waves, where, "wave")
    yield from _miss([source.trajectory], _ids(programme.trajectories), where, "trajectory")
    needed = {"register": "table", "survey": "instrument", "attendance": "layout"}.get(source.kind)
    if needed and getattr(source, needed) is None:
        yield say("key_missing", file=_FILE, key=f"{where}.{needed}", given="", expected="", limit="")
    if source.kind == "survey" and not (source.wave or source.waves_by_value):
        yield say("key_missing", file=_FILE, key=f"{where}.wave", given="", expected="", limit="")


def _check_instrument(instrument: Instrument, programme: Programme, *, file: str) -> Iterator[str]:
    waves, items = {wave.id for wave in programme.waves}, {item.id for item in instrument.items}
    for item in instrument.items:
        where = f"items.{item.id}"
        yield from _miss(item.waves, waves, where, "waves", file=file)
        yield from _miss([item.retrospective_of], items, where, "retrospective_of", file=file)
        yield from _miss(item.columns, _ids(programme.sources), where, "columns", file=file)
        yield from _check_answers(item, instrument, file=file)
    for name in ("answer_sets", "scales"):
        yield from _find_twice([part.id for part in getattr(instrument, name)], file=file, known=name)


def _check_answers(item: Item, instrument: Instrument, *, file: str) -> Iterator[str]:
    answer_set = instrument.answer_set(item)
    if item.kind in ("choice", "multiple") and not answer_set.answers:
        yield say("answers_missing", file=file, key=f"items.{item.id}.answers", name=answer_set.id)
    codes = {answer.code for answer in answer_set.answers}
    if codes and (min(codes) < answer_set.low or max(codes) > answer_set.high):
        yield say("range_wrong", file=file, key=f"answer_sets.{answer_set.id}")
    if item.nps and (item.kind, answer_set.low, answer_set.high) != ("number", 0, 10):
        yield say("nps_range", file=file, key=f"items.{item.id}.nps", name=answer_set.id)


def _ids(parts: Iterable[object]) -> set[str]:
    return {str(getattr(part, "id", "")) for part in parts}


def _miss(
    names: Iterable[str | None], known: set[str], where: str, key: str, *, file: str = _FILE
) -> Iterator[str]:
    for name in names:
        if name is not None and name not in known:
            nearest = get_close_matches(name, sorted(known), n=12, cutoff=0)
            yield say("name_unknown", file=file, key=f"{where}.{key}", name=name, known=", ".join(nearest))


def _find_twice(ids: Iterable[str], *, file: str, known: str) -> Iterator[str]:
    for name, times in Counter(ids).items():
        if times > 1:
            yield say("name_twice", file=file, key=known, name=name)
