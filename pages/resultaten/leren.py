"""Kirkpatrick level 2: change on the same people, apart from the look back and from perceived learning."""

from ui.frame import open_page
from ui.outcomes import Section, set_scene, show_sections
from ui.present.changes import present_changes
from ui.present.choices import present_choices
from ui.present.follow_up import keep_changes, precede_by, present_stayed
from ui.present.items import present_items
from ui.present.means import present_means, present_perceived, present_trends
from ui.view_choices import choose_scale, choose_wave, read_scale, read_wave

page = open_page("learning")
scene = set_scene(page, level="learning")
wave = read_wave(scene)
scale = read_scale(scene, wave=wave)
changes = present_changes(scene, room="learning", retrospective=False)
later = keep_changes(scene, changes, follow_up=True)
means = present_means(scene, wave=wave, room="learning", perceived=False)
show_sections(
    page,
    scene,
    Section("change", keep_changes(scene, changes, follow_up=False)),
    Section("followup", precede_by(present_stayed(page), later)),
    Section("then", present_changes(scene, room="learning", retrospective=True)),
    Section("perceived", present_perceived(scene, room="learning")),
    Section("trend", present_trends(scene, room="learning")),
    Section("standing", [*means, *present_choices(scene, wave=wave)], (choose_wave,)),
    Section(
        "items",
        present_items(scene, wave=wave, scale=scale, room="learning"),
        (choose_wave, choose_scale),
    ),
)
