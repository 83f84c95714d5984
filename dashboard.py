"""The dashboard: page set-up, viewer and release, menu, page. `streamlit run dashboard.py` works."""

from pathlib import Path

import streamlit as st

from texts import Texts, texts_in
from ui.access.denial import NotAdmittedError
from ui.access.door import show_door
from ui.address import read_language
from ui.dress import wear_style
from ui.menu import is_for_guests, open_navigation, open_no_navigation
from ui.release import NoReleaseError
from ui.service import open_store
from ui.state import restore_query

_ICON = Path(__file__).parent / "ui" / "icon.svg"


def main() -> None:
    """Sets the page up and runs the one that the reader asked for."""
    texts = texts_in(read_language(restore_query()))
    st.set_page_config(
        page_title=texts("frame.product"),
        page_icon=_ICON,
        layout="wide",
        initial_sidebar_state="collapsed",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    wear_style()
    try:
        role = open_store().viewer.role
    except NotAdmittedError as error:
        page = open_no_navigation(texts)
        if is_for_guests(page):
            page.run()
        else:
            show_door(error.reason, texts=texts)
    except NoReleaseError as error:
        _show_no_release(error, texts=texts)
    else:
        open_navigation(texts, role=role).run()


def _show_no_release(error: NoReleaseError, *, texts: Texts) -> None:
    programme = error.folder.name
    st.title(texts("frame.no_release_title"), anchor=False)
    st.markdown(texts("frame.no_release", folder=error.folder))
    st.markdown(texts("frame.no_release_make"))
    st.code(f"python -m etl demo {programme}\npython -m etl build {programme}", language=None)
    st.markdown(texts("frame.no_release_own"))


main()
