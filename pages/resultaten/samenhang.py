"""What goes together with an outcome, over the whole programme: never as a cause."""

from ui.frame import open_page
from ui.outcome_choice import choose_outcome
from ui.parts import Part, show_parts
from ui.present.drivers import name_units
from ui.present.drivers_slopes import present_dose, present_slopes
from ui.present.drivers_weights import present_weights

page = open_page("drivers", whole=True)
driver = choose_outcome(page)
units = name_units(page)
show_parts(
    page,
    Part(
        "within",
        page.texts("drivers.about_within", **units),
        present_slopes(page, driver=driver, comparison="within"),
    ),
    Part("weights", page.texts("drivers.about_weights", **units), present_weights(page, driver=driver)),
    Part(
        "between",
        page.texts("drivers.about_between", **units),
        present_slopes(page, driver=driver, comparison="between"),
    ),
    Part(
        "dose",
        page.texts("drivers.about_dose", **units),
        [
            *present_dose(page, driver=driver, comparison="within"),
            *present_dose(page, driver=driver, comparison="between"),
        ],
    ),
)
