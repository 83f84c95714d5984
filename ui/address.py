"""The state that a web address carries: `?traject=pi-3&niveau=basis-gewoon&regio=limburg&taal=en`.

Within a trajectory `&verband=swv-12` is one partnership. Groups that are shown together are joined by a
plus, `niveau=a%2Bb`; a plus that was typed as such is read too.

A page with choices of its own adds them (`&deel=items&moment=end&schaal=satisfaction`); these go with
that page only.

Pure reading and writing; `ui.state` keeps it in step with the session.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from schemas.programme import Programme
from schemas.release import JOIN, cell_id
from texts.catalogue import LANGUAGES, Language

FilterName = Literal["trajectory", "level", "region", "partnership"]
PARAMETERS: dict[FilterName, str] = {
    "trajectory": "traject",
    "level": "niveau",
    "region": "regio",
    "partnership": "verband",
}
LANGUAGE, ROLE = "taal", "rol"
OURS = (*PARAMETERS.values(), LANGUAGE, ROLE)
PART, MOMENT, SCALE, MEASURE, FILES = "deel", "moment", "schaal", "maat", "bestand"
DAY, SEEN_BY, PAGE = "dag", "door", "pagina"
DELIVERY = "levering"
SESSION, CODE, CARD, COLLECT, REFUSED = "sessie", "code", "kaart", "verzamel", "fout"
RELEASE, SAVE = "uitgave", "bewaar"
OF_A_PAGE = (
    *(PART, MOMENT, SCALE, MEASURE, FILES, DAY, SEEN_BY, PAGE),
    *(SESSION, CODE, CARD, COLLECT, REFUSED),
    *(RELEASE, SAVE, DELIVERY),
)
"""What is chosen within one page: part, moment, scale, the measure that is explained, the figure whose
downloads are open; day, role and page of the consultations that are listed; and of live sessions which one,
the code to join it, the card looked at, the figure that goes into one, and why somebody was refused; and the
release that is looked at, with that page only: whoever goes on comes back to the one in service; and whether
this view is about to be saved; and the delivery that is looked at."""

_OURS_TO_WRITE = re.compile(r"[\w.,:|=+-]{1,120}")


@dataclass(frozen=True)
class Selection:
    """One choice, or none, for each filter."""

    trajectory: str | None = None
    level: str | None = None
    region: str | None = None
    partnership: str | None = None

    @property
    def cell_id(self) -> str:
        """The id of the cell that this selection shows."""
        return cell_id(
            trajectory=self.trajectory, level=self.level, region=self.region, partnership=self.partnership
        )


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
    query: Mapping[str, str],
    *,
    programme: Programme,
    cells: Container[str] = (),
    trajectories: tuple[str, ...] | None = None,
) -> Address:
    """The selection in the address. A value that the programme does not know, or that is not one of the
    `trajectories` that may be chosen, is left out and told.

    Pools and partnerships are known by the ids of `cells`, beside what else is chosen.
    """
    selection, left, refused = Selection(), [], []
    known, offered = list_choices(programme), list_choices(programme, trajectories=trajectories)
    for name, parameter in PARAMETERS.items():
        value = query.get(parameter)
        if value in offered.get(name, ()):
            selection = replace(selection, **{name: value})
        elif value in known.get(name, ()):
            refused.append(parameter)
        elif value:
            left.append(name)
    unknown = []
    for name in left:
        found = _find_value(selection, name, query[PARAMETERS[name]], cells=cells)
        selection = selection if found is None else replace(selection, **{name: found})
        if found is None:
            unknown.append(PARAMETERS[name])
    return Address(selection=selection, unknown=tuple(unknown), refused=tuple(refused))


def _find_value(selection: Selection, name: FilterName, given: str, *, cells: Container[str]) -> str | None:
    """The pool or partnership that `given` means beside `selection`; None if there is no such cell.

    A plus in an address arrives as a space, and the order of what is pooled means nothing.
    """
    value = given.replace(" ", JOIN)
    ways = (value, JOIN.join(sorted(value.split(JOIN))))
    return next((way for way in ways if replace(selection, **{name: way}).cell_id in cells), None)


def write_query(*, selection: Selection, language: Language) -> dict[str, str]:
    """The query of an address; the language is always in it, so that an empty query means "not set"."""
    values = {PARAMETERS[name]: getattr(selection, name) for name in PARAMETERS}
    chosen = {parameter: value for parameter, value in values.items() if value}
    return {**chosen, LANGUAGE: language}


def settle_query(
    query: Mapping[str, str], *, selection: Selection, language: Language, role: str | None = None
) -> dict[str, str]:
    """The query for the links of a page: what is chosen, without anything that no link of ours can hold.

    What is chosen within a page is checked where it is used; here it only has to look like an id. `role` is
    what the viewer looks as, where that was chosen.
    """
    within = {name: query[name] for name in OF_A_PAGE if _OURS_TO_WRITE.fullmatch(query.get(name, ""))}
    looking = {} if role is None else {ROLE: role}
    return {**write_query(selection=selection, language=language), **looking, **within}


def write_address(query: Mapping[str, str], **changes: str | None) -> str:
    """The address of the same page with these parameters changed, or left out: `?traject=pi-3&deel=items`."""
    changed = {**query, **changes}
    return f"?{urlencode({name: value for name, value in changed.items() if value is not None})}"
