"""How large a change is beside the spread of people: d_av and d_z, with intervals."""

import math

import numpy as np
import numpy.typing as npt
from scipy import special

from etl.measures.intervals import LEVEL

Numbers = npt.NDArray[np.float64]
_LARGEST_T = 3000.0
"""Beyond it there is no spread but that of rounding, and the search takes time that grows with t."""


def bound_sizes(
    change: Numbers, *, error: Numbers, df: Numbers, spread: Numbers, level: float = LEVEL
) -> tuple[Numbers, Numbers]:
    """Low and high of the size change / spread, by turning the noncentral t distribution round.

    The t statistic change / error has a noncentral t distribution; the noncentralities at which the
    observed t stands in a tail, times error / spread, bound the size (Steiger & Fouladi 1997; Cumming
    2012, ch. 11). With a cluster-robust error and Satterthwaite's df this holds zero exactly when the
    interval of the change does. For d_av it is the approximation of Algina & Keselman (2003).

    Args:
        change: mean changes.
        error: their standard errors; NaN or (next to) 0 gives NaN bounds.
        df: the degrees of freedom of those errors.
        spread: what the change is divided by: s of the differences for d_z, (s1 + s2)/2 for d_av.
        level: of the interval.
    """
    known = (error > np.abs(change) / _LARGEST_T) & (spread > 0) & (df > 0)
    t = np.where(known, change, np.nan) / np.where(known, error, np.nan)
    whole = np.where(known, df, np.nan)
    unit = np.where(known, error, np.nan) / np.where(known, spread, np.nan)
    high, low = (1 - level) / 2, (1 + level) / 2
    return special.nctdtrinc(whole, low, t) * unit, special.nctdtrinc(whole, high, t) * unit


def correct_small_sample(df: float) -> float:
    """Hedges' J = Γ(df/2) / (√(df/2)·Γ((df − 1)/2)): what d is multiplied by to be unbiased (Hedges 1981)."""
    log = math.lgamma(df / 2) - math.lgamma((df - 1) / 2)
    return math.exp(log) / math.sqrt(df / 2)
