"""A page with one choice and one chart, as light as a page with a chart can be."""

import plotly.graph_objects as go
import streamlit as st

st.title("Een")
chosen = st.selectbox("Traject", range(10), key="filter-trajectory")
figure = go.Figure(go.Bar(x=[1, 2, 3, 4, 5], y=[chosen + n for n in range(5)]))
st.plotly_chart(figure, theme=None, key="chart", config={"displayModeBar": False})
