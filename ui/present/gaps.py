"""Whether scales were left open by chance: Little's test at each moment."""

from collections.abc import Sequence

import polars as pl

from texts import Texts
from ui.figure import Figure
from ui.page import Page
from ui.present.columns import rounded
from ui.present.leavers import note_sentence
from ui.present.missing_models import (
    begin_upper,
    caution_page,
    list_moments,
    name_wave,
    note_row,
    read_models,
)
from ui.present.scene import Row, is_shown
from ui.present.sentences import join_sentences
from ui.remember import remembered

UNLIKELY = 0.05
_SMALLEST = 0.001
_UNBROKEN = "\u00a0"


@remembered
def present_gaps(page: Page) -> Figure | None:
    """The test at each moment, as a table; None where no moment asks two scales."""
    models, texts = read_models(page, "mcar"), page.texts
    waves = list_moments(page, models)
    if not waves:
        return None
    tests = [models.find("response", wave, "p") for wave in waves]
    heads = [models.find("response", wave, "chi2") for wave in waves]
    freedom = [models.find("response", wave, "df")["value"] for wave in waves]
    told = [test if is_shown(test) else head for test, head in zip(tests, heads, strict=True)]
    named = [(name_wave(page, wave), row) for wave, row in zip(waves, told, strict=True)]
    return Figure(
        key="gaps",
        question=texts("response.gaps_question"),
        answer=say_gaps(named, texts=texts),
        draw=None,
        table=_make_table([begin_upper(page, w) for w in waves], told, heads, freedom, texts=texts),
        how_to_read=texts("response.gaps_how"),
        caution=caution_page(page, texts("response.gaps_caution")),
        methods=("little",),
    )


def say_gaps(moments: Sequence[tuple[str, Row]], *, texts: Texts) -> str:
    """At which moments answers are not missing at random, at which none of that was found, and the rest.

    Args:
        moments: a moment's name and the row of its p: `value`, `status`, `reason`.
        texts: the reader's language.
    """
    sides: dict[str, list[str]] = {"not": [], "perhaps": [], "nothing": []}
    others: list[str] = []
    for name, row in moments:
        if is_shown(row):
            side = "not" if row["value"] < UNLIKELY else "perhaps"
            value = say_p(row["value"], texts=texts)
            sides[side].append(texts("response.moment_p", moment=name, value=value))
        elif row.get("reason") == "nothing_missing":
            sides["nothing"].append(name)
        else:
            reason = note_sentence(row, texts=texts)
            others.append(texts("response.at_moment", moment=name, reason=reason))
    said = [texts(f"response.gaps_{side}", parts="; ".join(parts)) for side, parts in sides.items() if parts]
    return join_sentences(*said, *others)


def say_p(p: float, *, texts: Texts) -> str:
    """`p = 0,63`, or `p < 0,001`."""
    number = write_p(p, texts=texts)
    words = f"p {number}" if p < _SMALLEST else f"p = {number}"
    return words.replace(" ", _UNBROKEN)


def write_p(p: float, *, texts: Texts) -> str:
    """`0,63`, or `< 0,001`; with three decimals where these decide."""
    if p < _SMALLEST:
        return f"< {texts.number(_SMALLEST, 3)}"
    return texts.number(p, 3 if p < 0.1 else 2)


def _make_table(
    labels: Sequence[str],
    told: Sequence[Row],
    heads: Sequence[Row],
    freedom: Sequence[float | None],
    *,
    texts: Texts,
) -> pl.DataFrame:
    frame = pl.DataFrame(
        {
            "label": labels,
            "chi2": pl.Series([row["value"] for row in heads], dtype=pl.Float64),
            "df": pl.Series(freedom, dtype=pl.Float64).cast(pl.Int64),
            "p": [write_p(row["value"], texts=texts) if is_shown(row) else None for row in told],
            "n": pl.Series([row["n"] for row in heads], dtype=pl.Int64),
            "note": [note_row(row, texts=texts) for row in told],
        }
    )
    return frame.select(
        pl.col("label").alias(texts("results.column_moment")),
        pl.col("p").cast(pl.String).alias(texts("response.column_p")),
        rounded("chi2").alias(texts("response.column_chi2")),
        pl.col("df").alias(texts("response.column_df")),
        pl.col("n").alias(texts("results.column_n")),
        pl.col("note").alias(texts("results.column_note")),
    )
