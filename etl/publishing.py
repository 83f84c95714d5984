"""From the warehouse to the statements that may be told: who counts where, measured, and protected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from etl.circulation import Ledger, empty_ledger
from etl.configure import Configuration
from etl.disclosure.judge import Judged
from etl.disclosure.membership import list_cells
from etl.disclosure.offers import Offers, make_offers
from etl.disclosure.policy import Policy
from etl.disclosure.protect import Known, list_told, protect
from etl.groups import list_groups
from etl.indicators import list_indicators
from etl.lattice import build_lattice
from etl.measures.answers import AnswerBook
from etl.measures.measured import Measured
from etl.measures.present import list_present
from etl.measures.statements import make_statements
from etl.moments import list_asked_items
from etl.respondents import NOBODY, find_respondents
from etl.timing import Calendar, hold_respondents, make_calendar


@dataclass(frozen=True)
class Past:
    """What a build knows of what went before. `ledger`: what was told; `judged`: units judged before.

    `today`: decides which waves are open.
    """

    ledger: Ledger
    judged: Mapping[str, Judged]
    today: date


def begin_past(tables: dict[str, pl.DataFrame], *, today: date) -> Past:
    """The past of a programme of which nothing was told yet."""
    names = tables["leaders"]["leader_id"].sort()
    return Past(ledger=empty_ledger("", leaders=names), judged={}, today=today)


@dataclass(frozen=True)
class Published:
    """What may be told. `measured`: what it was measured on. `past`: what the next build must know once it is
    told.

    `statements`: `schemas.release.Statements`. `log`: which cells were offered of what, and what came of it:
    for the steward.
    """

    measured: Measured
    statements: pl.DataFrame
    past: Past
    log: pl.DataFrame


def publish_statements(
    tables: dict[str, pl.DataFrame],
    *,
    configuration: Configuration,
    policy: Policy,
    past: Past,
    report: Callable[[str, float], None],
) -> Published:
    """Every statement that may be told of the warehouse's `tables`, after what was told before.

    Raises:
        CirculatingError: if what earlier releases told already singles out a group.
        UnsolvedError: if it could not be proved that nobody is told apart.
    """
    prepared = prepare_measures(tables, configuration=configuration, policy=policy, past=past)
    measured, cells = prepared.measured, list_cells(prepared.measured.lattice)
    protected = protect(
        make_statements(measured, report=report),
        measured=measured,
        offers=prepared.offers,
        cells=cells,
        policy=policy,
        known=prepared.list_known(past),
        report=report,
    )
    calendar = prepared.calendar
    told = list_told(
        protected,
        measured=measured,
        cells=cells,
        stamp=calendar.stamp,
        open_moments=calendar.list_open(),
    )
    chosen = prepared.offers.log.select(pl.lit(None).alias("indicator_id"), *protected.log.columns[1:])
    return Published(
        measured=measured,
        statements=protected.statements,
        past=replace(past, ledger=past.ledger.add(told), judged=protected.judged),
        log=pl.concat([chosen.cast(pl.Schema({"indicator_id": pl.String})), protected.log]),
    )


@dataclass(frozen=True)
class Prepared:
    """What is known before anything is measured: who counts where, and which cells are offered."""

    measured: Measured
    offers: Offers
    calendar: Calendar

    def list_known(self, past: Past) -> Known:
        """What earlier builds left for the disclosure step."""
        stamp = self.calendar.stamp
        groups = self.measured.respondents.groups
        told = {
            place: past.ledger.list_told(group, stamp=stamp)
            for place, group in enumerate(groups)
            if not group.is_roster
        }
        return Known(
            judged=past.judged,
            circulating={place: cells for place, cells in told.items() if cells},
            stated={place: past.ledger.list_stated(groups[place], stamp=stamp) for place in told},
            open_moments=self.calendar.list_open(),
        )


def prepare_measures(
    tables: dict[str, pl.DataFrame], *, configuration: Configuration, policy: Policy, past: Past
) -> Prepared:
    """Who counts in what, on which cells: all that follows from membership and the past alone."""
    lattice = build_lattice(leaders=tables["leaders"], partnerships=tables["partnerships"])
    book = AnswerBook(
        responses=tables["responses"],
        leaders=lattice.leaders,
        items=list_asked_items(configuration),
        indicators=list_indicators(configuration),
    )
    whole = Measured(
        tables=tables,
        lattice=lattice,
        book=book,
        programme=configuration.programme,
        scales_only=policy.scales_only,
        knows_everybody=configuration.knows_everybody,
        respondents=NOBODY,
    )
    calendar = make_calendar(whole.programme, sessions=tables["sessions"], today=past.today)
    groups = list_groups(whole.indicators, programme=whole.programme)
    found = find_respondents(groups, present=list_present(whole), leaders=lattice.leaders["leader"])
    respondents = hold_respondents(found, calendar=calendar, ledger=past.ledger, k=policy.k)
    offers = make_offers(respondents, lattice=lattice, policy=policy, is_open=calendar.is_open)
    measured = replace(whole, lattice=lattice.add_pools(offers.pools), respondents=respondents)
    return Prepared(measured=measured, offers=offers, calendar=calendar)
