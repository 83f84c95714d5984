"""Kirkpatrick level 3: what leaders do differently, at each moment and in the same people."""

from ui.frame import open_page
from ui.outcomes import Section, set_scene, show_sections
from ui.present.actions import present_actions
from ui.present.changes import present_changes
from ui.present.follow_up import keep_changes, precede_by, present_stayed
from ui.present.items import present_items
from ui.present.means import present_means, present_trends
from ui.present.themes import present_other_choices, present_themes
from ui.view_choices import choose_scale, choose_wave, read_scale, read_wave

page = open_page("behaviour")
scene = set_scene(page, level="behaviour")
wave = read_wave(scene)
scale = read_scale(scene, wave=wave)
stayed = present_stayed(page, wave=wave)
others = present_other_choices(scene, wave=wave)
means = present_means(scene, wave=wave, room="behaviour")
changes = present_changes(scene, room="behaviour", retrospective=False)
show_sections(
    page,
    scene,
    Section("practice", precede_by(stayed, others), (choose_wave,)),
    Section("standing", precede_by(stayed, means), (choose_wave,)),
    Section("themes", present_themes(scene, wave=wave), (choose_wave,)),
    Section("actions", present_actions(scene)),
    Section("change", keep_changes(scene, changes, follow_up=False)),
    Section("followup", [*present_stayed(page), *keep_changes(scene, changes, follow_up=True)]),
    Section("then", present_changes(scene, room="behaviour", retrospective=True)),
    Section("trend", present_trends(scene, room="behaviour")),
    Section(
        "items",
        present_items(scene, wave=wave, scale=scale, room="behaviour"),
        (choose_wave, choose_scale),
    ),
)
