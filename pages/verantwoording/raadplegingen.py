"""Raadplegingen: who looked at what and took which files along; for the steward."""

from ui.audit.screen import show_consultations
from ui.frame import open_page

show_consultations(open_page("audit", whole=True, filters=False))
