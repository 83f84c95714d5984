"""Beamer: what the room sees of a live session, big and without a menu."""

from ui.live.beamer import show_beamer

show_beamer()
