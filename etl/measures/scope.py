"""Which statistics are stated in which kinds of cells: the costlier and finer ones not in small groups."""

ONE_WAY = ("total", "trajectory", "level", "region")
"""Kinds of cells that hold whole groups of partnerships."""

PAIRED = ("mean_from", "mean_to", "change", "d_av", "improved", "same", "worse")
"""What is stated of every paired change."""
PAIRED_WIDE = ("d_z", "ceiling", "top2_change", "hl", "p_signed_rank", "rank_biserial")
"""What is stated of a change only in `ONE_WAY` cells."""
WIDE = (*PAIRED_WIDE, "mean_programme")
_NOT_IN_PARTNERSHIPS = ("p_adjusted",)
PAIRED_ALL = (*PAIRED, *_NOT_IN_PARTNERSHIPS, *PAIRED_WIDE)


def is_stated(statistic: str, *, kind: str) -> bool:
    """Whether `statistic` is stated in cells of `kind`."""
    if statistic in WIDE:
        return kind in ONE_WAY
    return statistic not in _NOT_IN_PARTNERSHIPS or kind != "partnership"


def list_paired(*, kind: str) -> tuple[str, ...]:
    """What is stated of a paired change in cells of `kind`."""
    return tuple(statistic for statistic in PAIRED_ALL if is_stated(statistic, kind=kind))
