"""A cell of which nothing is shown: said once, with one statement that stands for all."""

from collections import Counter

from ui.present.scene import Hidden, Outcome, Scene, find_main_wave, is_shown
from ui.present.session_kinds import WHOLE_TIME

WITHHELD = "withheld"
_NOTHING = "not_estimable"


def find_blank(scene: Scene) -> Hidden | None:
    """The statement that stands for a cell of which nothing is shown; None where anything is shown."""
    if any(is_shown(fact) for fact in scene.facts.values()):
        return None
    status = _choose_status(scene)
    indicator, wave, statistic = _choose_statement(scene, status=status)
    return Hidden("cell", "", status, indicator, wave, statistic)


def drop_told(scene: Scene, outcomes: list[Outcome]) -> list[Outcome]:
    """The outcomes without those that would say again what was told of the whole cell."""
    return [o for o in outcomes if not isinstance(o, Hidden) or o.status != scene.told]


def _choose_status(scene: Scene) -> str:
    """Too small a group before all else: that is what a reader can do something about."""
    statuses = Counter(str(fact["status"]) for fact in scene.facts.values())
    if not statuses or statuses[WITHHELD]:
        return WITHHELD if statuses else _NOTHING
    return statuses.most_common(1)[0][0]


def _choose_statement(scene: Scene, *, status: str) -> tuple[str, str, str]:
    """An average at the main moment if there is one: what is most likely to be shown in a wider cell."""
    main = find_main_wave(scene) or WHOLE_TIME
    hidden = [key for key, fact in scene.facts.items() if fact["status"] == status]
    if not hidden:
        return (scene.indicators[0]["indicator_id"], main, "mean")
    return min(hidden, key=lambda key: (key[1] != main, key[2] != "mean"))
