"""Draws a figure's description as a vector picture, without a browser: the same marks at the same places."""
