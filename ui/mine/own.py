"""Which trajectory the page is about: an organiser's own one, or the chosen one of several."""

from dataclasses import replace
from html import escape

from schemas.release import cell_id
from ui.address import PARAMETERS, Selection
from ui.frame import offer_trajectories
from ui.labels import label_trajectory
from ui.page import Page
from ui.picks import write_row


def keep_own(page: Page) -> Page | None:
    """The same page about one own trajectory; None if the programme has none of the viewer's."""
    own = [name for name in offer_trajectories(page.store) if page.store.has_cell(cell_id(trajectory=name))]
    if not own:
        return None
    chosen = page.selection.trajectory if page.selection.trajectory in own else own[0]
    selection = Selection(trajectory=chosen)
    memory = page.store.places.find(page.language, page.dark, page.name, selection.cell_id)
    return replace(page, selection=selection, cell=page.store.cell(selection.cell_id), memory=memory)


def write_own(page: Page) -> str:
    """What the trajectory is called and, with several, the choice between them, as HTML."""
    own = offer_trajectories(page.store)
    if len(own) < 2:
        return f'<p class="kompas-lead"><strong>{escape(page.cell_label)}</strong></p>'
    words = {
        name: label_trajectory(programme=page.programme, trajectory_id=name, texts=page.texts) for name in own
    }
    return write_row(
        page.query,
        PARAMETERS["trajectory"],
        label=page.texts("mine.choose"),
        options=words,
        chosen=page.cell.trajectory_id or "",
        shown=True,
    )
