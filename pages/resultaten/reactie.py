"""Kirkpatrick level 1: what leaders think of it, by scale and question, and whether they recommend it."""

from ui.frame import open_page
from ui.outcomes import choose_scale, choose_wave, set_scene, show_outcomes
from ui.present.choices import present_choices
from ui.present.items import present_items
from ui.present.means import present_means
from ui.present.recommendation import present_recommendation

page = open_page("reaction")
scene = set_scene(page, level="reaction")
wave = choose_wave(page, scene)
show_outcomes(page, present_means(scene, wave=wave, room="reaction"))
scale = choose_scale(page, scene, wave=wave)
if scale is not None:
    show_outcomes(page, present_items(scene, wave=wave, scale=scale, room="reaction"))
show_outcomes(page, [*present_choices(scene, wave=wave), *present_recommendation(scene)])
