"""The state that a web address carries: `?traject=pi-3&niveau=basis-gewoon&regio=limburg&taal=en`.

A page with choices of its own adds them (`&deel=items&moment=end&schaal=satisfaction`); these go with
that page only.

Pure reading and writing; `ui.state` keeps it in step with the session.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from schemas.programme import Programme
from schemas.release import cell_id
from texts.catalogue import LANGUAGES, Language

FilterName = Literal["trajectory", "level", "region"]
PARAMETERS: dict[FilterName, str] = {"trajectory": "traject", "level": "niveau", "region": "regio"}
LANGUAGE, ROLE = "taal", "rol"
OURS = (*PARAMETERS.values(), LANGUAGE, ROLE)
PART, MOMENT, SCALE, MEASURE, FILES = "deel", "moment", "schaal", "maat", "bestand"
DAY, SEEN_BY, PAGE = "dag", "door", "pagina"
OF_A_PAGE = (PART, MOMENT, SCALE, MEASURE, FILES, DAY, SEEN_BY, PAGE)
"""What is chosen within one page: part, moment, scale, the measure that is explained, the figure whose
downloads are open; and day, role and page of the consultations that are listed."""


@dataclass(frozen=True)
class Selection:
    """One choice, or none, for each filter."""

    trajectory: str | None = None
    level: str | None = None
    region: str | None = None

    @property
    def cell_id(self) -> str:
        """The id of the cell that this selection shows."""
        return cell_id(trajectory=self.trajectory, level=self.level, region=self.region)


@dataclass(frozen=True)
class Address:
    """A selection, and the filters whose value in the address the programme does not know, or this viewer
    may not choose.

    Only the filter's name is kept: a value out of an address is never shown, since anybody can write
    an address for somebody else.
    """

    selection: Selection
    unknown: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def read_language(query: Mapping[str, str]) -> Language:
    """The language in the address; Dutch unless it is one that we have."""
    wanted = query.get(LANGUAGE)
    return next((language for language in LANGUAGES if language == wanted), LANGUAGES[0])


def list_choices(
    programme: Programme, *, trajectories: tuple[str, ...] | None = None
) -> dict[FilterName, tuple[str, ...]]:
    """The ids that each filter offers, in the programme's order; a filter without a choice is left out.

    `trajectories` are those that may be chosen; without it all. One of several is a choice: the whole
    programme is the other.
    """
    choices: dict[FilterName, tuple[str, ...]] = {
        "trajectory": tuple(t.id for t in programme.trajectories),
        "level": tuple(c.id for c in programme.dimensions.level.categories),
        "region": tuple(c.id for c in programme.dimensions.region.categories),
    }
    several = {name: ids for name, ids in choices.items() if len(ids) > 1}
    if trajectories is not None and "trajectory" in several:
        several["trajectory"] = tuple(i for i in several["trajectory"] if i in trajectories)
    return {name: ids for name, ids in several.items() if ids}


def read_address(
    query: Mapping[str, str], *, programme: Programme, trajectories: tuple[str, ...] | None = None
) -> Address:
    """The selection in the address. A value that the programme does not know, or that is not one of the
    `trajectories` that may be chosen, is left out and told.
    """
    selection, unknown, refused = Selection(), [], []
    known, offered = list_choices(programme), list_choices(programme, trajectories=trajectories)
    for name, parameter in PARAMETERS.items():
        value = query.get(parameter)
        if value in offered.get(name, ()):
            selection = replace(selection, **{name: value})
        elif value in known.get(name, ()):
            refused.append(parameter)
        elif value:
            unknown.append(parameter)
    return Address(selection=selection, unknown=tuple(unknown), refused=tuple(refused))


def write_query(*, selection: Selection, language: Language) -> dict[str, str]:
    """The query of an address; the language is always in it, so that an empty query means "not set"."""
    values = {PARAMETERS[name]: getattr(selection, name) for name in PARAMETERS}
    chosen = {parameter: value for parameter, value in values.items() if value}
    return {**chosen, LANGUAGE: language}
