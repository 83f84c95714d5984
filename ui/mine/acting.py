"""What a button of the notebook does: with the rules asked again when it is pressed."""

from collections.abc import Callable

from live import LiveStore
from live.model import Facilitator
from live.notebook import Notebook
from ui.access.identify import identify_viewer
from ui.live.desk import name_facilitator
from ui.live.doing import attempt, say
from ui.live.service import find_live
from ui.page import Page
from ui.viewer import Viewer

Do = Callable[[LiveStore, Facilitator], object]


def name_notebook(page: Page) -> Notebook:
    """Where notes of the page's trajectory are kept."""
    return Notebook(programme=page.programme.id, trajectory_id=str(page.cell.trajectory_id))


def may_write(viewer: Viewer, notebook: Notebook) -> bool:
    """Whether this viewer keeps notes of that trajectory. A steward who looks as somebody else does not."""
    return not viewer.preview and viewer.owns(notebook.trajectory_id)


def act(notebook: Notebook, do: Do, done: str = "") -> None:
    """Does it as the viewer of this click, who may have lost the role since the page was drawn."""
    viewer = identify_viewer()
    if not may_write(viewer, notebook):
        say("live.refused_not_yours", wrong=True)
        return
    attempt(lambda: do(find_live(), name_facilitator(viewer)), done=done)
