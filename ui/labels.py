"""What the programme calls its trajectories, categories and cells, in the reader's language."""

from typing import Literal

from schemas.programme import Dimension, Programme, Trajectory
from schemas.release import JOIN
from texts import Texts
from ui.cells import PARTNERSHIP, Cell
from ui.viewer import Viewer

DimensionName = Literal["level", "region", "net", "role"]
_DIVIDED: tuple[DimensionName, ...] = ("level", "region")


def label_trajectory(*, programme: Programme, trajectory_id: str, texts: Texts) -> str:
    """`Traject 3 · Schoolmakers`: the number keeps two trajectories of one organiser apart."""
    trajectory = find_trajectory(programme=programme, trajectory_id=trajectory_id)
    if trajectory is None:
        return trajectory_id
    unit = programme.units.trajectory.one.in_language(texts.language)
    organiser = name_organiser(programme=programme, trajectory=trajectory)
    return f"{start_upper(unit)} {trajectory.number} · {organiser}"


def label_role(viewer: Viewer, *, programme: Programme, texts: Texts) -> str:
    """`Organisator van Traject 3 · Schoolmakers`."""
    own = [label_trajectory(programme=programme, trajectory_id=t, texts=texts) for t in viewer.trajectories]
    return texts(f"access.role_{viewer.role}", trajectories=", ".join(own))


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


def label_pool(*, programme: Programme, dimension: DimensionName, pool: str, texts: Texts) -> str:
    """`Gewoon basis + buitengewoon basis samen`: categories that are shown together."""
    found = [(c, find_dimension(programme=programme, name=dimension).find(c)) for c in pool.split(JOIN)]
    names = [c.label.in_language(texts.language) if c else category for category, c in found]
    return texts("frame.pool", names=start_upper(f" {JOIN} ".join(names)))


def label_partnership(*, programme: Programme, cell: Cell, texts: Texts) -> str:
    """The name of a partnership; `2 samenwerkingsverbanden samen (A + B)` of those shown together."""
    if not cell.pooled:
        return cell.label or cell.partnership_id or ""
    partnerships = programme.units.partnership.many.in_language(texts.language)
    number = texts.number(len(cell.pooled))
    if cell.label is None:
        return texts("frame.pool_unnamed", n=number, partnerships=partnerships)
    return texts("frame.pool_named", n=number, partnerships=partnerships, names=cell.label)


def label_part(*, programme: Programme, dimension: DimensionName, value: str, texts: Texts) -> str:
    """What a category is called, or a pool of them."""
    if JOIN in value:
        return label_pool(programme=programme, dimension=dimension, pool=value, texts=texts)
    return label_category(programme=programme, dimension=dimension, category=value, texts=texts)


def start_upper(text: str) -> str:
    """`text` with a capital at its start; the rest stays as it is ("GO!", "PI")."""
    return text[:1].upper() + text[1:]


def label_cell(*, programme: Programme, cell: Cell, texts: Texts) -> str:
    """`Traject 3 · Schoolmakers, Gewoon basis`; for the total, everybody in the programme."""
    parts = cell.parts
    names = [
        cell.trajectory_id
        and label_trajectory(programme=programme, trajectory_id=cell.trajectory_id, texts=texts),
        *(
            label_part(programme=programme, dimension=dimension, value=parts[dimension], texts=texts)
            for dimension in _DIVIDED
            if dimension in parts
        ),
        PARTNERSHIP in parts and label_partnership(programme=programme, cell=cell, texts=texts),
    ]
    return ", ".join(name for name in names if name) or texts("frame.whole_programme")
