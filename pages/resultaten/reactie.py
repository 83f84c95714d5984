"""Kirkpatrick level 1: what leaders think of it, by scale and question, and whether they recommend it."""

from ui.frame import open_page
from ui.outcomes import Section, set_scene, show_sections
from ui.present.changes import present_changes
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
show_sections(
    page,
    scene,
    Section("opinion", opinion, (choose_wave,)),
    Section(
        "items",
        present_items(scene, wave=wave, scale=scale, room="reaction"),
        (choose_wave, choose_scale),
    ),
    Section("change", present_changes(scene, room="reaction", retrospective=False)),
    Section("recommendation", present_recommendation(scene)),
)
