"""What the cleaning of one file needs to know about all the others."""

from dataclasses import dataclass, field

from etl.check.ledger import Ledger
from etl.check.ownership import Owners
from schemas.programme import Programme


@dataclass(frozen=True)
class Roster:
    """Who and what the registers know; None where the programme has no such register.

    `partnerships` and `schools`: folded spelling → id. `leaders`: pseudonyms.
    """

    partnerships: dict[str, str] | None = None
    schools: dict[str, str] | None = None
    leaders: frozenset[str] | None = None


@dataclass(frozen=True)
class Desk:
    """The programme, the key for pseudonyms, the ledger of findings and the roster so far.

    `handed`: the files that were handed in through the dashboard. `owners`: what those may speak of.
    """

    programme: Programme
    secret: bytes
    ledger: Ledger = field(default_factory=Ledger)
    roster: Roster = field(default_factory=Roster)
    handed: frozenset[str] = frozenset()
    owners: Owners = field(default_factory=dict)
