"""The whole distribution of answers: shares left and right of zero, the neutral answer split around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.frames import require_rows
from charts.rows import Rows, RowText, add_legend, legend_px, place_rows, start_figure
from charts.stacks import Stack, make_stacks
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
            behind the label), `status`. A label that is not shown has one row, with its code null. `coded`
            int, if there is any bound among the shares (`charts.stacks.Stack`).
        texts: the reader's language.
        dark: the theme.
        answers: the labels of the answers by code, from the lowest to the highest.

    Raises:
        ValueError: without rows or answers, with columns or statuses that are not these, or with a
            code that `answers` does not name.
    """
    rows = require_rows(frame, COLUMNS)
    stacks = make_stacks(rows, answers=answers, texts=texts)
    captions = [_text_of(stack, rows, texts=texts) for stack in stacks]
    placed = place_rows(captions, marks_px=[_MARK_PX if stack.lengths else 0 for stack in stacks])
    figure = start_figure(placed, dark=dark, bottom=legend_px(list(answers.values())))
    for segment in _split_segments(list(answers), colours=palette(dark=dark)):
        _add_segment(figure, segment, stacks, placed, answers=answers, texts=texts, dark=dark)
    figure.update_layout(barmode="relative")
    figure.update_xaxes(range=_range_of(stacks, list(answers)), showticklabels=False, showgrid=False)
    figure.add_vline(x=0, line={"color": palette(dark=dark).muted, "width": 1})
    add_legend(figure, below=True)
    return figure


def _text_of(stack: Stack, rows: list[dict[str, Any]], *, texts: Texts) -> RowText:
    row = next(row for row in rows if row["label"] == stack.label)
    return RowText(stack.label, caption(row, say_n(row["n"], texts=texts), stack.bounds, texts=texts))


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
    stacks: list[Stack],
    placed: Rows,
    *,
    answers: Mapping[int, str],
    texts: Texts,
    dark: bool,
) -> None:
    values = [stack.lengths.get(segment.code, 0.0) for stack in stacks]
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
        text=[_percent_inside(stack, segment) for stack in stacks],
        textposition="inside",
        insidetextanchor="middle",
        constraintext="none",
        textangle=0,
        textfont={"color": text_on(segment.colour), "size": 13},
        customdata=[_hover_of(stack, segment, texts=texts) for stack in stacks],
        hovertemplate=f"%{{customdata[0]}}<br>{answers[segment.code]}: %{{customdata[1]}}<extra></extra>",
    )


def _hover_of(stack: Stack, segment: _Segment, *, texts: Texts) -> list[str]:
    """The label and the share; where the bar does not add up to 100 %, also what is told as a bound."""
    share = stack.words.get(segment.code, texts.percent(0.0))
    return [stack.label, f"{share}<br>{escape(stack.bounds, quote=False)}" if stack.bounds else share]


def _percent_inside(stack: Stack, segment: _Segment) -> str:
    """The share in the bar, where it fits; a neutral answer's stands in one of its two halves only."""
    share = stack.lengths.get(segment.code, 0.0)
    if share * segment.part < _LABEL_FROM_SHARE or (segment.part < 1 and segment.side < 0):
        return ""
    return stack.words[segment.code]


def _range_of(stacks: list[Stack], codes: list[int]) -> list[float]:
    half = len(codes) // 2
    middle = codes[half : len(codes) - half]

    def reach(side: list[int], lengths: dict[int, float]) -> float:
        return sum(lengths.get(c, 0) for c in side) + sum(lengths.get(c, 0) / 2 for c in middle)

    left = max(reach(codes[:half], stack.lengths) for stack in stacks)
    right = max(reach(codes[len(codes) - half :], stack.lengths) for stack in stacks)
    return [-max(left, 0.1) - 0.01, max(right, 0.1) + 0.01]
