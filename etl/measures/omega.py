"""McDonald's ω of a scale: how much of the sum score is the one thing that all its items share."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from etl.measures.clusters import (
    Labels,
    Numbers,
    choose_clusters,
    cross_clusters,
    student_quantile,
)
from etl.measures.model_rows import NotEstimableError

HEYWOOD = 0.005
"""A unique share of an item's variance at or below this is no estimate: the model does not fit."""
_FEWEST_PEOPLE = 10


@dataclass(frozen=True)
class OneFactor:
    """Loadings λ and unique variances θ of one factor with variance 1, in the units of the answers."""

    loadings: Numbers
    unique: Numbers

    @property
    def omega(self) -> float:
        """(Σλ)² / ((Σλ)² + Σθ)."""
        shared = float(self.loadings.sum()) ** 2
        return shared / (shared + float(self.unique.sum()))


@dataclass(frozen=True)
class Omega:
    """ω with its interval; `n` people and `items` items."""

    value: float
    low: float
    high: float
    n: int
    items: int


def estimate_omega(answers: Numbers, *, partnerships: Labels | None = None) -> Omega:
    """ω of the congeneric model, by maximum likelihood; interval by the delta method on its logit.

    The error of the loadings is a sandwich over partnerships, so that it asks neither for normal
    answers nor for people who answer apart from their partnership; with fewer than four partnerships
    it is one over people. With two items both get the same loading: ω then equals α.

    Args:
        answers: people × items, reverse items already turned, no gaps.
        partnerships: each person's partnership; None when there are none.

    Raises:
        NotEstimableError: with too few people or items, without spread, or when no proper solution
            exists (a unique variance of nothing, items that do not go together).

    Source: McDonald (1999), Test Theory; interval as Raykov & Marcoulides (2011), with robust errors.
    """
    n, items = answers.shape
    if n < _FEWEST_PEOPLE or items < 2:
        raise NotEstimableError("too_few_people")
    covariances = np.cov(answers, rowvar=False, ddof=1)
    if not (np.diag(covariances) > 0).all():
        raise NotEstimableError("no_spread")
    found = fit_one_factor(covariances)
    clusters = choose_clusters(np.arange(n) if partnerships is None else partnerships)
    low, high = _bound(found, answers=answers, clusters=clusters)
    return Omega(value=found.omega, low=low, high=high, n=n, items=items)


def fit_one_factor(covariances: Numbers) -> OneFactor:
    """The one-factor model that fits `covariances` (items × items) best, by maximum likelihood.

    Raises:
        NotEstimableError: when there is no proper solution.
    """
    deviations = np.sqrt(np.diag(covariances))
    correlations = covariances / np.outer(deviations, deviations)
    two = correlations.shape[0] == 2
    loadings = _share_equally(covariances, deviations) if two else _fit(correlations)
    unique = 1 - loadings**2
    if not (unique > HEYWOOD).all():
        raise NotEstimableError("not_converged")
    return OneFactor(loadings=loadings * deviations, unique=unique * deviations**2)


def _share_equally(covariances: Numbers, deviations: Numbers) -> Numbers:
    """Two items cannot tell their loadings apart: both get the root of their covariance."""
    if not covariances[0, 1] > 0:
        raise NotEstimableError("not_converged")
    equal: Numbers = np.sqrt(covariances[0, 1]) / deviations
    return equal


def _fit(correlations: Numbers) -> Numbers:
    """Loadings of standardised items (Jöreskog 1967: only the unique variances are searched)."""
    items = correlations.shape[0]
    try:
        start = np.clip(1 / np.diag(np.linalg.inv(correlations)), 2 * HEYWOOD, 0.95)
    except np.linalg.LinAlgError:
        raise NotEstimableError("not_converged") from None
    found = minimize(
        _misfit, start, args=(correlations,), jac=True, method="L-BFGS-B", bounds=[(HEYWOOD, 1)] * items
    )
    loadings = _load(found.x, correlations)
    if not found.success or not loadings.sum() > 0:
        raise NotEstimableError("not_converged")
    return loadings


def _load(unique: Numbers, correlations: Numbers) -> Numbers:
    root = np.sqrt(unique)
    values, vectors = np.linalg.eigh(correlations / np.outer(root, root))
    loadings: Numbers = root * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0))
    return loadings * np.sign(loadings.sum() or 1)


def _misfit(unique: Numbers, correlations: Numbers) -> tuple[float, Numbers]:
    """How far the best loadings for these unique variances are from the correlations; its slope."""
    root = np.sqrt(unique)
    others = np.linalg.eigvalsh(correlations / np.outer(root, root))[:-1]
    loadings = _load(unique, correlations)
    slope = (loadings**2 + unique - 1) / unique**2
    return float(np.sum(others - np.log(np.maximum(others, 1e-12)) - 1)), slope


def _bound(model: OneFactor, *, answers: Numbers, clusters: Labels) -> tuple[float, float]:
    """The 95 % interval of ω: t over clusters on the logit, back-transformed."""
    error = _measure_error(model, answers=answers, clusters=clusters)
    omega = model.omega
    half = student_quantile(float(clusters.max())) * error / (omega * (1 - omega))
    logit = np.log(omega / (1 - omega))
    low, high = 1 / (1 + np.exp(-(logit + np.array([-half, half]))))
    return float(low), float(high)


def _measure_error(model: OneFactor, *, answers: Numbers, clusters: Labels) -> float:
    """Standard error of ω: each person's score on (λ, θ), summed over clusters, through its slope."""
    items = model.loadings.size
    free = _free_parameters(items)
    implied = np.outer(model.loadings, model.loadings) + np.diag(model.unique)
    inverse = np.linalg.inv(implied).astype(np.float64)
    scores = _score(model, inverse=inverse, answers=answers) @ free
    information = _inform(model, inverse=inverse) * answers.shape[0]
    bread: Numbers = np.linalg.inv(free.T @ information @ free)
    variance = bread @ cross_clusters(scores, clusters) @ bread
    slope = free.T @ _slope_of_omega(model)
    return float(np.sqrt(slope @ variance @ slope))


def _free_parameters(items: int) -> Numbers:
    """How (λ, θ) follow from what is free: all of it, or with two items one λ for both."""
    if items > 2:
        return np.eye(2 * items)
    return np.array([[1.0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])


def _score(model: OneFactor, *, inverse: Numbers, answers: Numbers) -> Numbers:
    weighted = (answers - answers.mean(axis=0)) @ inverse
    of_loadings = weighted * (weighted @ model.loadings)[:, None] - inverse @ model.loadings
    of_unique = (weighted**2 - np.diag(inverse)) / 2
    return np.hstack([of_loadings, of_unique])


def _inform(model: OneFactor, *, inverse: Numbers) -> Numbers:
    """The expected information of one person about (λ, θ) of normal answers."""
    turned = inverse @ model.loadings
    shared = float(model.loadings @ turned)
    loadings = inverse * shared + np.outer(turned, turned)
    mixed = inverse * turned[:, None]
    unique = inverse**2 / 2
    information: Numbers = np.block([[loadings, mixed], [mixed.T, unique]])
    return information


def _slope_of_omega(model: OneFactor) -> Numbers:
    shared, rest = float(model.loadings.sum()), float(model.unique.sum())
    total = (shared**2 + rest) ** 2
    items = model.loadings.size
    return np.repeat([2 * shared * rest / total, -(shared**2) / total], items)
