"""Which pages there are, in which order, at which address, and for whom."""

from collections.abc import Mapping
from types import MappingProxyType

from schemas.access import ROLES, Role

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "overview": "pages/programma/overzicht.py",
        "mine": "pages/programma/mijn-traject.py",
        "reach": "pages/programma/bereik.py",
        "attendance": "pages/programma/aanwezigheid.py",
        "response": "pages/programma/respons.py",
        "design": "pages/programma/ontwerpkenmerken.py",
        "reaction": "pages/resultaten/reactie.py",
        "learning": "pages/resultaten/leren.py",
        "behaviour": "pages/resultaten/gedrag.py",
        "differences": "pages/resultaten/verschillen.py",
        "drivers": "pages/resultaten/samenhang.py",
        "reflect": "pages/reflectie/reflectiegroepen.py",
        "delivery": "pages/beheer/aanleveren.py",
        "quality": "pages/verantwoording/gegevenskwaliteit.py",
        "about": "pages/verantwoording/over-deze-cijfers.py",
        "views": "pages/programma/weergaven.py",
        "audit": "pages/verantwoording/raadplegingen.py",
        "access": "pages/beheer/toegang.py",
        "live": "pages/reflectie/reflectie.py",
        "beamer": "pages/reflectie/beamer.py",
    }
)
FIRST = "overview"
# A page that is not named here is for everybody.
ONLY_FOR: Mapping[str, tuple[Role, ...]] = MappingProxyType(
    {
        "mine": ("organiser",),
        "design": ("ministry", "organiser", "steward"),
        "quality": ("ministry", "organiser", "steward"),
        "reflect": ("ministry", "organiser", "steward"),
        "beamer": ("ministry", "organiser", "steward"),
        "delivery": ("organiser", "steward"),
        "access": ("steward",),
        "audit": ("steward",),
    }
)
GUESTS = "live"
"""The page for who has the code of a session, whether they have a login or not."""
BARE = frozenset({GUESTS, "beamer"})
"""Pages without the menu, and not in it: for a phone in the hand and a screen on the wall."""


def may_open(name: str, *, role: Role) -> bool:
    """Whether the page `name` is for viewers with this role."""
    return role in ONLY_FOR.get(name, ROLES)


def name_address(name: str) -> str:
    """The address of the page `name`, relative to any other page: `over-deze-cijfers`."""
    return "./" if name == FIRST else name_path(name)


def name_path(name: str) -> str:
    """The last part of the page's own address, also of the first one."""
    return PAGES[name].rsplit("/", 1)[-1].removesuffix(".py")
