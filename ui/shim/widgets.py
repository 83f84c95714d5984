"""Mounts the packaged component that translates built-in labels in the browser."""

from functools import cache
from importlib.util import find_spec
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from texts import LANGUAGES, Texts, texts_in
from texts.catalogue import Language

_PACKAGE = "kompas_shim"
_PREFIX = "shim."


def translate_widgets(texts: Texts) -> None:
    """Translate what Streamlit itself writes on the page, and set the page's language.

    Does nothing where the component's folder is not on the path: under `streamlit run` and in
    tests without a browser the built-in labels stay English.
    """
    if find_spec(_PACKAGE) is None:
        return
    _component()(data=_describe(texts.language), key="shim", height=0)


def pair_wordings(texts: Texts) -> list[tuple[str, str]]:
    """Each built-in text as it can stand on the page, with its wording in the language of `texts`."""
    others = [texts_in(language) for language in LANGUAGES if language != texts.language]
    keys = sorted(key for key in texts.messages if key.startswith(_PREFIX))
    return [(other.messages[key][0], texts.messages[key][0]) for other in others for key in keys]


@cache
def _describe(language: Language) -> dict[str, Any]:
    return {"language": language, "pairs": pair_wordings(texts_in(language))}


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("kompas-shim.shim", js="shim.js", isolate_styles=False)
