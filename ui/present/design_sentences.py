"""One sentence a yardstick: what the practice is and what the recommendation asks, without a verdict."""

from schemas.programme import Programme
from texts import Texts
from ui.labels import label_trajectory, start_upper
from ui.present.norms import write_norm, write_value
from ui.present.readings import Reading

_OF_PARTNERSHIPS = ("group_size", "coaches")
_NORM_ELSEWHERE = ("group_size", "coaches", "action_plan")
"""Sentences that hold the norm themselves."""


def say_reading(reading: Reading, *, programme: Programme, trajectory_id: str | None, texts: Texts) -> str:
    """The sentence of one number beside its norm.

    Args:
        reading: the number; where it is not known the sentence says why.
        programme: its own words for trajectories, partnerships and leaders.
        trajectory_id: whose practice; None for the whole programme.
        texts: the reader's language.
    """
    if reading.value is None:
        label = start_upper(reading.yardstick.label.in_language(texts.language))
        return texts("design.unknown", label=label, reason=texts(f"design.why_{reading.status}"))
    if reading.measure in _OF_PARTNERSHIPS and reading.share_within is not None:
        return _say_partnerships(reading, programme=programme, texts=texts)
    sentence = _say_value(reading, programme=programme, trajectory_id=trajectory_id, texts=texts)
    if reading.measure in _NORM_ELSEWHERE:
        return texts("design.say_plain", sentence=sentence)
    if not reading.yardstick.has_norm:
        return texts("design.say_without_norm", sentence=sentence)
    if not reading.compared:
        return texts("design.say_plain", sentence=sentence)
    return texts("design.say_with_norm", sentence=sentence, norm=write_norm(reading.yardstick, texts=texts))


def _say_value(reading: Reading, *, programme: Programme, trajectory_id: str | None, texts: Texts) -> str:
    scope = "all" if trajectory_id is None else "one"
    key = f"design.say_{reading.measure}"
    if reading.measure in ("school_years", "held_a_month"):
        key = f"{key}_{scope}"
    value = write_value(reading, texts=texts)
    return texts.count(
        key,
        _count_of(reading),
        value=value,
        who=_name_who(programme=programme, trajectory_id=trajectory_id, texts=texts),
        label=reading.label,
        low=texts.number(reading.low or 0),
        high=texts.number(reading.high or 0),
        people=_say_people(reading, texts=texts),
        **_name_units(programme, texts=texts),
    )


def _say_partnerships(reading: Reading, *, programme: Programme, texts: Texts) -> str:
    """How many partnerships are as recommended: all, some, none, or the only one there is."""
    counted, total = reading.counted or 0, reading.n or 0
    case = "all" if counted == total else "some" if counted else "none"
    if total == 1:
        case = "only" if counted else "only_not"
    return texts.count(
        f"design.say_{reading.measure}_{case}",
        counted if case == "some" else total,
        total=texts.number(total),
        counted=texts.number(counted),
        norm=write_norm(reading.yardstick, texts=texts),
        median=write_value(reading, texts=texts),
        **_name_units(programme, texts=texts),
    )


def _say_people(reading: Reading, *, texts: Texts) -> str:
    """` (95 %-interval 3,6 tot 3,8; n = 43)`, as far as there is any of it."""
    parts = []
    if reading.interval is not None:
        low, high = (texts.number(bound, 1) for bound in reading.interval)
        parts.append(texts("design.interval", low=low, high=high))
    if reading.people is not None:
        parts.append(texts("charts.n", n=texts.number(reading.people)))
    return f" ({'; '.join(parts)})" if parts else ""


def _count_of(reading: Reading) -> int:
    """1 where the number is written as one, so that the singular is used."""
    return 1 if round(reading.value or 0.0, 1) == 1 else 2


def _name_who(*, programme: Programme, trajectory_id: str | None, texts: Texts) -> str:
    if trajectory_id is None:
        return programme.units.trajectory.many.in_language(texts.language)
    return label_trajectory(programme=programme, trajectory_id=trajectory_id, texts=texts)


def _name_units(programme: Programme, *, texts: Texts) -> dict[str, str]:
    units, language = programme.units, texts.language
    return {
        "leader": units.leader.one.in_language(language),
        "leaders": units.leader.many.in_language(language),
        "partnership": units.partnership.one.in_language(language),
        "partnerships": units.partnership.many.in_language(language),
    }
