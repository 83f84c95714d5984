"""Who is missing: those who left, how alike those who answered are to everybody, and what that does."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import polars as pl

from etl.measures.leavers import Distance, compare_leavers
from etl.measures.little import judge_missingness
from etl.measures.measured import Measured
from etl.measures.missing import (
    KNOWN,
    RAKED,
    Roster,
    draw_dummies,
    number_categories,
    pool_small,
    read_roster,
)
from etl.measures.model_rows import ModelRow, NotEstimableError
from etl.measures.raking import average_weighted, rake_weights
from etl.measures.representativeness import estimate_representativeness
from schemas.programme import Contrast

RESPONSE = "response"
FEWEST_A_SIDE = 10
"""Leavers, or stayers, below this number: the distance between them would tell of few people."""
_FEWEST_IN_REGISTER = 10
_FEWEST_TO_WEIGH = 5


def model_missing(measured: Measured) -> Iterator[ModelRow]:
    """Leavers, R-indicator, Little's test and the raked change; the second and last only of a register."""
    roster = read_roster(measured)
    for contrast in roster.contrasts:
        yield from _model_leavers(measured, roster=roster, contrast=contrast)
    for wave in roster.waves:
        yield from _model_little(measured, wave=wave)
    if measured.knows_everybody:
        yield from (_model_alikeness(roster, wave=wave) for wave in roster.waves)
        for contrast in roster.contrasts:
            yield from _model_raked(measured, roster=roster, contrast=contrast)


def _model_leavers(measured: Measured, *, roster: Roster, contrast: Contrast) -> Iterator[ModelRow]:
    stayed = roster.has_answered(contrast.to_wave)
    counted = roster.people.select("leader", "partnership", stayed=pl.Series(stayed)).filter(
        pl.Series(roster.has_been_asked(contrast.to_wave))
    )
    scores = measured.scores[contrast.from_wave].join(counted, on="leader")
    for scale in measured.scores[contrast.from_wave].columns[1:]:
        sides = scores.select("stayed", "partnership", score=scale).drop_nulls().sort("stayed")
        yield from _compare_sides(sides, scale=scale, wave=contrast.id, delivered=bool(stayed.any()))


def _compare_sides(sides: pl.DataFrame, *, scale: str, wave: str, delivered: bool) -> Iterator[ModelRow]:
    row = ModelRow(model="leavers", indicator_id=scale, wave=wave, term="smd", method="leavers")
    if not delivered:
        yield replace(row, status="not_delivered")
        return
    stayed, scores = sides["stayed"].to_numpy(), sides["score"].to_numpy()
    try:
        found = compare_leavers(scores[~stayed], scores[stayed], partnerships=sides["partnership"].to_numpy())
    except NotEstimableError as error:
        yield row.explain(error)
        return
    partnerships = sides["partnership"].n_unique() if found.clustered else None
    yield from _tell_distance(row, found, partnerships=partnerships)


def _tell_distance(row: ModelRow, found: Distance, *, partnerships: int | None) -> Iterator[ModelRow]:
    method = "leavers" if found.clustered else "leavers_people"
    people = found.n_leavers + found.n_stayers
    told = replace(
        row, value=found.value, low=found.low, high=found.high, n=people, n_partnerships=partnerships
    )
    few = min(found.n_leavers, found.n_stayers) < FEWEST_A_SIDE
    yield replace(told.withhold() if few else told, method=method)
    count = replace(row, term="n_leavers", method=method, value=float(found.n_leavers), n=found.n_leavers)
    yield count.withhold() if few else count


def _model_alikeness(roster: Roster, *, wave: str) -> ModelRow:
    row = ModelRow(
        model="representativeness", indicator_id=RESPONSE, wave=wave, term="r", method="representativeness"
    )
    everybody = np.ones(roster.people.height, dtype=bool)
    pooled = [
        pool_small(roster.people[name], counted=everybody, fewest=_FEWEST_IN_REGISTER) for name in KNOWN
    ]
    try:
        found = estimate_representativeness(
            draw_dummies(pooled), roster.has_answered(wave), partnerships=roster.partnerships
        )
    except NotEstimableError as error:
        return row.explain(error)
    return replace(
        row,
        value=found.value,
        low=_or_none(found.low),
        high=_or_none(found.high),
        n=found.n,
        n_partnerships=roster.people["partnership"].n_unique(),
    )


def _model_little(measured: Measured, *, wave: str) -> Iterator[ModelRow]:
    asked = measured.book.items.filter(pl.col("wave") == wave)["scale_id"].drop_nulls().n_unique()
    if asked < 2:
        return
    row = ModelRow(model="mcar", indicator_id=RESPONSE, wave=wave, term="chi2", method="little")
    answers = measured.scores[wave].drop("leader").to_numpy().astype(np.float64)
    if answers.size == 0:
        yield replace(row, status="not_delivered")
        return
    try:
        found = judge_missingness(answers)
    except NotEstimableError as error:
        yield row.explain(error)
        return
    for term, value in {"chi2": found.chi2, "df": float(found.df), "p": found.p}.items():
        yield replace(row, term=term, value=value, n=found.n)


def _model_raked(measured: Measured, *, roster: Roster, contrast: Contrast) -> Iterator[ModelRow]:
    changes = measured.paired_scores[contrast.id].change
    placed = roster.people.join(changes, on="leader", how="left", maintain_order="left")
    for scale in changes.columns[1:]:
        yield from _rake_scale(placed, scale=scale, wave=contrast.id)


def _rake_scale(placed: pl.DataFrame, *, scale: str, wave: str) -> Iterator[ModelRow]:
    row = ModelRow(model="raked", indicator_id=scale, wave=wave, term="change_raked", method="raked")
    given = placed[scale].is_not_null().to_numpy()
    pooled = [pool_small(placed[name], counted=given, fewest=_FEWEST_TO_WEIGH) for name in RAKED]
    places = np.column_stack([number_categories(column) for column in pooled])
    targets = [np.bincount(place) / place.size for place in places.T]
    own = placed.filter(pl.Series(given))
    values, partnerships = own[scale].to_numpy(), own["partnership"].to_numpy()
    try:
        plain = average_weighted(values, np.ones(values.size), partnerships=partnerships)
        weights = rake_weights(places[given], targets=targets)
        raked = average_weighted(values, weights, partnerships=partnerships)
    except NotEstimableError as error:
        yield row.explain(error)
        return
    size = replace(row, n=values.size, n_partnerships=own["partnership"].n_unique())
    yield replace(size, value=raked.value, low=raked.low, high=raked.high)
    yield replace(size, term="change", value=plain.value, low=plain.low, high=plain.high)
    yield replace(size, term="n_effective", value=raked.n_effective)


def _or_none(number: float) -> float | None:
    return None if np.isnan(number) else number
