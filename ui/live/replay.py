"""The figure of a card or a link: its page is run once more, as somebody, on a release of its own.

So a figure in a session is what its page shows, whoever put it there, and pages know nothing of sessions.
tests/ui/live/test_replay.py holds this to the version of Streamlit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.ClientState_pb2 import ContextInfo
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import StopException, add_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state import SafeSessionState, SessionState

from texts.catalogue import Language
from ui.address import LANGUAGE, MEASURE, MOMENT, PARAMETERS, PART, SCALE, write_query
from ui.figure import Figure
from ui.navigation import PAGES, may_open
from ui.page import Page
from ui.release import NoReleaseError, find_release, locate_built
from ui.replaying import Replay, begin_replay
from ui.viewer import Viewer

ROOT = Path(__file__).parents[2]
GROUP = Viewer(role="reflection")
"""As whom every figure of a session is made, whatever the facilitator may see."""
_CHOICES = (PART, MOMENT, SCALE, MEASURE)
_KEPT = (*PARAMETERS.values(), *_CHOICES)
_MOST = 256
_one_at_a_time = Lock()


@dataclass(frozen=True)
class View:
    """Which figure: `query` are the filters and choices of its address (`regio=limburg&moment=end`)."""

    release_id: str
    page: str
    key: str
    query: str
    language: Language
    dark: bool


@dataclass(frozen=True)
class Shown:
    """A figure as a reflection group gets it, and the page that it stands on."""

    page: Page
    figure: Figure


def write_view_query(page: Page) -> str:
    """What of a page's address belongs to its figures: the filters that count for it, and its choices."""
    chosen = {name: page.query[name] for name in _CHOICES if name in page.query}
    filters = write_query(selection=page.selection, language=page.language)
    return urlencode({name: value for name, value in {**filters, **chosen}.items() if name in _KEPT})


def find_figure(view: View, *, viewer: Viewer = GROUP) -> Shown | None:
    """The figure; None if `viewer` does not get it, or that release is not here any more.

    Made once a release, view, language, theme and scope; `viewer` has no name.
    """
    try:
        find_release(locate_built(), view.release_id)
    except NoReleaseError:
        return None
    with _one_at_a_time:
        return _make(view, viewer)


@lru_cache(maxsize=_MOST)
def _make(view: View, viewer: Viewer) -> Shown | None:
    if view.page not in PAGES or not may_open(view.page, role=viewer.role):
        return None
    query = {name: value for name, value in parse_qsl(view.query) if name in _KEPT}
    shown = replay_page(view, query=query, viewer=viewer)
    return next((Shown(p, f) for p, f in shown if f.key == view.key and _is_asked(p, query)), None)


def _is_asked(page: Page, query: Mapping[str, str]) -> bool:
    """Whether a page shows the group that was asked for, and not a wider one in its place."""
    wanted = {name for name, parameter in PARAMETERS.items() if query.get(parameter)}
    return wanted <= {name for name in PARAMETERS if getattr(page.selection, name)}


def replay_page(
    view: View, *, query: Mapping[str, str], viewer: Viewer = GROUP
) -> tuple[tuple[Page, Figure], ...]:
    """Every figure that the page shows `viewer` at an address with `query`."""
    replay = Replay(viewer=viewer, release_id=view.release_id)
    failed: list[BaseException] = []

    def run() -> None:
        try:
            _run_page(view, query=query, replay=replay)
        except Exception as error:
            failed.append(error)

    # A thread of its own: what a run knows is bound to its thread, and the visitor's must stay as it is.
    thread = Thread(target=run, name="kompas-replay")
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return tuple(replay.shown)


def _run_page(view: View, *, query: Mapping[str, str], replay: Replay) -> None:
    context = _make_context()
    add_script_run_ctx(ctx=context)
    context.reset(
        query_string=urlencode({**query, LANGUAGE: view.language}),
        context_info=ContextInfo(color_scheme="dark" if view.dark else "light"),
    )
    begin_replay(replay)
    path = ROOT / PAGES[view.page]
    try:
        exec(_compile(path), {"__name__": "__main__"})  # noqa: S102
    except StopException:
        return


@lru_cache
def _compile(path: Path) -> Any:
    return compile(path.read_text(encoding="utf-8"), str(path), "exec")


def _make_context() -> ScriptRunContext:
    """A run whose drawing goes nowhere."""
    main = str(ROOT / "dashboard.py")
    return ScriptRunContext(
        session_id="",
        _enqueue=lambda _message: None,
        query_string="",
        session_state=SafeSessionState(SessionState(), lambda: None),
        uploaded_file_mgr=MemoryUploadedFileManager("/nowhere"),
        main_script_path=main,
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=PagesManager(main),
        script_requests=_Ending(),
    )


class _Ending(ScriptRequests):
    """Ends a run where its page says `st.stop()`: without, Streamlit would let it go on."""

    def request_stop(self) -> None:
        """Ends the run."""
        raise StopException
