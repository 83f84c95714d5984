"""The dashboard: page set-up, release, menu, page. `streamlit run dashboard.py` works."""

from pathlib import Path

import streamlit as st

from texts import Texts, texts_in
from ui.address import read_language
from ui.dress import wear_style
from ui.navigation import open_navigation
from ui.release import NoReleaseError
from ui.state import restore_query
from ui.store import open_store

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
        open_store()
    except NoReleaseError as error:
        _show_no_release(error, texts=texts)
    else:
        open_navigation(texts).run()


def _show_no_release(error: NoReleaseError, *, texts: Texts) -> None:
    programme = error.folder.name
    st.title(texts("frame.no_release_title"), anchor=False)
    st.markdown(texts("frame.no_release", folder=error.folder))
    st.markdown(texts("frame.no_release_make"))
    st.code(f"python -m etl demo {programme}\npython -m etl build {programme}", language=None)
    st.markdown(texts("frame.no_release_own"))


main()
