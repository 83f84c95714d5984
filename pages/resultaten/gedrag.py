"""Kirkpatrick level 3: what leaders do differently, at each moment and in the same people."""

from ui.frame import open_page
from ui.outcomes import Section, set_scene, show_sections
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
show_sections(
    page,
    scene,
    Section("practice", practice, (choose_wave,)),
    Section(
        "items",
        present_items(scene, wave=wave, scale=scale, room="behaviour"),
        (choose_wave, choose_scale),
    ),
    Section("change", present_changes(scene, room="behaviour", retrospective=False)),
    Section("then", present_changes(scene, room="behaviour", retrospective=True)),
    Section("trend", present_trends(scene, room="behaviour")),
)
