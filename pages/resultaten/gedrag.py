"""Kirkpatrick level 3: what leaders do differently, at each moment and in the same people."""

from ui.frame import open_page
from ui.outcomes import set_scene, show_section
from ui.present.changes import present_changes
from ui.present.choices import present_choices
from ui.present.items import present_items
from ui.present.means import present_means, present_trends
from ui.view_choices import choose_scale, choose_wave, read_scale, read_wave

page = open_page("behaviour")
scene = set_scene(page, level="behaviour")
wave = read_wave(scene)
scale = read_scale(scene, wave=wave)
practice = [*present_choices(scene, wave=wave), *present_means(scene, wave=wave, room="behaviour")]
items = present_items(scene, wave=wave, scale=scale, room="behaviour")
show_section(page, scene, "practice", practice, choice=choose_wave)
show_section(page, scene, "items", items, choice=choose_scale)
show_section(page, scene, "change", present_changes(scene, room="behaviour", retrospective=False))
show_section(page, scene, "then", present_changes(scene, room="behaviour", retrospective=True))
show_section(page, scene, "trend", present_trends(scene, room="behaviour"))
