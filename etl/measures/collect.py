"""Runs every measure over every kind of cell, one wave at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import polars as pl

from etl.lattice import Lattice
from etl.measures.actions import measure_actions, score_actions
from etl.measures.answers import AnswerBook
from etl.measures.attendance import list_presence, measure_attendance, score_attendance
from etl.measures.change import measure_change
from etl.measures.counts import count_answers
from etl.measures.design import time_trajectories
from etl.measures.follow_up import measure_stayed
from etl.measures.means import measure_means
from etl.measures.nps import measure_nps
from etl.measures.paces import score_paces
from etl.measures.plan import ITEM_KINDS, list_codes
from etl.measures.programme_means import measure_programme_means
from etl.measures.response import list_answered, measure_response
from etl.measures.scale_scores import PairedScores, score_contrast, score_wave
from etl.measures.scope import ONE_WAY, is_stated, list_paired
from etl.measures.shares import measure_shares, measure_top2
from etl.measures.views import list_read_alone, list_views
from etl.respondents import Respondents
from schemas.programme import Contrast, Programme

MeasureKind = Callable[[str], pl.DataFrame]
"""Gives the results for one kind of cell."""


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
        return self.lattice.cells.select("cell", size=known, pooled=pl.col("members").is_not_null())

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
        """The scale scores of each contrast, by its id, on who answered both moments."""
        contrasts = self.programme.contrasts
        return {contrast.id: score_contrast(self.book, contrast=contrast) for contrast in contrasts}

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


def list_present(measured: Measured) -> Iterator[pl.DataFrame]:
    """Who has a value: indicator_id, moment (a wave, or a contrast for who answered both), leader."""
    book = measured.book
    moments = [(wave, book.read_wave(wave)) for wave in book.list_waves()]
    moments += [(contrast.id, book.pair_waves(contrast)) for contrast in measured.programme.contrasts]
    kept = pl.Categorical
    for name, answers in moments:
        yield answers.select("indicator_id", "leader", moment=pl.lit(name).cast(kept))
    scored = measured.participation.select("leader", pl.col("indicator_id").cast(book.names), moment="wave")
    yield scored.with_columns(pl.col("moment").cast(kept)).select("indicator_id", "leader", "moment")


def collect_results(
    measured: Measured, *, kinds: list[str], report: Callable[[str, float], None]
) -> dict[str, pl.DataFrame]:
    """The results of all measures, a frame a kind of cell (columns: `etl.measures.results.COLUMNS`)."""
    waves = [partial(_prepare_wave, measured, wave=wave) for wave in measured.book.list_waves()]
    contrasts = [partial(_prepare_contrast, measured, contrast=c) for c in measured.programme.contrasts]
    response = [partial(_prepare_response, measured)] if measured.knows_everybody else []
    registers = [partial(_prepare_attendance, measured), partial(_prepare_actions, measured)]
    steps: list[Callable[[], MeasureKind]] = [*waves, *contrasts, *response, *registers]
    results: dict[str, list[pl.DataFrame]] = {kind: [] for kind in kinds}
    for place, prepare in enumerate(steps):
        measure = prepare()
        for kind in kinds:
            results[kind].append(measure(kind))
        report("build.step_measure", (place + 1) / len(steps))
    return {kind: pl.concat(frames) for kind, frames in results.items()}


def _prepare_wave(measured: Measured, *, wave: str) -> MeasureKind:
    given = measured.book.read_wave(wave)

    def measure(kind: str) -> pl.DataFrame:
        answers = _keep_people(given, measured.respondents.of_wave(wave, kind=kind))
        counted = _measure_answers(kind, answers=answers, measured=measured)
        if not is_stated("mean_programme", kind=kind):
            return counted
        alone = _keep(answers, list_read_alone(measured.indicators))
        members = measured.lattice.members(kind=kind)
        wide = measure_programme_means(alone, members=members, clusters=measured.clusters)
        return pl.concat([counted, wide])

    return measure


def _measure_answers(kind: str, *, answers: pl.DataFrame, measured: Measured) -> pl.DataFrame:
    allowed = measured.allowed(kind=kind)
    counts = count_answers(
        _keep(answers, allowed["indicator_id"]), members=measured.lattice.members(kind=kind)
    )
    by_kind = {
        name: _keep(counts, allowed.filter(pl.col("kind") == name)["indicator_id"])
        for name in (*ITEM_KINDS, "scale")
    }
    codes = list_codes(measured.indicators, kinds=("likert", "choice", "multiple"))
    codes = codes.with_columns(pl.col("indicator_id").cast(measured.book.names))
    with_mean = pl.concat([by_kind[name] for name in ("likert", "number", "scale")])
    with_shares = pl.concat([by_kind[name] for name in ("likert", "choice", "multiple")])
    likert = codes.join(by_kind["likert"], on="indicator_id", how="semi")
    measured_parts = [
        measure_means(with_mean, population=measured.population),
        measure_top2(by_kind["likert"], codes=likert),
    ]
    if kind in ONE_WAY:
        scored = _keep(counts, allowed.filter(pl.col("nps"))["indicator_id"])
        measured_parts += [measure_shares(with_shares, codes=codes), measure_nps(scored)]
    return pl.concat(measured_parts)


def _prepare_contrast(measured: Measured, *, contrast: Contrast) -> MeasureKind:
    given = measured.book.pair_waves(contrast)
    views = list_views(measured.indicators)

    def measure(kind: str) -> pl.DataFrame:
        pairs = _keep_people(given, measured.respondents.of_contrast(contrast.id, kind=kind))
        return measure_change(
            _keep(pairs, measured.allowed(kind=kind)["indicator_id"]),
            members=measured.lattice.members(kind=kind),
            clusters=measured.clusters,
            views=views,
            own=measured.population.filter(~pl.col("pooled"))["cell"],
            clustered=kind != "partnership",
            statistics=list_paired(kind=kind),
        )

    return measure


def _prepare_response(measured: Measured) -> MeasureKind:
    forward = {w.id for w in measured.programme.waves if not w.retrospective}
    contrasts = {
        c.id: (c.from_wave, c.to_wave)
        for c in measured.programme.contrasts
        if {c.from_wave, c.to_wave} <= forward
    }
    people = measured.lattice.leaders.select("leader", "leader_id")
    rows = measured.tables["responses"].select("leader_id", "wave").unique().join(people, on="leader_id")
    answered = list_answered(rows, contrasts=contrasts)
    asked = [w for w in measured.book.list_waves() if w in forward]
    both = {c: pair for c, pair in contrasts.items() if set(pair) <= set(asked)}
    waves = [*asked, *both]

    def measure(kind: str) -> pl.DataFrame:
        cells = measured.lattice.cells.filter(pl.col("kind") == kind).select("cell", "size")
        members = measured.lattice.members(kind=kind)
        response = measure_response(answered, members=members, population=cells, waves=waves)
        return pl.concat([response, measure_stayed(answered, members=members, contrasts=both)])

    return measure


def _prepare_attendance(measured: Measured) -> MeasureKind:
    def measure(kind: str) -> pl.DataFrame:
        members = measured.lattice.members(kind=kind)
        scores = measured.keep_respondents(measured.attendance_scores, kind=kind)
        paces = measured.keep_respondents(measured.pace_scores, kind=kind)
        pace = measure_attendance(paces, members=members).with_columns(method=pl.lit("attended_pace"))
        return pl.concat([measure_attendance(scores, members=members), pace])

    return measure


def _prepare_actions(measured: Measured) -> MeasureKind:
    def measure(kind: str) -> pl.DataFrame:
        scores = measured.keep_respondents(measured.action_scores, kind=kind)
        return measure_actions(scores, members=measured.lattice.members(kind=kind))

    return measure


def _keep_people(answers: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    known = people.with_columns(pl.col("indicator_id").cast(answers.schema["indicator_id"]))
    return answers.join(known, on=["indicator_id", "leader"], how="semi", maintain_order="left")


def _keep(frame: pl.DataFrame, indicator_ids: pl.Series) -> pl.DataFrame:
    kept = indicator_ids.cast(frame.schema["indicator_id"])
    return frame.filter(pl.col("indicator_id").is_in(kept.implode()))
