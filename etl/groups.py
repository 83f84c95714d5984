"""Groups: on whose answers an indicator is stated at which moments.

Begin, end and change of an indicator are stated on the same people: who answered both. Stated on everybody of
the begin, everybody of the end and the pairs, they would tell of those who answered once. A look back
("toen") is answered at the same sitting, so it joins them. Every other contrast has a group of its own, which
shares answers with the first: it is stated of scales only, and in one-way cells only. Every other moment has
whoever answered then.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from schemas.programme import Contrast, Programme

LINK = "+"


@dataclass(frozen=True)
class Group:
    """Who answered `indicator_id` at all of `moments`, and what is stated on them.

    `waves`: the waves of which a mean or a distribution is stated. `contrasts`: ids of the changes. `narrow`:
    only in cells of one dimension. `is_roster`: everybody on the register, whether they answered or not.
    """

    indicator_id: str
    moments: tuple[str, ...]
    waves: tuple[str, ...]
    contrasts: tuple[str, ...] = ()
    narrow: bool = False
    is_roster: bool = False

    @property
    def name(self) -> str:
        """The moments, joined: groups of the same name differ only in who skipped the indicator."""
        return "roster" if self.is_roster else LINK.join(self.moments)


def list_groups(indicators: pl.DataFrame, *, programme: Programme) -> list[Group]:
    """The groups of every indicator; each of its waves and contrasts is in exactly one of them.

    Args:
        indicators: `schemas.release.Indicators`.
        programme: its first contrast is the main one.
    """
    rows = indicators.select("indicator_id", "kind", "waves").iter_rows()
    return [
        group
        for name, kind, waves in rows
        for group in _list_of_indicator(name, kind=kind, moments=json.loads(waves), programme=programme)
    ]


def list_item_contrasts(programme: Programme) -> list[str]:
    """Ids of the contrasts that are stated of single items: the main one, and looks back."""
    backward = {wave.id for wave in programme.waves if wave.retrospective}
    return [c.id for n, c in enumerate(programme.contrasts) if n == 0 or c.from_wave in backward]


def _list_of_indicator(name: str, *, kind: str, moments: list[str], programme: Programme) -> Iterator[Group]:
    if kind == "response":
        yield Group(name, moments=(), waves=tuple(moments), is_roster=True)
        return
    contrasts = [c for c in programme.contrasts if c.id in moments]
    paired = {c.id for c in contrasts}
    left = [m for m in moments if m not in paired]
    main = _find_main(contrasts, programme=programme)
    if main:
        joined = _join_moments(main, programme=programme)
        yield Group(name, moments=joined, waves=joined, contrasts=tuple(c.id for c in main))
        left = [m for m in left if m not in joined]
    for contrast in contrasts:
        if contrast not in main:
            ends = (contrast.from_wave, contrast.to_wave)
            later = tuple(m for m in left if m == contrast.to_wave)
            yield Group(name, moments=ends, waves=later, contrasts=(contrast.id,), narrow=True)
            left = [m for m in left if m not in later]
    yield from (Group(name, moments=(moment,), waves=(moment,)) for moment in left)


def _find_main(contrasts: list[Contrast], *, programme: Programme) -> list[Contrast]:
    """The programme's main contrast, if the indicator has it, and the looks back that end where it ends."""
    backward = {w.id for w in programme.waves if w.retrospective}
    looks_back = [c for c in contrasts if c.from_wave in backward]
    main = [c for c in contrasts if c == programme.contrasts[0]]
    ends = {c.to_wave for c in main or looks_back[:1]}
    return [*main, *(c for c in looks_back if c.to_wave in ends and c not in main)]


def _join_moments(contrasts: list[Contrast], *, programme: Programme) -> tuple[str, ...]:
    joined = {wave for c in contrasts for wave in (c.from_wave, c.to_wave)}
    return tuple(w.id for w in programme.waves if w.id in joined)
