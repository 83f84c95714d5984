"""A figure whose description is made once: Streamlit asks for it at every run."""

from typing import Any

import plotly.graph_objects as go


class Drawn(go.Figure):
    """A finished figure. It must not change any more."""

    def __init__(self, figure: go.Figure) -> None:
        super().__init__(figure)
        object.__setattr__(self, "_described", figure.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """The description that was made at the start; whoever gets it reads it only."""
        described: dict[str, Any] = self.__dict__["_described"]
        return described
