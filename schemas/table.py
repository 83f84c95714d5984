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
