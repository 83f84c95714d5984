"""Over deze cijfers: method, privacy, caution, every measure, glossary, codebook, downloads, release."""

from ui.about_parts import PARTS
from ui.frame import open_page
from ui.view_choices import ALL_PARTS, choose_part

page = open_page("about")
chosen = choose_part(page, names=list(PARTS), room="about")
for name, show_part in PARTS.items():
    if chosen in (name, ALL_PARTS):
        show_part(page)
