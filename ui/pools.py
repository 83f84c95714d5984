"""Pools in the filters of a page: those of which it tells something, and at which moments.

Pools are chosen for each set of moments by itself, so one group can be in several (docs/decisions.md). A
filter says which is for what.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

import polars as pl

from schemas.programme import Programme
from schemas.release import JOIN
from ui.address import FilterName, Selection
from ui.page import Page
from ui.present.sentences import join_names
from ui.store import Store

_LEVELS: Mapping[str, str] = MappingProxyType(
    {"reaction": "reaction", "learning": "learning", "behaviour": "behaviour", "attendance": "participation"}
)
"""The pages about indicators of one level; every other page can tell of any."""
_MEMORY = "pools"
Told = Mapping[str, frozenset[str]]


def keep_told(
    page: Page, name: FilterName, offered: Collection[str], *, selection: Selection
) -> tuple[str, ...]:
    """What the filter `name` offers, but for pools of which this page tells nothing; a chosen one stays."""
    told, chosen = find_told(page), getattr(selection, name)
    return tuple(
        value
        for value in offered
        if JOIN not in value or value == chosen or name_cell(selection, name, value) in told
    )


def tell_moments(
    page: Page, name: FilterName, value: str, *, among: Collection[str], selection: Selection
) -> str:
    """At which moments the page tells of this pool; empty if no other pool `among` them shares a member."""
    if value not in list_overlapping(among):
        return ""
    waves = find_told(page).get(name_cell(selection, name, value))
    if waves is None:
        return page.texts("frame.pool_nothing")
    moments = _name_moments(waves, programme=page.programme, language=page.language)
    return join_names(moments, texts=page.texts) if moments else page.texts("frame.pool_throughout")


def list_overlapping(offered: Collection[str]) -> frozenset[str]:
    """The pools that have a member in common with another one."""
    pools = [value for value in offered if JOIN in value]
    counts = Counter(member for pool in pools for member in pool.split(JOIN))
    return frozenset(pool for pool in pools if any(counts[member] > 1 for member in pool.split(JOIN)))


def name_cell(selection: Selection, name: FilterName, value: str) -> str:
    """The cell that the filter `name` leads to with `value`, beside what else is chosen."""
    if name == "partnership":
        return Selection(trajectory=selection.trajectory, partnership=value).cell_id
    return replace(selection, partnership=None, **{name: value}).cell_id


def find_told(page: Page) -> Told:
    """The waves of which something is shown on this page, for each pool that has any."""
    memory, level = page.store.places.find(_MEMORY), _LEVELS.get(page.name)
    if level not in memory:
        memory[level] = _read_told(page.store, level=level)
    told: Told = memory[level]
    return told


def _read_told(store: Store, *, level: str | None) -> Told:
    pools = [cell.cell_id for cell in store.every_cell.values() if cell.pooled]
    about = store.indicators(level=level)["indicator_id"]
    shown = store.statements(cell_ids=pools).filter(
        (pl.col("status") == "shown") & pl.col("indicator_id").is_in(about.implode())
    )
    rows = shown.group_by("cell_id").agg(pl.col("wave").unique()).iter_rows()
    return {cell_id: frozenset(waves) for cell_id, waves in rows}


def _name_moments(waves: frozenset[str], *, programme: Programme, language: str) -> list[str]:
    """The programme's moments among `waves`, those of changes included."""
    pairs = (contrast for contrast in programme.contrasts if contrast.id in waves)
    seen = waves | {wave for contrast in pairs for wave in (contrast.from_wave, contrast.to_wave)}
    return [wave.short.in_language(language) for wave in programme.waves if wave.id in seen]
