"""What the programme calls its trajectories, categories and cells, in the reader's language."""

from typing import Literal

from schemas.programme import Dimension, Programme, Trajectory
from texts import Texts
from ui.cells import Cell

DimensionName = Literal["level", "region", "net", "role"]


def label_trajectory(*, programme: Programme, trajectory_id: str, texts: Texts) -> str:
    """`Traject 3 · Schoolmakers`: the number keeps two trajectories of one organiser apart."""
    trajectory = find_trajectory(programme=programme, trajectory_id=trajectory_id)
    if trajectory is None:
        return trajectory_id
    unit = programme.units.trajectory.one.in_language(texts.language)
    organiser = name_organiser(programme=programme, trajectory=trajectory)
    return f"{start_upper(unit)} {trajectory.number} · {organiser}"


def find_trajectory(*, programme: Programme, trajectory_id: str) -> Trajectory | None:
    """The trajectory with this id, or None."""
    return next((t for t in programme.trajectories if t.id == trajectory_id), None)


def name_organiser(*, programme: Programme, trajectory: Trajectory) -> str:
    """The name of the organiser of `trajectory`."""
    return next((o.name for o in programme.organisers if o.id == trajectory.organiser), trajectory.organiser)


def find_dimension(*, programme: Programme, name: DimensionName) -> Dimension:
    """The dimension that code calls `name`."""
    dimension: Dimension = getattr(programme.dimensions, name)
    return dimension


def label_category(*, programme: Programme, dimension: DimensionName, category: str, texts: Texts) -> str:
    """The label of a category; its id when the programme does not name it."""
    found = find_dimension(programme=programme, name=dimension).find(category)
    return start_upper(found.label.in_language(texts.language)) if found else category


def start_upper(text: str) -> str:
    """`text` with a capital at its start; the rest stays as it is ("GO!", "PI")."""
    return text[:1].upper() + text[1:]


def label_cell(*, programme: Programme, cell: Cell, texts: Texts) -> str:
    """`Traject 3 · Schoolmakers, Gewoon basis`; for the total, everybody in the programme."""
    names = [
        cell.trajectory_id
        and label_trajectory(programme=programme, trajectory_id=cell.trajectory_id, texts=texts),
        cell.level
        and label_category(programme=programme, dimension="level", category=cell.level, texts=texts),
        cell.region
        and label_category(programme=programme, dimension="region", category=cell.region, texts=texts),
        cell.label,
    ]
    return ", ".join(name for name in names if name) or texts("frame.whole_programme")
