"""What the release states about one level of indicators, for a page's cell."""

from dataclasses import replace

from schemas.release import TOTAL
from ui.page import Page
from ui.present.blank import find_blank
from ui.present.scene import Facts, Scene, fill_withheld, index_facts
from ui.remember import remembered


@remembered
def read_scene(page: Page, *, level: str, kinds: tuple[str, ...] | None) -> Scene | None:
    """The scene of one level in the page's cell; None if the programme has nothing of this level."""
    indicators = page.store.indicators(level=level, kinds=kinds)
    if indicators.is_empty():
        return None
    ids = indicators["indicator_id"].to_list()
    whole = _read_whole(page, ids)
    own = index_facts(page.store.statements(cell_id=page.cell.cell_id, indicator_ids=ids))
    scene = Scene(
        texts=page.texts,
        dark=page.dark,
        programme=page.programme,
        indicators=tuple(indicators.iter_rows(named=True)),
        facts=fill_withheld(own, whole=whole),
        whole=whole,
        references=tuple(page.store.references().iter_rows(named=True)),
    )
    return replace(scene, blank=find_blank(scene))


def _read_whole(page: Page, indicator_ids: list[str]) -> Facts:
    """What the whole programme is compared with; nothing when that is what is looked at."""
    if page.cell.kind == "total":
        return {}
    return index_facts(page.store.statements(cell_id=TOTAL, indicator_ids=indicator_ids))
