"""Slopes of a regression with clusters, their CR2 errors and Satterthwaite degrees of freedom.

Everything is computed from one small matrix a cluster, so that it costs no pass over people.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from etl.measures.model_rows import NotEstimableError

Numbers = npt.NDArray[np.float64]

_COLLINEAR = 1e-8
"""The smallest eigenvalue of a correlation matrix below which one predictor says what others say."""
_TINY = 1e-10


@dataclass(frozen=True, eq=False)
class Slopes:
    """One slope a predictor, with its standard error and degrees of freedom.

    Not a number where the predictor has no spread: the others are then estimated without it.
    """

    values: Numbers
    errors: Numbers
    dfs: Numbers


def estimate_slopes(grams: Numbers, moments: Numbers) -> Slopes:
    """Least squares with cluster-robust errors.

    CR2 makes the errors right on average if the working model of independent errors holds, also with few
    clusters (Bell & McCaffrey 2002); the degrees of freedom are Satterthwaite's for each slope
    (Pustejovsky & Tipton 2018). With Z = X·L, where L·L′ = (X′X)⁻¹, the adjustment (I − H)^(−½) of a
    cluster acts on Z through (I − Z′Z)^(−½): a matrix as small as the number of predictors.

    Args:
        grams: clusters × predictors × predictors, X′X of each cluster.
        moments: clusters × predictors, X′y of each cluster.

    Raises:
        NotEstimableError: `collinear` when one predictor follows from the others, `no_spread` when
            none has any.
    """
    spread = np.einsum("jkk->k", grams)
    kept = spread > _TINY * max(1.0, float(spread.max(initial=0.0)))
    if not kept.any():
        raise NotEstimableError("no_spread")
    root = _invert_root(grams[:, kept][:, :, kept].sum(axis=0))
    found = _solve(grams[:, kept][:, :, kept], moments[:, kept], root)
    whole = np.full((3, kept.size), np.nan)
    whole[:, kept] = found
    return Slopes(*whole)


def _invert_root(gram: Numbers) -> Numbers:
    """L with L·L′ = gram⁻¹."""
    scale = np.sqrt(np.diag(gram))
    if np.linalg.eigvalsh(gram / np.outer(scale, scale))[0] < _COLLINEAR:
        raise NotEstimableError("collinear")
    root: Numbers = np.linalg.inv(np.linalg.cholesky(gram)).T
    return root


def _solve(grams: Numbers, moments: Numbers, root: Numbers) -> Numbers:
    """Slopes, errors and degrees of freedom: 3 × predictors."""
    values = root @ (root.T @ moments.sum(axis=0))
    shares = root.T @ grams @ root
    adjust = _invert_roots(shares)
    residual = (moments - grams @ values) @ root
    scores = np.einsum("jab,jb->ja", adjust, residual)
    variance = root @ (scores.T @ scores) @ root.T
    return np.stack([values, np.sqrt(np.diag(variance)), _count_df(shares, adjust @ root.T)])


def _invert_roots(shares: Numbers) -> Numbers:
    """(I − share)^(−½) of each cluster; what one cluster alone decides is left out (pseudo-inverse)."""
    left, vectors = np.linalg.eigh(np.eye(shares.shape[1]) - shares)
    powers = np.where(left > _TINY, np.maximum(left, _TINY) ** -0.5, 0.0)
    roots: Numbers = (vectors * powers[:, None, :]) @ np.swapaxes(vectors, 1, 2)
    return roots


def _count_df(shares: Numbers, loads: Numbers) -> Numbers:
    """(tr G)² / tr(G²) for each slope, with G = diag(s) − Q·Q′ the variance of the clusters' scores.

    Args:
        shares: clusters × predictors × predictors, Z′Z of each cluster.
        loads: clusters × predictors × slopes, how much each cluster bears on each slope.
    """
    crossed = shares @ loads
    s = np.einsum("jak,jak->jk", loads, crossed)
    q = np.einsum("jak,jak->jk", crossed, crossed)
    overlap = np.einsum("jak,jbk->kab", crossed, crossed, optimize=True)
    trace = (s - q).sum(axis=0)
    square = (s**2 - 2 * s * q).sum(axis=0) + (overlap**2).sum(axis=(1, 2))
    return np.divide(trace**2, square, out=np.zeros_like(trace), where=square > _TINY * trace**2)
