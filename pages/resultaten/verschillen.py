"""Where answers differ: between leaders, partnerships and trajectories; never who stands where."""

from ui.difference_choice import choose_difference
from ui.frame import open_page
from ui.parts import Part, show_parts
from ui.present.differences import name_units
from ui.present.differences_range import present_range
from ui.present.differences_split import present_scales, present_split
from ui.present.differences_trajectories import present_trajectories

page = open_page("differences", whole=True)
chosen = choose_difference(page)
units = name_units(page)
trajectories = present_trajectories(page, chosen=chosen)
show_parts(
    page,
    Part(
        "split",
        page.texts("differences.about_split", **units),
        [present_split(page, chosen=chosen), present_range(page, chosen=chosen)],
    ),
    Part(
        "trajectories",
        page.texts("differences.about_trajectories", **units),
        [] if trajectories is None else [trajectories],
    ),
    Part(
        "scales",
        page.texts("differences.about_scales", **units),
        [present_scales(page, wave=chosen.wave)],
    ),
)
