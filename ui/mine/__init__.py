"""Mijn traject: an organiser's own trajectory beside the whole, what changed, and its notes."""
