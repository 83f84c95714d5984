"""The scales of the whole questionnaire as a scene, for choices between moments."""

from ui.page import Page
from ui.present.scene import Scene
from ui.remember import remembered


@remembered
def set_questionnaire(page: Page) -> Scene:
    """Every scale of the programme, without what is stated about them in any group."""
    scales = page.store.indicators(kinds=["scale"])
    return Scene(
        texts=page.texts,
        dark=page.dark,
        programme=page.programme,
        indicators=tuple(scales.iter_rows(named=True)),
        facts={},
        whole={},
    )
