"""Ontwerpkenmerken."""

from ui.frame import open_page

page = open_page("design", whole=True)
