"""What a reader sees when something of ours fails: a sentence and a number, never a stack trace."""

import logging
from secrets import token_hex

import streamlit as st

from texts import texts_in
from ui.address import read_language

_log = logging.getLogger("kompas")


def show_failure(error: BaseException) -> str:
    """Draws the sentence with a reference number, logs the error under it and returns the number."""
    reference = token_hex(4).upper()
    _log.error("Fout %s", reference, exc_info=error)
    texts = texts_in(read_language(st.query_params))
    st.error(texts("frame.failure", reference=reference))
    return reference
