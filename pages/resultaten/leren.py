"""Kirkpatrick level 2: change on the same people, apart from the look back and from perceived learning."""

from ui.frame import open_page
from ui.outcomes import set_scene, show_section
from ui.present.changes import present_changes
from ui.present.choices import present_choices
from ui.present.items import present_items
from ui.present.means import present_means, present_perceived, present_trends
from ui.view_choices import choose_scale, choose_wave, read_scale, read_wave

page = open_page("learning")
scene = set_scene(page, level="learning")
wave = read_wave(scene)
scale = read_scale(scene, wave=wave)
means = present_means(scene, wave=wave, room="learning", perceived=False)
show_section(page, scene, "change", present_changes(scene, room="learning", retrospective=False))
show_section(page, scene, "then", present_changes(scene, room="learning", retrospective=True))
show_section(page, scene, "perceived", present_perceived(scene, room="learning"))
show_section(page, scene, "trend", present_trends(scene, room="learning"))
standing = [*means, *present_choices(scene, wave=wave)]
show_section(page, scene, "standing", standing, choice=choose_wave)
items = present_items(scene, wave=wave, scale=scale, room="learning")
show_section(page, scene, "items", items, choice=choose_scale)
