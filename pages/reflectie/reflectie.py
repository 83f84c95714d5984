"""Reflectie: joins a live session with a code, and follows it; no login needed."""

from ui.live.taking_part import show_taking_part

show_taking_part()
