"""How many statements are shown and withheld, and how many people are in something that is shown."""

import polars as pl

from etl.audit.standing import Stand
from etl.audit.values import Values

Counts = dict[str, dict[str, int]]


def count_statements(statements: pl.DataFrame, *, cells: pl.DataFrame, status: str) -> Counts:
    """The statements of a status, by kind of cell and wave."""
    kinds = cells.select("cell_id", "kind")
    own = statements.filter(pl.col("status") == status).join(kinds, on="cell_id")
    counts: Counts = {}
    for kind, wave, n in own.group_by("kind", "wave").len().sort("kind", "wave").iter_rows():
        counts.setdefault(kind, {})[wave] = n
    return counts


def measure_coverage(
    statements: pl.DataFrame, *, values: Values, stands: dict[tuple[str, str], Stand]
) -> dict[str, dict[str, float]]:
    """By kind of cell and wave: the share of respondents in a cell, own or pooled, of which a mean of their
    scale is shown; over all scales together.
    """
    scales = [name for name, row in values.rows.items() if row["kind"] == "scale"]
    waves = [wave.id for wave in values.programme.waves]
    means = statements.filter(
        (pl.col("status") == "shown") & (pl.col("statistic") == "mean") & pl.col("indicator_id").is_in(scales)
    )
    shown = {
        (str(n), str(w)): part["cell_id"].to_list() for (n, w), part in means.group_by("indicator_id", "wave")
    }
    covered: dict[str, dict[str, float]] = {}
    for kind in dict.fromkeys(values.places.kinds):
        for wave in waves:
            share = _share(kind, wave=wave, names=scales, shown=shown, values=values, stands=stands)
            if share is not None:
                covered.setdefault(kind, {})[wave] = round(share, 4)
    return covered


def _share(
    kind: str,
    *,
    wave: str,
    names: list[str],
    shown: dict[tuple[str, str], list[str]],
    values: Values,
    stands: dict[tuple[str, str], Stand],
) -> float | None:
    places = values.places
    inside = whole = 0
    for name in names:
        stand = stands.get((name, wave))
        if stand is None or (stand.narrow and kind not in ("total", "trajectory", "level", "region")):
            continue
        people = stand.of_kind(kind)
        own = [
            places.numbers[cell]
            for cell in shown.get((name, wave), [])
            if places.kinds[places.numbers[cell]] == kind
        ]
        inside, whole = inside + int((places.mark(own) & people).sum()), whole + int(people.sum())
    return inside / whole if whole else None
