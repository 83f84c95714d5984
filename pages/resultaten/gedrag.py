"""Kirkpatrick level 3: what leaders do differently, at the end and at the follow-up."""

from ui.frame import open_page
from ui.outcomes import choose_scale, choose_wave, set_scene, show_outcomes
from ui.present.changes import present_changes
from ui.present.choices import present_choices
from ui.present.items import present_items
from ui.present.means import present_means, present_trends

page = open_page("behaviour")
scene = set_scene(page, level="behaviour")
wave = choose_wave(page, scene)
show_outcomes(page, present_choices(scene, wave=wave))
show_outcomes(page, present_means(scene, wave=wave, room="behaviour"))
scale = choose_scale(page, scene, wave=wave)
if scale is not None:
    show_outcomes(page, present_items(scene, wave=wave, scale=scale, room="behaviour"))
show_outcomes(page, present_changes(scene, room="behaviour", retrospective=False))
show_outcomes(page, present_changes(scene, room="behaviour", retrospective=True))
show_outcomes(page, present_trends(scene, room="behaviour"))
