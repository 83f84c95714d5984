"""Attendance over time and by kind of session, and how many sessions and hours leaders followed."""

from ui.frame import open_page
from ui.outcomes import Section, set_scene, show_sections
from ui.present.attendance import present_calendar
from ui.present.session_bars import present_dose, present_kinds, present_sessions
from ui.present.yardsticks import present_yardsticks

page = open_page("attendance")
scene = set_scene(page, level="participation", kinds=("attendance",))
show_sections(
    page,
    scene,
    Section("months", present_calendar(scene)),
    Section("kinds", present_kinds(scene)),
    Section("amounts", [*present_sessions(scene), *present_dose(scene)]),
    Section("yardsticks", present_yardsticks(scene), whole=True),
)
