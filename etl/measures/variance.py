"""How much of the differences between answers lies with trajectories, partnerships and leaders.

A nested model of three levels (two where trajectories are no level), by restricted maximum likelihood
(REML), with profile-likelihood intervals.

Source: Patterson & Thompson (1971), Biometrika 58; Bates et al. (2015), J. Statistical Software 67.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
import polars as pl

from etl.measures.lowest import Lowest, find_lowest
from etl.measures.profile import find_interval
from etl.measures.variance_deviance import Deviance
from etl.measures.variance_groups import Groups, Numbers, sum_groups
from etl.measures.variance_views import LEADER, MeanView, ShareView, SpreadView, View

_STARTS = (0.6, 0.3, 0.1)


@dataclass(frozen=True)
class VarianceFit:
    """The best fit. Components are LEADER, PARTNERSHIP and TRAJECTORY of `etl.measures.variance_views`.

    `variances` and `centre` are those of the standardised answers; the methods speak in points.
    """

    groups: Groups
    variances: Numbers
    centre: float
    restricted: bool

    @property
    def mean(self) -> float:
        """The mean over partnerships, those that tell more counting for more (points)."""
        return self.groups.centre + self.groups.unit * self.centre

    def spread_of(self, *components: int) -> float:
        """The standard deviation of these components together (points)."""
        return self.groups.unit * float(np.sqrt(self.variances[list(components)].sum()))

    def share_of(self, component: int) -> float:
        """The share of a component in the total variance: its intraclass correlation (0–1)."""
        return float(self.variances[component] / self.variances.sum())

    def bound_spread(self, component: int) -> tuple[float, float]:
        """The 95 % profile interval of a standard deviation (points)."""
        low, high = self._bound(SpreadView(component, nested=self.groups.nested))
        return self.groups.unit * low, self.groups.unit * high

    def bound_share(self, component: int) -> tuple[float, float]:
        """The 95 % profile interval of a share (0–1)."""
        return self._bound(ShareView(component, nested=self.groups.nested))

    def bound_mean(self) -> tuple[float, float]:
        """The 95 % profile interval of the mean (points): of the full likelihood, as REML has none for it."""
        full = _fit_groups(self.groups, restricted=False) if self.restricted else self
        low, high = full._bound(MeanView(nested=self.groups.nested))
        return self.groups.centre + self.groups.unit * low, self.groups.centre + self.groups.unit * high

    def _bound(self, view: View) -> tuple[float, float]:
        look = partial(_look, Deviance(groups=self.groups, restricted=self.restricted), view)
        at = view.find(self.variances, mean=self.centre)
        return find_interval(look, lowest=Lowest(at, *look(at)), bounds=view.bounds)


def fit_variance(people: pl.DataFrame, *, restricted: bool = True) -> VarianceFit:
    """Splits the variance of `people`: value, partnership and trajectory, a row a person.

    `restricted` chooses between REML and maximum likelihood.

    Raises:
        NotEstimableError: with the reasons of `etl.measures.variance_groups.sum_groups`, or
            `not_converged`.
    """
    return _fit_groups(sum_groups(people), restricted=restricted)


def _fit_groups(groups: Groups, *, restricted: bool) -> VarianceFit:
    deviance = Deviance(groups=groups, restricted=restricted)
    view = SpreadView(LEADER, nested=groups.nested)
    start = view.find(np.array(_STARTS), mean=0.0)
    lowest = find_lowest(partial(_look, deviance, view), start=start, bounds=view.bounds)
    variances = view.read(lowest.at).components
    return VarianceFit(groups, variances, deviance.find_mean(variances), restricted)


def _look(deviance: Deviance, view: View, at: Numbers) -> tuple[float, Numbers]:
    """The deviance at the coordinates of `view`, and its slope along them."""
    place = view.read(at)
    value, slopes = deviance.at(place.components, mean=place.mean)
    return value, slopes @ place.slopes
