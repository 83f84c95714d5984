"""Bewaarde weergaven: one's own saved views, to open, share, rename or erase."""

from ui.frame import open_page
from ui.views.listing import show_views

show_views(open_page("views", whole=True, filters=False))
