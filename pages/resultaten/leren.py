"""Kirkpatrick level 2: change on the same people, apart from the look back and from perceived learning."""

from ui.frame import open_page
from ui.outcomes import choose_scale, choose_wave, set_scene, show_outcomes
from ui.present.changes import present_changes
from ui.present.choices import present_choices
from ui.present.items import present_items
from ui.present.means import present_means, present_perceived, present_trends

page = open_page("learning")
scene = set_scene(page, level="learning")
show_outcomes(page, present_changes(scene, room="learning", retrospective=False))
show_outcomes(page, present_changes(scene, room="learning", retrospective=True))
show_outcomes(page, present_perceived(scene, room="learning"))
show_outcomes(page, present_trends(scene, room="learning"))
wave = choose_wave(page, scene)
show_outcomes(page, present_means(scene, wave=wave, room="learning", perceived=False))
scale = choose_scale(page, scene, wave=wave)
if scale is not None:
    show_outcomes(page, present_items(scene, wave=wave, scale=scale, room="learning"))
show_outcomes(page, present_choices(scene, wave=wave))
