"""Reflectiegroepen: prepares a live session on these figures, leads it, and keeps what came out."""

from ui.frame import open_page
from ui.live.sessions import show_sessions

show_sessions(open_page("reflect", whole=True, filters=False))
