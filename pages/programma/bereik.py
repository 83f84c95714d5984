"""Bereik: who takes part and where, how that compares with all schools, and who answered when."""

from ui.counts import write_counts
from ui.division_choice import show_division
from ui.frame import open_page
from ui.no_facts import end_without_facts
from ui.parts import Part, show_parts
from ui.present.coverage import present_coverage, present_map
from ui.present.facts import list_counts, list_divisions
from ui.present.flow import present_flow
from ui.present.reach import present_status

page = open_page("reach")
texts = page.texts
if not list_divisions(page):
    end_without_facts(page)
counts = write_counts(list_counts(page), texts=texts)
show_parts(
    page,
    Part("facts", texts("reach.about_facts"), (present_map(page),), more=counts),
    Part("division", texts("reach.about_division"), show=show_division),
    Part("coverage", texts("reach.about_coverage"), (present_coverage(page),)),
    Part("applications", texts("reach.about_applications"), (present_status(page),)),
    Part("answers", texts("reach.about_answers"), (present_flow(page),)),
)
