"""Every formula of the registry, and one that is broken on purpose: a page for `test_formulas.py`."""

import streamlit as st

from schemas.methods import METHODS
from ui.present.methods import break_lines

for method in METHODS.values():
    st.latex(break_lines(method.formula))
st.latex(r"\frac{a}{\nosuchcommand")
