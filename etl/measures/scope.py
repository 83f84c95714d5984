"""Which statistics are stated in which kinds of cells: the costlier and finer ones not in small groups."""

SMALL = 10
"""Groups of fewer people are small: their own spread is not used, and their means are coded at the ends."""

ONE_WAY = ("total", "trajectory", "level", "region")
"""Kinds of cells that hold whole groups of partnerships."""

DIRECTIONS = ("improved", "same", "worse")
"""Shares of people, of a change in a scale."""
PAIRED = ("mean_from", "mean_to", "change", "d_av", *DIRECTIONS)
"""What is stated of every paired change."""
PAIRED_WIDE = ("d_z", "ceiling", "top2_change", "hl", "p_signed_rank", "rank_biserial")
"""What is stated of a change only in `ONE_WAY` cells."""
WIDE = (*PAIRED_WIDE, "mean_programme")
_NOT_IN_PARTNERSHIPS = ("p_adjusted",)
_WITHHELD_ELSEWHERE = ("d_av", *DIRECTIONS, "nps")
PAIRED_ALL = (*PAIRED, *_NOT_IN_PARTNERSHIPS, *PAIRED_WIDE)


def is_stated(statistic: str, *, kind: str) -> bool:
    """Whether there is a statement of `statistic` in cells of `kind`, shown or withheld."""
    if statistic in WIDE:
        return kind in ONE_WAY
    return statistic not in _NOT_IN_PARTNERSHIPS or kind != "partnership"


def is_measured(statistic: str, *, kind: str) -> bool:
    """Whether `statistic` is worth measuring in cells of `kind`: elsewhere it would be withheld."""
    withheld = statistic in _WITHHELD_ELSEWHERE or statistic.startswith("share_")
    return is_stated(statistic, kind=kind) and (kind in ONE_WAY or not withheld)


def list_paired(*, kind: str) -> tuple[str, ...]:
    """What is measured of a paired change in cells of `kind`."""
    return tuple(statistic for statistic in PAIRED_ALL if is_measured(statistic, kind=kind))
