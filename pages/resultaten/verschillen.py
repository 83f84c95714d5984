"""Verschillen."""

from ui.frame import open_page

page = open_page("differences", whole=True)
