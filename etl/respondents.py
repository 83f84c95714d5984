"""Who stands behind each statement: the people of each group, found from the answers themselves."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import polars as pl

from etl.groups import Group
from etl.measures.scope import ONE_WAY

PEOPLE = pl.Schema({"group": pl.UInt16, "leader": pl.UInt32})
_PRESENT = ("indicator_id", "moment", "leader")


@dataclass(frozen=True)
class Respondents:
    """The people of each of `groups`.

    `people`: group (its place in `groups`), leader. `totals`: the same for what is stated about the whole
    programme, where that counts people who answered after the other cells were published.
    """

    groups: tuple[Group, ...]
    people: pl.DataFrame
    totals: pl.DataFrame

    def of_wave(self, wave: str, *, kind: str) -> pl.DataFrame:
        """Who counts in what is stated at `wave` in cells of `kind`: indicator_id, leader."""
        return self._select([wave in group.waves for group in self.groups], kind=kind)

    def of_contrast(self, contrast: str, *, kind: str) -> pl.DataFrame:
        """Who counts in what is stated of a change in cells of `kind`: indicator_id, leader."""
        return self._select([contrast in group.contrasts for group in self.groups], kind=kind)

    def list_all(self, *, kind: str) -> pl.DataFrame:
        """Who counts in what is stated at each wave in cells of `kind`: indicator_id, wave, leader."""
        places = [(n, g.indicator_id, wave) for n, g in enumerate(self.groups) for wave in g.waves]
        names = pl.DataFrame(
            [row for row in places if kind in ONE_WAY or not self.groups[row[0]].narrow],
            schema={"group": pl.UInt16, "indicator_id": pl.String, "wave": pl.String},
            orient="row",
        )
        return self._source(kind).join(names, on="group").select("indicator_id", "wave", "leader")

    def keep(self, *, people: pl.DataFrame, totals: pl.DataFrame) -> "Respondents":
        """The same groups on other people."""
        return replace(self, people=people, totals=totals)

    def _select(self, wanted: list[bool], *, kind: str) -> pl.DataFrame:
        stated = [
            (place, group.indicator_id)
            for place, (group, has) in enumerate(zip(self.groups, wanted, strict=True))
            if has and (kind in ONE_WAY or not group.narrow)
        ]
        names = pl.DataFrame(stated, schema={"group": pl.UInt16, "indicator_id": pl.String}, orient="row")
        return self._source(kind).join(names, on="group").select("indicator_id", "leader")

    def _source(self, kind: str) -> pl.DataFrame:
        return self.totals if kind == "total" else self.people


def find_respondents(
    groups: list[Group], *, present: Iterable[pl.DataFrame], leaders: pl.Series
) -> Respondents:
    """The people of each of `groups`: who is present at each of its moments and in each of its contrasts.

    Args:
        groups: from `etl.groups.list_groups`.
        present: frames of indicator_id, moment (a wave, or the id of a contrast), leader: who has a value; at
            least one. A moment of attendance that no group names gets a narrow group of its own.
        leaders: everybody on the register, for the groups of the roster.
    """
    everyone = pl.concat([frame.select(_PRESENT) for frame in present])
    whole = [*groups, *_list_unnamed(groups, everyone=everyone)]
    answering = [(place, group) for place, group in enumerate(whole) if not group.is_roster]
    needed = pl.DataFrame(
        [(n, g.indicator_id, moment) for n, g in answering for moment in (*g.moments, *g.contrasts)],
        schema={"group": pl.UInt16, "indicator_id": pl.String, "moment": pl.String},
        orient="row",
    )
    many = needed.group_by("group").agg(needed=pl.len())
    kinds = {name: everyone.schema[name] for name in _PRESENT[:2]}
    found = (
        needed.cast(pl.Schema(kinds))
        .join(everyone, on=["indicator_id", "moment"])
        .group_by("group", "leader")
        .len()
    )
    met = found.join(many, on="group").filter(pl.col("len") == pl.col("needed")).select("group", "leader")
    rosters = [
        pl.DataFrame({"leader": leaders}).select(group=pl.lit(place, dtype=pl.UInt16), leader="leader")
        for place, group in enumerate(whole)
        if group.is_roster
    ]
    people = pl.concat([met.cast(PEOPLE), *(r.cast(PEOPLE) for r in rosters)]).sort("group", "leader")
    return Respondents(groups=tuple(whole), people=people, totals=people)


def _list_unnamed(groups: list[Group], *, everyone: pl.DataFrame) -> list[Group]:
    named = {(g.indicator_id, moment) for g in groups for moment in (*g.moments, *g.contrasts)}
    told = everyone.select("indicator_id", "moment").unique().sort("indicator_id", "moment").iter_rows()
    return [
        Group(indicator, moments=(moment,), waves=(moment,), narrow=True)
        for indicator, moment in told
        if (indicator, moment) not in named
    ]


NOBODY = Respondents(groups=(), people=pl.DataFrame(schema=PEOPLE), totals=pl.DataFrame(schema=PEOPLE))
