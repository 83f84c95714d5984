"""Kirkpatrick level 1: what leaders think of it, by scale and question, and whether they recommend it."""

from ui.frame import open_page
from ui.outcomes import set_scene, show_section
from ui.present.choices import present_choices
from ui.present.items import present_items
from ui.present.means import present_means
from ui.present.recommendation import present_recommendation
from ui.view_choices import choose_scale, choose_wave, read_scale, read_wave

page = open_page("reaction")
scene = set_scene(page, level="reaction")
wave = read_wave(scene)
scale = read_scale(scene, wave=wave)
opinion = [*present_means(scene, wave=wave, room="reaction"), *present_choices(scene, wave=wave)]
items = present_items(scene, wave=wave, scale=scale, room="reaction")
show_section(page, scene, "opinion", opinion, choice=choose_wave)
show_section(page, scene, "items", items, choice=choose_scale)
show_section(page, scene, "recommendation", present_recommendation(scene))
