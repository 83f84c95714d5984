"""How the answers to each scale differ between trajectories, partnerships and leaders: the rows of a release.

Nothing here is about one partnership or one trajectory.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from etl.measures.intervals import normal_quantile
from etl.measures.measured import Measured
from etl.measures.model_rows import ModelRow, NotEstimableError
from etl.measures.shrinkage import rate_reliability
from etl.measures.variance import VarianceFit, fit_variance
from etl.measures.variance_views import LEADER, PARTNERSHIP, TRAJECTORY

MODEL = "variance"
SHARES = {"share_trajectory": TRAJECTORY, "share_partnership": PARTNERSHIP, "share_leader": LEADER}
SPREADS = {"tau_trajectory": TRAJECTORY, "tau_partnership": PARTNERSHIP, "sigma": LEADER}
METHODS = {
    "mean": "variance_profile",
    **dict.fromkeys((*SHARES, *SPREADS), "variance_profile"),
    "range_partnership": "plausible_range",
    "reliability_partnership": "mean_reliability",
}


@dataclass(frozen=True)
class _Question:
    """A scale at one moment, or its change: who answered what, and the lowest and highest that can be.

    `answers`: value, partnership, trajectory, a row a leader with an answer.
    """

    scale: str
    wave: str
    answers: pl.DataFrame
    low: float
    high: float

    @cached_property
    def fit(self) -> VarianceFit:
        """The best fit of the nested model."""
        return fit_variance(self.answers)


def model_variance(measured: Measured) -> Iterator[ModelRow]:
    """The model `variance` of each scale, at each moment (no looks back) and for each change.

    Terms: `mean`, with its interval; `share_trajectory`, `share_partnership` and `share_leader`, shares of
    the total variance; `tau_trajectory`, `tau_partnership` and `sigma`, the standard deviations in points;
    `range_partnership`, mean ± 1.96 √(τ² of trajectories + τ² of partnerships), where 95 % of the
    partnerships' true means are expected, clipped to what can be answered; `reliability_partnership`, λ of
    the mean of a partnership with as many people as answered in a typical one (harmonic mean).
    """
    for question in _ask(measured):
        rows = [_start_row(question, term=term) for term in METHODS]
        if question.answers.is_empty():
            yield from (replace(row, status="not_delivered") for row in rows)
        else:
            yield from (_fill_row(row, question) for row in rows)


def _ask(measured: Measured) -> Iterator[_Question]:
    scales = measured.indicators.filter(pl.col("kind") == "scale")
    looks_back = {wave.id for wave in measured.programme.waves if wave.retrospective}
    for scale in scales.iter_rows(named=True):
        for wave in json.loads(scale["waves"]):
            if wave not in looks_back:
                yield _make_question(measured, scale["indicator_id"], wave, (scale["low"], scale["high"]))


def _make_question(measured: Measured, scale: str, wave: str, ends: tuple[float, float]) -> _Question:
    contrast = measured.paired_scores.get(wave)
    scores = measured.scores[wave] if contrast is None else contrast.change
    low, high = ends if contrast is None else (ends[0] - ends[1], ends[1] - ends[0])
    given = scores.select("leader", value=scale if scale in scores.columns else pl.lit(None))
    places = measured.lattice.leaders.select(
        "leader", partnership="partnership_id", trajectory="trajectory_id"
    )
    answers = given.drop_nulls("value").join(places, on="leader").drop("leader")
    return _Question(scale, wave, answers, low, high)


def _start_row(question: _Question, *, term: str) -> ModelRow:
    return ModelRow(
        model=MODEL, indicator_id=question.scale, wave=question.wave, term=term, method=METHODS[term]
    )


def _fill_row(row: ModelRow, question: _Question) -> ModelRow:
    try:
        value, bounds = _estimate(row.term, question)
    except NotEstimableError as error:
        return row.explain(error)
    groups = question.fit.groups
    low, high = bounds or (None, None)
    return replace(row, value=value, low=low, high=high, n=groups.people, n_partnerships=groups.partnerships)


def _estimate(term: str, question: _Question) -> tuple[float, tuple[float, float] | None]:
    fit = question.fit
    if not fit.groups.nested and TRAJECTORY in (SHARES.get(term), SPREADS.get(term)):
        raise NotEstimableError("too_few_trajectories")
    if term in SHARES:
        return fit.share_of(SHARES[term]), fit.bound_share(SHARES[term])
    if term in SPREADS:
        return fit.spread_of(SPREADS[term]), fit.bound_spread(SPREADS[term])
    if term == "mean":
        return fit.mean, fit.bound_mean()
    if term == "range_partnership":
        return fit.mean, _span_partnerships(question)
    return _rate_mean(fit), None


def _span_partnerships(question: _Question) -> tuple[float, float]:
    fit = question.fit
    reach = normal_quantile() * fit.spread_of(PARTNERSHIP, TRAJECTORY)
    return max(fit.mean - reach, question.low), min(fit.mean + reach, question.high)


def _rate_mean(fit: VarianceFit) -> float:
    groups = fit.groups
    people = groups.partnerships / float(groups.count @ (1 / groups.size))
    between, within = fit.spread_of(PARTNERSHIP, TRAJECTORY) ** 2, fit.spread_of(LEADER) ** 2
    return float(rate_reliability(between=between, within=within, people=people))
