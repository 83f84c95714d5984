"""What every measure reads: the warehouse's tables, the lattice, the answers, and on whom is stated."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from etl.lattice import Lattice
from etl.measures.actions import score_actions
from etl.measures.answers import AnswerBook
from etl.measures.attendance import list_presence, score_attendance
from etl.measures.design import time_trajectories
from etl.measures.paces import score_paces
from etl.measures.plan import ITEM_KINDS
from etl.measures.scale_scores import PairedScores, score_contrast, score_wave
from etl.respondents import Respondents
from schemas.programme import Programme


@dataclass(frozen=True)
class Measured:
    """What the measures read. `scales_only`: kinds of cells in which items are not stated.

    `knows_everybody`: the leaders are all who take part, and not only those who answered. `respondents`: on
    whose answers each indicator is stated.
    """

    tables: dict[str, pl.DataFrame]
    lattice: Lattice
    book: AnswerBook
    programme: Programme
    scales_only: tuple[str, ...]
    knows_everybody: bool
    respondents: Respondents

    @property
    def indicators(self) -> pl.DataFrame:
        """`schemas.release.Indicators`."""
        return self.book.indicators

    @property
    def population(self) -> pl.DataFrame:
        """The number of leaders of each cell: cell, size (null when it is not known)."""
        known = pl.when(pl.lit(self.knows_everybody)).then("size")
        return self.lattice.cells.select("cell", size=known)

    @property
    def own_cells(self) -> pl.Series:
        """The cells that are no pool of others."""
        return self.lattice.cells.filter(pl.col("members").is_null())["cell"]

    def count_partnerships(self, leaders: pl.Series) -> int:
        """The number of partnerships of these leaders."""
        people = self.lattice.leaders.filter(pl.col("leader").is_in(leaders.implode()))
        return people["partnership_id"].drop_nulls().n_unique()

    def allowed(self, *, kind: str) -> pl.DataFrame:
        """The indicators that may be stated in cells of `kind`: indicator_id, kind, nps."""
        listed = self.indicators.select("indicator_id", "kind", "nps")
        is_item = pl.col("kind").is_in(ITEM_KINDS)
        return listed.filter(~is_item) if kind in self.scales_only else listed

    @cached_property
    def clusters(self) -> pl.DataFrame:
        """Each leader's partnership: leader, cluster. Who has none is a cluster alone."""
        own = pl.coalesce("partnership_id", "leader_id").rank("dense")
        return self.lattice.leaders.select("leader", cluster=own)

    @cached_property
    def scores(self) -> dict[str, pl.DataFrame]:
        """The scale scores of each wave; see `etl.measures.scale_scores.score_wave`."""
        return {wave: score_wave(self.book, wave=wave) for wave in self.book.list_waves()}

    @cached_property
    def paired_scores(self) -> dict[str, PairedScores]:
        """The scale scores of each contrast, by its id, on whom its total is stated."""
        people = {c.id: self.respondents.of_contrast(c.id, kind="total") for c in self.programme.contrasts}
        return {
            c.id: score_contrast(self.book, contrast=c, people=people[c.id]) for c in self.programme.contrasts
        }

    @cached_property
    def attendance_scores(self) -> pl.DataFrame:
        """Attendance and dose of each leader; see `etl.measures.attendance.score_attendance`."""
        people = self.lattice.leaders.select("leader", "leader_id")
        rows = self.tables["attendance"].join(people, on="leader_id").drop("leader_id")
        scores = score_attendance(list_presence(rows, sessions=self.tables["sessions"]))
        return scores.join(self.indicators.select("indicator_id"), on="indicator_id", how="semi")

    @cached_property
    def pace_scores(self) -> pl.DataFrame:
        """Sessions attended a month or a school year; see `etl.measures.yardsticks.score_paces`."""
        years = time_trajectories(self.tables["sessions"], calendar=self.programme.school_year)
        people = self.lattice.leaders
        return score_paces(self.attendance_scores, leaders=people, years=years, programme=self.programme)

    @cached_property
    def action_scores(self) -> pl.DataFrame:
        """How far each leader came; see `etl.measures.actions.score_actions`."""
        return score_actions(self.tables["actions"], leaders=self.lattice.leaders)

    def keep_respondents(self, scores: pl.DataFrame, *, kind: str) -> pl.DataFrame:
        """The rows of `scores` (leader, indicator_id, wave) that count in cells of `kind`."""
        people = self.respondents.list_all(kind=kind)
        return scores.join(people, on=["indicator_id", "wave", "leader"], how="semi", maintain_order="left")

    @property
    def participation(self) -> pl.DataFrame:
        """Everything scored from registers and sheets: leader, indicator_id, wave, value."""
        return pl.concat([self.attendance_scores, self.pace_scores, self.action_scores])
