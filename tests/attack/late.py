"""Two releases of one programme, the second after late answers; and the attacker on both together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from etl.configure import Configuration
from etl.contents import Made, make_contents
from etl.disclosure.policy import load_policy
from etl.measures.statements import make_statements
from etl.publishing import Prepared, begin_past, prepare_measures
from tests.attack.attacker import Found, Sight, attack, look
from tests.attack.families import attack_family, list_families
from tests.builders.threshold import protect

TODAY = date(2026, 1, 1)
LATE = 12
"""Of so many leaders one answers the last wave late."""
K = 5
EVERY = 10


@dataclass(frozen=True)
class Release:
    """A release and what it was measured on."""

    made: Made
    prepared: Prepared

    def look(self, statements: pl.DataFrame | None = None) -> list[Sight]:
        """What an attacker sees of it, or of other `statements` about the same people."""
        shown = self.made.tables["statements"] if statements is None else statements
        return look(shown, cells=self.prepared.measured.lattice.to_table(), measured=self.prepared.measured)


@dataclass(frozen=True)
class Attacked:
    """How many groups were found in the first release, in both, and behind a threshold alone."""

    first: int
    both: int
    threshold: int


def release_twice(
    tables: Mapping[str, pl.DataFrame], *, configuration: Configuration, wave: str = "end"
) -> tuple[Release, Release]:
    """A release of `tables` without the answers of those who are late at `wave`, and one with them."""
    late = tables["leaders"]["leader_id"].sort().gather_every(LATE)
    missing = pl.col("leader_id").is_in(late.implode()) & (pl.col("wave") == wave)
    early = {**tables, "responses": tables["responses"].filter(~missing)}
    asked = {"configuration": configuration, "policy": load_policy()}
    past = begin_past(early, today=TODAY)
    releases = []
    for content in (early, dict(tables)):
        made = make_contents(content, **asked, past=past, report=lambda _key, _share: None)
        releases.append(Release(made, prepare_measures(content, **asked, past=past)))
        past = made.past
    return releases[0], releases[1]


def join_sights(first: list[Sight], second: list[Sight]) -> list[Sight]:
    """What is seen by who keeps both releases."""
    known = {(sight.indicator_id, sight.moment): sight for sight in first}
    joined = []
    for sight in second:
        before = known.pop((sight.indicator_id, sight.moment), None)
        joined.append(sight if before is None else _join(before, sight))
    return [*joined, *known.values()]


def find_all(sights: list[Sight], *, most: int, every: int = 1, start: int = 0) -> list[Found]:
    """Everything that the attacker finds; `every` so many sights from `start` on are bounded too."""
    return [
        found
        for place, sight in enumerate(sights)
        for found in attack(sight, k=K, most=most if place % every == start % every else 0)
    ]


def find_in_families(sights: list[Sight], *, release: Release, most: int) -> list[Found]:
    """What the attacker finds of scales and their questions together, of `most` groups of each."""
    families = list_families(sights, measured=release.prepared.measured)
    return [found for family in families for found in attack_family(family, k=K, most=most)]


def attack_releases(first: Release, second: Release, *, seed: int, scale: str) -> Attacked:
    """Attack the first release, both together, and a threshold-only release of one scale.

    Pairs and combinations of all; bounds take a solver minutes, so those of a part, another with each seed.
    Whoever has both releases knows all that the first tells: it is attacked alone where anything is found.
    """
    bounded = {"most": 4, "every": EVERY, "start": seed}
    true = make_statements(first.prepared.measured, report=lambda _key, _share: None)
    bare = protect(true.filter(indicator_id=pl.lit(scale)), policy=load_policy())
    seen = first.look()
    joined = join_sights(seen, second.look())
    both = _count(find_all(joined, **bounded)) + _count(find_in_families(joined, release=second, most=4))
    return Attacked(
        first=_count(find_all(seen, **bounded)) if both else 0,
        both=both,
        threshold=_count(find_all(first.look(bare), most=0)),
    )


def attack_twice(folder: Path, *, seed: int) -> Attacked:
    """Attack the demo of a seed, written and read in `folder`, before and after late answers."""
    from benchmarks.building import find_programme, write_example  # noqa: PLC0415 - only benchmarks need it
    from etl.build import find_secret  # noqa: PLC0415
    from etl.configure import load_programme  # noqa: PLC0415
    from etl.demo import write_demo  # noqa: PLC0415
    from etl.intake import take_in  # noqa: PLC0415

    write_example(folder, leaders=492)
    configuration = load_programme(find_programme(folder))
    write_demo(configuration.folder, seed=seed, leaders=492, report=lambda _key, _share: None)
    intake = take_in(configuration, secret=find_secret(configuration), report=lambda _key, _share: None)
    first, second = release_twice(intake.tables, configuration=configuration)
    scale = first.made.tables["indicators"].filter(kind=pl.lit("scale"))["indicator_id"][0]
    return attack_releases(first, second, seed=seed, scale=str(scale))


def _join(before: Sight, after: Sight) -> Sight:
    shift = before.rows.shape[0]
    moved = tuple(replace(clue, row=clue.row + shift) for clue in after.clues)
    rows = np.concatenate([before.rows, after.rows])
    return replace(after, rows=rows, clues=(*before.clues, *moved))


def _count(found: list[Found]) -> int:
    return len({one.people for one in found})
