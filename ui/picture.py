"""The PNG of a chart, made in the reader's own browser (see docs/decisions.md)."""

from ui.figure import Figure
from ui.page import Page


def offer_picture(page: Page, figure: Figure, *, file_name: str) -> None:
    """Draws the button that saves the chart as a picture with its title, finding and source."""
