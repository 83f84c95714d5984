"""Aanleveren: hands in exports, tells what the checks found, and decides what goes into service."""

from ui.delivery.screen import show_deliveries
from ui.frame import open_page

show_deliveries(open_page("delivery", whole=True, filters=False))
