"""The measure to compare with: a page that does nothing but choose."""

import streamlit as st

st.title("Leeg")
st.selectbox("Traject", range(10), key="choice")
