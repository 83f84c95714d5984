"""The base of every table's contract."""

import pandera.polars as pa
import polars as pl


class Table(pa.DataFrameModel):
    """A table without unknown columns and without coercion. Validate collected frames only."""

    class Config:
        strict = True
        coerce = False


def empty_frame(model: type[Table]) -> pl.DataFrame:
    """A frame of `model` without rows, with its columns and types."""
    columns = model.to_schema().columns
    return pl.DataFrame(schema={name: column.dtype.type for name, column in columns.items()})


def complete_frame(frame: pl.DataFrame, model: type[Table]) -> pl.DataFrame:
    """`frame` in the columns of `model`: what it is older than is null."""
    columns = model.to_schema().columns
    missing = [name for name in columns if name not in frame.columns]
    if not missing:
        return frame
    nulls = (pl.lit(None, dtype=columns[name].dtype.type).alias(name) for name in missing)
    return frame.with_columns(nulls).select(*columns)
