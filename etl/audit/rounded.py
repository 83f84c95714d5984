"""Is a shown number the true one, rounded and coded as the policy says; and what does it leave possible?

Written from the policy and not from the code that rounds: a shown number is right when it is a multiple of
its step, no further from the true one than half a step, and coded exactly when the policy says so.
"""

from dataclasses import dataclass

import numpy as np

from etl.audit.places import Numbers
from etl.audit.standing import ONE_WAY

_SMALL = 10
_NEAR = 2e-6
"""True numbers are kept to six decimals before they are rounded."""
_MEANS = ("mean", "mean_programme", "mean_from", "mean_to")
_PEOPLE = ("improved", "same", "worse", "ceiling")
_STEPS = {
    **dict.fromkeys((*_MEANS, "change", "hl"), 0.1),
    **dict.fromkeys(("d_av", "d_z", "rank_biserial", "top2_change", "rate"), 0.01),
    **dict.fromkeys(("p_adjusted", "p_signed_rank"), 0.001),
    "nps": 1.0,
    "count": 1.0,
}


@dataclass(frozen=True)
class Form:
    """How a number is told: in multiples of `step`, coded up to `floor` and from `ceiling` on.

    `bottom` and `top`: the ends of what is possible. `after`: whether it is coded by the rounded number
    (means), and not by the true one (shares).
    """

    step: float
    floor: float = -np.inf
    ceiling: float = np.inf
    bottom: float = -np.inf
    top: float = np.inf
    after: bool = False


def find_form(statistic: str, *, kind: str, n: float, unit: str, low: float, high: float) -> Form:
    """The form of a statistic of `n` people in a cell of `kind`; `low` and `high` are the ends of the
    scale.
    """
    is_mean = statistic in _MEANS
    share = statistic.startswith("share_") or statistic in _PEOPLE or (is_mean and unit == "share")
    if (is_mean and share and n < _SMALL) or (statistic == "top2" and kind not in ONE_WAY):
        return Form(0.05, 0.10, 0.90, 0.0, 1.0)
    if share or statistic == "top2":
        return Form(0.01, 0.05, 0.95, 0.0, 1.0)
    if not is_mean and statistic != "change":
        return Form(_STEPS.get(statistic, 0.01))
    bottom, top = (low, high) if is_mean else (low - high, high - low)
    bottom, top = (-np.inf if np.isnan(bottom) else bottom), (np.inf if np.isnan(top) else top)
    if n >= _SMALL:
        return Form(0.1, bottom=bottom, top=top)
    half = (high - low) / 8
    ends = (bottom + half, top - half) if np.isfinite(half) else (-np.inf, np.inf)
    return Form(0.1, *ends, bottom=bottom, top=top, after=True)


def is_told_right(true: float, *, shown: float, coded: int, form: Form) -> bool:
    """Whether `shown` and `coded` are what `form` makes of `true`; either side of a tie is right."""
    if coded == 0:
        multiple = abs(shown / form.step - round(shown / form.step)) < 1e-4
        close = abs(shown - true) <= form.step / 2 + _NEAR
        return multiple and close and not _must_code(true, shown=shown, form=form)
    if not np.isfinite(form.floor):
        return False
    bound = form.floor if coded < 0 else form.ceiling
    slack = form.step / 2 if form.after else 0.0
    beyond = true <= bound + slack + _NEAR if coded < 0 else true >= bound - slack - _NEAR
    return abs(shown - bound) < _NEAR and beyond


def _must_code(true: float, *, shown: float, form: Form) -> bool:
    if form.after:
        return shown <= form.floor + _NEAR or shown >= form.ceiling - _NEAR
    return true < form.floor - _NEAR or true > form.ceiling + _NEAR


def find_bounds(*, shown: float, coded: int, form: Form) -> tuple[float, float]:
    """The least and most that the true number can be."""
    slack = form.step / 2 if form.after else 0.0
    if coded < 0:
        return form.bottom, form.floor + slack
    if coded > 0:
        return form.ceiling - slack, form.top
    least, most = shown - form.step / 2, shown + form.step / 2
    if not form.after and np.isfinite(form.floor):
        return max(least, form.floor), min(most, form.ceiling)
    return max(least, form.bottom), min(most, form.top)


def interval_is_plain(numbers: Numbers) -> bool:
    """Whether bounds of an interval have no more than three decimals."""
    told = numbers[~np.isnan(numbers)]
    return bool(np.all(np.abs(told * 1000 - np.round(told * 1000)) < 1e-3))
