"""Every formula of the registry, and one that is broken on purpose: a page for `test_formulas.py`."""

import streamlit as st

from schemas.methods import METHODS
from texts import texts_in
from ui.present.methods import break_lines, name_symbols

for method in METHODS.values():
    st.latex(break_lines(name_symbols(method.formula, texts=texts_in("nl"))))
st.latex(r"\frac{a}{\nosuchcommand")
