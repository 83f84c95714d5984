"""Samenhang."""

from ui.frame import open_page

page = open_page("drivers", whole=True)
