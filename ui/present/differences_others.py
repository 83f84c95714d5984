"""The trajectories that a viewer may not name: only the lowest and the highest of them, as two rows."""

from ui.page import Page
from ui.present.differences import name_units
from ui.present.missing_models import NO_ROW
from ui.present.scene import Row


def read_others(page: Page, *, indicator_id: str, wave: str, statistic: str) -> list[tuple[str, Row]]:
    """A label and a row for either end; nothing where all may be named, or too few are left unnamed."""
    found = page.store.range_of_others(indicator_id=indicator_id, wave=wave, statistic=statistic)
    if found is None:
        return []
    low, high, count = found
    words = {"n": page.texts.number(count), **name_units(page)}
    return [
        (page.texts("differences.others_lowest", **words), {**NO_ROW, "value": low, "status": "shown"}),
        (page.texts("differences.others_highest", **words), {**NO_ROW, "value": high, "status": "shown"}),
    ]
