"""Attendance over time and by kind of session, and how many sessions and hours leaders followed."""

from ui.frame import open_page
from ui.outcomes import set_scene, show_outcomes, show_table
from ui.present.attendance import present_calendar
from ui.present.session_bars import present_dose, present_kinds, present_sessions
from ui.present.yardsticks import list_yardsticks

page = open_page("attendance")
scene = set_scene(page, level="participation", kinds=("attendance",))
amounts = [*present_sessions(scene), *present_dose(scene)]
show_outcomes(page, scene, [*present_calendar(scene), *present_kinds(scene), *amounts])
yardsticks = list_yardsticks(scene)
if not yardsticks.is_empty():
    show_table(page, yardsticks, heading=page.texts("attendance.yardsticks_question"))
