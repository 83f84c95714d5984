"""The whole distribution of answers: shares left and right of zero, the neutral answer split around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.frames import is_shown, require_rows
from charts.rows import Rows, RowText, add_legend, legend_px, place_rows, start_figure
from charts.theme import Palette, palette, text_on
from charts.words import caption, say_n
from texts import Texts

COLUMNS = ("label", "code", "share", "n", "status")
_MARK_PX = 28
_LABEL_FROM_SHARE = 0.12


@dataclass(frozen=True)
class _Segment:
    """One answer's bars on one side of zero. `part` is 0.5 for a neutral answer, which has two sides."""

    code: int
    side: int
    part: float
    colour: str
    pattern: str


def draw_likert_bars(
    frame: pl.DataFrame, *, texts: Texts, dark: bool, answers: Mapping[int, str]
) -> go.Figure:
    """Draw one stacked bar a label, in the order of the frame.

    Answers below the middle go left of zero and are hatched, those above go right and are plain, the
    middle one (of an odd number of answers) is dotted and split around zero: sides need no colour.

    Args:
        frame: one row a label and answer: `label` str, `code` int, `share` float 0–1, `n` int (people
            behind the label), `status`. A label that is not shown has one row, with its code null.
        texts: the reader's language.
        dark: the theme.
        answers: the labels of the answers by code, from the lowest to the highest.

    Raises:
        ValueError: without rows or answers, with columns or statuses that are not these, or with a
            code that `answers` does not name.
    """
    rows = require_rows(frame, COLUMNS)
    labels = list(dict.fromkeys(row["label"] for row in rows))
    shares = _shares_by_label(rows, answers=answers)
    placed = place_rows(
        [_text_of(label, rows, texts=texts) for label in labels], marks_px=_marks_of(labels, rows)
    )
    figure = start_figure(placed, dark=dark, bottom=legend_px(list(answers.values())))
    for segment in _split_segments(list(answers), colours=palette(dark=dark)):
        _add_segment(figure, segment, labels, shares, placed, answers=answers, texts=texts, dark=dark)
    figure.update_layout(barmode="relative")
    figure.update_xaxes(range=_range_of(labels, shares, list(answers)), showticklabels=False, showgrid=False)
    figure.add_vline(x=0, line={"color": palette(dark=dark).muted, "width": 1})
    add_legend(figure, below=True)
    return figure


def _shares_by_label(
    rows: list[dict[str, Any]], *, answers: Mapping[int, str]
) -> dict[tuple[str, int], float]:
    shown = [row for row in rows if is_shown(row)]
    unknown = {row["code"] for row in shown} - set(answers)
    if unknown or not answers:
        raise ValueError(f"codes without an answer label: {sorted(map(str, unknown))}")
    return {(row["label"], row["code"]): row["share"] for row in shown}


def _marks_of(labels: list[str], rows: list[dict[str, Any]]) -> list[float]:
    shown = {row["label"] for row in rows if is_shown(row)}
    return [_MARK_PX if label in shown else 0 for label in labels]


def _text_of(label: str, rows: list[dict[str, Any]], *, texts: Texts) -> RowText:
    row = next(row for row in rows if row["label"] == label)
    return RowText(label, caption(row, say_n(row["n"], texts=texts), texts=texts))


def _split_segments(codes: list[int], *, colours: Palette) -> list[_Segment]:
    """The segments from the zero line outward, as Plotly stacks them."""
    half = len(codes) // 2
    middle = codes[half : len(codes) - half]
    segments = [_Segment(code, side, 0.5, colours.neutral, ".") for code in middle for side in (-1, 1)]
    for step in range(half):
        shade = _shade(step, half)
        segments.append(_Segment(codes[half - 1 - step], -1, 1, colours.negative[shade], "/"))
        segments.append(_Segment(codes[len(codes) - half + step], 1, 1, colours.positive[shade], ""))
    return segments


def _shade(step: int, half: int) -> int:
    """Mild to strong in three shades; a lone answer on a side takes the middle one."""
    return 1 if half == 1 else round(step * 2 / (half - 1))


def _add_segment(
    figure: go.Figure,
    segment: _Segment,
    labels: list[str],
    shares: dict[tuple[str, int], float],
    placed: Rows,
    *,
    answers: Mapping[int, str],
    texts: Texts,
    dark: bool,
) -> None:
    values = [shares.get((label, segment.code), 0.0) for label in labels]
    background = palette(dark=dark).background
    is_second_half = segment.part < 1 and segment.side > 0
    figure.add_bar(
        orientation="h",
        x=[segment.side * segment.part * value for value in values],
        y=list(placed.centres),
        width=_MARK_PX,
        name=answers[segment.code],
        legendgroup=str(segment.code),
        legendrank=1000 + list(answers).index(segment.code),
        showlegend=not is_second_half,
        marker={
            "color": segment.colour,
            "line": {"color": background, "width": 1.5},
            "pattern": {
                "shape": segment.pattern,
                "fillmode": "overlay",
                "fgcolor": background,
                "fgopacity": 0.22,
                "size": 7,
            },
        },
        text=[_percent_inside(value, segment, texts=texts) for value in values],
        textposition="inside",
        insidetextanchor="middle",
        constraintext="none",
        textangle=0,
        textfont={"color": text_on(segment.colour), "size": 13},
        customdata=[[label, texts.percent(value)] for label, value in zip(labels, values, strict=True)],
        hovertemplate=f"%{{customdata[0]}}<br>{answers[segment.code]}: %{{customdata[1]}}<extra></extra>",
    )


def _percent_inside(share: float, segment: _Segment, *, texts: Texts) -> str:
    """The share in the bar, where it fits; a neutral answer's stands in one of its two halves only."""
    if share * segment.part < _LABEL_FROM_SHARE or (segment.part < 1 and segment.side < 0):
        return ""
    return texts.percent(share)


def _range_of(labels: list[str], shares: dict[tuple[str, int], float], codes: list[int]) -> list[float]:
    half = len(codes) // 2
    middle = codes[half : len(codes) - half]

    def reach(side: list[int], label: str) -> float:
        return sum(shares.get((label, c), 0) for c in side) + sum(
            shares.get((label, c), 0) / 2 for c in middle
        )

    left = max(reach(codes[:half], label) for label in labels)
    right = max(reach(codes[len(codes) - half :], label) for label in labels)
    return [-max(left, 0.1) - 0.01, max(right, 0.1) + 0.01]
