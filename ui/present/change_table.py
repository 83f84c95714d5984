"""The table beside a figure of changes: everything that is stated of them."""

import polars as pl

from reports.bounds import is_bounded, read_numbers
from schemas.programme import Programme
from texts import Texts
from ui.present.columns import make_table, note_of, percents, rounded

_LEAST_P = 0.001


def make_change_table(
    frame: pl.DataFrame, *, moments: tuple[str, str], programme: Programme, texts: Texts
) -> pl.DataFrame:
    """`frame` (from `read_changes`) under headings for readers; what no row has is left out.

    Args:
        frame: the changes.
        moments: the names of the two moments.
        programme: for its word for partnerships.
        texts: the reader's language.
    """
    partnerships = programme.units.partnership.many.in_language(texts.language)
    columns = [*_list_columns(moments, texts=texts), pl.col("n_partnerships").alias(partnerships)]
    kept = [column for column in columns if _is_given(frame, column)]
    return make_table(frame, *kept, note_of(texts=texts))


def write_p(p: float, *, texts: Texts) -> str:
    """`0,012`, or `< 0,001`."""
    if p < _LEAST_P:
        return texts("results.p_below", p=texts.number(_LEAST_P, 3))
    return texts.number(p, 3)


def _list_columns(moments: tuple[str, str], *, texts: Texts) -> list[pl.Expr]:
    before, after = (texts("results.column_mean_at", moment=moment) for moment in moments)
    ceiling = texts("results.column_ceiling", moment=moments[0])
    named = {
        "label": pl.col("label"),
        "change": rounded("change", coded="coded"),
        "low": rounded("low"),
        "high": rounded("high"),
        **{name: percents(name, coded=f"coded_{name}") for name in ("improved", "same", "worse")},
        "top2_change": percents("top2_change"),
        "d_av": rounded("d_av", decimals=2),
        "d_low": rounded("d_low", decimals=2),
        "d_high": rounded("d_high", decimals=2),
        "d_z": rounded("d_z", decimals=2),
        "p_adjusted": _write_p_column("p_adjusted", texts=texts),
        "hl": rounded("hl", decimals=2),
        "p_signed_rank": _write_p_column("p_signed_rank", texts=texts),
        "n": pl.col("n"),
    }
    columns = [column.alias(texts(f"results.column_{name}")) for name, column in named.items()]
    means = [
        rounded("value_from", coded="coded_from").alias(before),
        rounded("value_to", coded="coded_to").alias(after),
    ]
    at_top = percents("ceiling", coded="coded_ceiling").alias(ceiling)
    return [columns[0], *means, *columns[1:-1], at_top, columns[-1]]


def _write_p_column(name: str, *, texts: Texts) -> pl.Expr:
    return pl.col(name).map_elements(lambda p: write_p(p, texts=texts), return_dtype=pl.String)


def _is_given(frame: pl.DataFrame, column: pl.Expr) -> bool:
    """A column that this kind of group does not have takes no room."""
    values = frame.select(column).to_series()
    values = read_numbers(values) if is_bounded(values) else values
    return values.null_count() < values.len()
