"""Respons."""

from ui.frame import open_page

page = open_page("response", whole=True)
