"""Runs every measure over every kind of cell, one wave at a time."""

from collections.abc import Callable
from functools import partial

import polars as pl

from etl.measures.actions import measure_actions
from etl.measures.attendance import measure_attendance
from etl.measures.change import measure_change
from etl.measures.counts import count_answers
from etl.measures.follow_up import measure_stayed
from etl.measures.means import measure_means
from etl.measures.measured import Measured
from etl.measures.nps import measure_nps
from etl.measures.plan import ITEM_KINDS, list_codes
from etl.measures.programme_means import measure_programme_means
from etl.measures.response import list_answered, measure_response
from etl.measures.scope import ONE_WAY, is_stated, list_paired
from etl.measures.shares import measure_shares, measure_top2
from etl.measures.views import list_read_alone, list_views
from schemas.programme import Contrast

MeasureKind = Callable[[str], pl.DataFrame]
"""Gives the results for one kind of cell."""


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
        measure_means(with_mean, population=measured.population, own=measured.own_cells),
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
            own=measured.own_cells,
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
