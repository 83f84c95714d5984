import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.disclosure.shown import show_statements


def _row(
    statistic: str, value: float | None, *, n: int = 40, kind: str = "trajectory", **given: object
) -> dict:
    return {
        "statistic": statistic,
        "value": value,
        "low": given.get("low"),
        "high": given.get("high"),
        "n": n,
        "kind": kind,
        "unit": given.get("unit", "points"),
        "lowest": given.get("lowest", 1.0),
        "highest": given.get("highest", 5.0),
    }


_FLOATS = ("value", "low", "high", "lowest", "highest")


def _show(*rows: dict) -> list[dict]:
    frame = pl.DataFrame(list(rows), schema_overrides=dict.fromkeys(_FLOATS, pl.Float64))
    return show_statements(frame).to_dicts()


def _shown(*args: object, **given: object) -> tuple[float, int]:
    (row,) = _show(_row(*args, **given))
    return row["value"], row["coded"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (_row("mean", 3.449), (3.4, 0)),
        (_row("mean", 4.9, n=9), (4.5, 1)),  # small, and near the end
        (_row("mean", 4.9, n=10), (4.9, 0)),
        (_row("change", 0.349), (0.3, 0)),
        (_row("change", 3.7, n=9), (3.5, 1)),
        (_row("share_4", 0.3333), (0.33, 0)),
        (_row("share_4", 0.04), (0.05, -1)),
        (_row("top2", 0.83), (0.83, 0)),
        (_row("top2", 0.83, kind="trajectory_level"), (0.85, 0)),  # two dimensions: steps of 5 %
        (_row("top2", 0.93, kind="trajectory_level"), (0.9, 1)),
        (_row("nps", 48.4), (48.0, 0)),
        (_row("d_av", 0.4567), (0.46, 0)),
        (_row("p_adjusted", 0.01234), (0.012, 0)),
        (_row("mean", 0.873, unit="share", lowest=0.0, highest=1.0), (0.87, 0)),
        (_row("mean", 0.873, unit="share", lowest=0.0, highest=1.0, n=9), (0.85, 0)),
        (_row("mean", 61.234, unit="hours", lowest=0.0, highest=None, n=9), (61.2, 0)),
        (_row("improved", 0.97), (0.95, 1)),
    ],
)
def test_number_is_shown_as_the_policy_says(row, expected):
    (shown,) = _show(row)

    assert (shown["value"], shown["coded"]) == expected


def test_true_value_is_always_one_of_those_that_a_shown_number_leaves_possible():
    rows = [
        _row(name, value, n=n)
        for name in ("mean", "change")
        for value in (1.0, 1.44, 3.33, 4.0)
        for n in (7, 30)
    ]
    rows += [_row("share_1", value) for value in (0.0, 0.049, 0.051, 0.5, 0.949, 0.951, 1.0)]

    for before, after in zip(rows, _show(*rows), strict=True):
        assert after["least"] - 1e-9 <= before["value"] <= after["most"] + 1e-9


def test_coded_number_has_no_interval():
    (shown,) = _show(_row("mean", 4.8, n=8, low=4.3, high=5.2))

    assert (shown["value"], shown["low"], shown["high"]) == (4.5, None, None)


@given(st.floats(1.6, 4.4), st.floats(0.01, 1.5))
def test_interval_tells_nothing_of_the_mean_beyond_the_mean_shown(value: float, distance: float):
    """Bounds rounded by themselves would tell on which side of it the true mean lies."""
    (shown,) = _show(_row("mean", value, low=value - distance, high=value + distance))

    below, above = shown["value"] - shown["low"], shown["high"] - shown["value"]
    assert below == pytest.approx(above)
    assert distance - 1e-6 <= above <= distance + 0.1 + 1e-6


def test_interval_of_a_share_follows_from_the_share_shown():
    one, other = _show(_row("share_2", 0.3301, low=0.2, high=0.5), _row("share_2", 0.3349, low=0.3, high=0.4))

    assert (one["low"], one["high"]) == (other["low"], other["high"])


def test_rows_keep_their_order_and_a_missing_number_stays_missing():
    rows = _show(_row("share_1", 0.5), _row("mean", None), _row("mean", 2.0))

    assert [row["value"] for row in rows] == [0.5, None, 2.0]
