"""Whether a statement may stand where it stands: its kind of cell, its number of people, and what is
counted.
"""

from etl.audit.standing import ONE_WAY
from etl.disclosure.policy import Policy

_PAIRS = ("trajectory_level", "trajectory_region", "level_region")
_ONE_ANSWER = ("likert", "number", "choice", "multiple", "actions")
_ITEMS = ("likert", "number", "choice", "multiple")


def find_fault(
    statistic: str, *, kind: str, n: float, value: float, indicator_kind: str, planned: bool, policy: Policy
) -> str | None:
    """Why a shown statement may not stand there (`place`, `people` or `count`); None when it may.

    Args:
        statistic: what is stated, of `n` people.
        kind: of the cell.
        n: see there.
        value: the number itself.
        indicator_kind: of the indicator.
        planned: whether the indicator has this wave; a month of attendance is not planned.
        policy: what may be published.
    """
    wide = _names(policy.distributions, statistic) or not planned
    counts = _names(policy.people, statistic)
    if kind not in _list_places(wide=wide, counts=counts or statistic in ("top2", "p_adjusted")):
        return "place"
    if kind in policy.scales_only and indicator_kind in _ITEMS:
        return "place"
    finer = wide or counts or statistic == "top2" or _names(policy.with_mean, statistic)
    if n < (policy.k_distribution if finer or indicator_kind in _ONE_ANSWER else policy.k):
        return "people"
    if not counts:
        return None
    counted = round(value * n if statistic == "rate" else value)
    return "count" if 1 <= min(counted, round(n) - counted) < policy.k else None


def _names(listed: tuple[str, ...], statistic: str) -> bool:
    return any(statistic.startswith(n) if n.endswith("_") else statistic == n for n in listed)


def _list_places(*, wide: bool, counts: bool) -> tuple[str, ...]:
    if wide:
        return ONE_WAY
    every = (*ONE_WAY, *_PAIRS, "partnership", "trajectory_level_region")
    return (*ONE_WAY, *_PAIRS) if counts else every
