"""Kinds of session and the attendance of all of them together, as the release states it."""

from collections.abc import Sequence

from texts import Texts
from texts.numbers import write_value
from ui.present.scene import Row, Scene, capitalise, is_shown, read_fact

WHOLE_TIME = "all"
"""The wave of what covers the whole programme."""


def list_kinds(scene: Scene, *, unit: str) -> list[tuple[str, Row]]:
    """The kinds of session and the indicator of each, in the programme's order."""
    by_kind = {row["indicator_id"].partition(".")[2]: row for row in scene.indicators if row["unit"] == unit}
    return [
        (capitalise(kind.label.in_language(scene.texts.language)), by_kind[kind.id])
        for kind in scene.programme.session_kinds
        if kind.id in by_kind
    ]


def say_overall(scene: Scene, *, unit: str) -> str:
    """The average over all kinds together, as the release states it; it is not averaged here."""
    texts = scene.texts
    overall = find_overall(scene, unit=unit)
    fact = read_fact(scene.facts, overall, WHOLE_TIME, "mean") if overall else None
    if fact is None or not is_shown(fact):
        return texts("attendance.no_overall")
    value = write_amount(fact, unit=unit, texts=texts)
    leader = scene.programme.units.leader.one.in_language(texts.language)
    return texts(f"attendance.overall_{unit}", value=value, leader=leader)


def say_range(kinds: Sequence[tuple[str, Row]], facts: Sequence[Row], *, unit: str, texts: Texts) -> str:
    """From which kind to which the averages run; nothing with fewer than two shown."""
    named = zip((name for name, _ in kinds), facts, strict=True)
    shown = sorted(
        ((fact, name) for name, fact in named if is_shown(fact)), key=lambda pair: float(pair[0]["value"])
    )
    if len(shown) < 2:
        return ""
    lowest, highest = (write_amount(pair[0], unit=unit, texts=texts) for pair in (shown[0], shown[-1]))
    if unit == "hours":
        lowest, highest = (texts("charts.hours", value=value) for value in (lowest, highest))
    if lowest == highest:
        return texts("attendance.kinds_equal", value=lowest)
    names = {"lowest_kind": shown[0][1], "highest_kind": shown[-1][1]}
    return texts("attendance.kinds_range", lowest=lowest, highest=highest, **names)


def write_amount(fact: Row, *, unit: str, texts: Texts) -> str:
    """A share as percent, a mean number or hours with one decimal; a bound in words."""
    return write_value(fact, kind="share" if unit == "share" else "level", texts=texts, spelled=True)


def count_overall(scene: Scene, *, unit: str) -> int | None:
    """The number of leaders behind the average over all kinds together, where that is stated."""
    overall = find_overall(scene, unit=unit)
    return None if overall is None else read_fact(scene.facts, overall, WHOLE_TIME, "mean")["n"]


def find_overall(scene: Scene, *, unit: str) -> Row | None:
    """The indicator of all kinds together in this unit, or None."""
    return next((r for r in scene.indicators if r["unit"] == unit and "." not in r["indicator_id"]), None)
