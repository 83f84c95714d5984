"""Reads an exported release with Polars: `python docs/examples/read_release.py FOLDER`.

Prints the mean of each scale at the last wave that asked it, for the whole programme and for each trajectory,
and says where a mean is withheld. Only Polars is needed.
"""

import sys
from pathlib import Path

import polars as pl


def list_means(folder: Path) -> pl.DataFrame:
    """Scale, wave and group with mean, n and status; a mean that is not shown is null."""
    statements = pl.read_parquet(folder / "statements.parquet")
    cells = pl.read_parquet(folder / "cells.parquet").filter(pl.col("kind").is_in(["total", "trajectory"]))
    scales = pl.read_parquet(folder / "indicators.parquet").filter(pl.col("kind") == "scale")
    means = statements.filter(pl.col("statistic") == "mean")
    return (
        means.join(cells.select("cell_id"), on="cell_id")
        .join(scales.select("indicator_id", "label_nl", "position"), on="indicator_id")
        .sort("position", "wave", "cell_id")
        .select("label_nl", "wave", "cell_id", "value", "n", "status")
    )


def main() -> int:
    """Print the means of the release in the folder named on the command line."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    with pl.Config(tbl_rows=-1, tbl_width_chars=110, fmt_str_lengths=60):
        print(list_means(Path(sys.argv[1])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
