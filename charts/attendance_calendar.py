"""Attendance by month and kind of session: a strip of months a kind, for each school year."""

from html import escape
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.frames import is_shown, require_rows
from charts.rows import LINE_PX, add_label, wrap_text
from charts.theme import Palette, palette, template, text_on
from charts.words import say_n, say_status
from texts import Texts
from texts.numbers import write_bound

Mark = tuple[float, float, str]
"""A month's name or a dot: its column, its place in px from the top, its text."""
COLUMNS = ("month", "label", "share", "n", "status")
YEAR_STARTS_IN = 9
"""A school year runs from September."""
_HEADER_PX = 46
_LABEL_PX = 23
_CELL_PX = 30
_GAP_PX = 8


def draw_attendance_calendar(frame: pl.DataFrame, *, texts: Texts, dark: bool) -> go.Figure:
    """Draw a grid a school year: months across, a strip a kind of session, the share in each cell.

    A month without sessions is a dot, a month that is not shown a hatched cell: the two never look alike.

    Args:
        frame: one row a month and kind that had sessions: `month` str, such as `2022-03`; `label` str,
            the kind; `share` float 0–1 of the expected people who came; `n` int, people; `status`; `coded`
            int, if there is any bound among the shares.
        texts: the reader's language.
        dark: the theme.

    Raises:
        ValueError: without rows, or with columns or statuses that are not these.
    """
    rows = require_rows(frame, COLUMNS)
    figure = go.Figure()
    kinds = list(dict.fromkeys(row["label"] for row in rows))
    columns = _months_in_use(rows)
    at = _add_key(figure, texts=texts, dark=dark)
    marks: list[Mark] = []
    for year in sorted({_school_year(row["month"]) for row in rows}):
        of_year = [row for row in rows if _school_year(row["month"]) == year]
        at, added = _add_year(figure, year, of_year, kinds, columns, at=at, texts=texts, dark=dark)
        marks += added
    _write_marks(figure, marks, colour=palette(dark=dark).muted)
    _fit(figure, columns=columns, height=at, dark=dark)
    return figure


def _school_year(month: str) -> int:
    year, number = (int(part) for part in month.split("-"))
    return year if number >= YEAR_STARTS_IN else year - 1


def _months_in_use(rows: list[dict[str, Any]]) -> list[int]:
    """Month numbers from September on, without those in which no school year has a session."""
    used = {(int(row["month"].split("-")[1]) - YEAR_STARTS_IN) % 12 for row in rows}
    return [(step + YEAR_STARTS_IN - 1) % 12 + 1 for step in range(min(used), max(used) + 1)]


def _add_year(
    figure: go.Figure,
    year: int,
    rows: list[dict[str, Any]],
    kinds: list[str],
    columns: list[int],
    *,
    at: float,
    texts: Texts,
    dark: bool,
) -> tuple[float, list[Mark]]:
    """Add one school year from `at` px down; returns where the next one starts, and what is to be written."""
    colours = palette(dark=dark)
    year_text = texts("charts.school_year", year=f"{year}–{year + 1}")
    add_label(figure, f"<b>{year_text}</b>", at=at, dark=dark)
    names = [texts(f"charts.month_{month}") for month in columns]
    marks: list[Mark] = [(position, at + 34, name) for position, name in enumerate(names)]
    at += _HEADER_PX
    for kind in kinds:
        add_label(figure, escape(kind, quote=False), at=at, dark=dark, muted=True)
        of_kind = {int(row["month"].split("-")[1]): row for row in rows if row["label"] == kind}
        centre = at + _LABEL_PX + _CELL_PX / 2
        _add_strip(figure, of_kind, columns, centre=centre, texts=texts, colours=colours)
        marks += [(position, centre, "·") for position, month in enumerate(columns) if month not in of_kind]
        at += _LABEL_PX + _CELL_PX + _GAP_PX
    return at + _GAP_PX, marks


def _add_strip(
    figure: go.Figure,
    by_month: dict[int, dict[str, Any]],
    columns: list[int],
    *,
    centre: float,
    texts: Texts,
    colours: Palette,
) -> None:
    placed = [(position, by_month[month]) for position, month in enumerate(columns) if month in by_month]
    fills = [_fill_of(row, colours=colours) for _, row in placed]
    figure.add_bar(
        x=[position for position, _ in placed],
        y=[_CELL_PX] * len(placed),
        base=[centre - _CELL_PX / 2] * len(placed),
        width=0.94,
        marker={
            "color": fills,
            "line": {"color": colours.muted, "width": 0.5},
            "pattern": {
                "shape": ["" if is_shown(row) else "/" for _, row in placed],
                "fillmode": "overlay",
                "fgcolor": colours.muted,
                "size": 6,
                "solidity": 0.15,
            },
        },
        text=[_number_of(row, texts=texts) for _, row in placed],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": 12, "color": [text_on(fill) for fill in fills]},
        customdata=[_hover_of(row, texts=texts) for _, row in placed],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _fill_of(row: dict[str, Any], *, colours: Palette) -> str:
    if not is_shown(row):
        return colours.background
    steps = colours.sequence
    return steps[min(int(row["share"] * len(steps)), len(steps) - 1)]


def _number_of(row: dict[str, Any], *, texts: Texts) -> str:
    if not is_shown(row):
        return ""
    return write_bound(texts.number(row["share"] * 100), row.get("coded"), strict=True, texts=texts)


def _hover_of(row: dict[str, Any], *, texts: Texts) -> str:
    if not is_shown(row):
        return f"{row['label']}<br>{say_status(row['status'], texts=texts)}"
    n = say_n(row["n"], texts=texts)
    share = write_bound(texts.percent(row["share"]), row.get("coded"), strict=True, texts=texts)
    return "<br>".join(part for part in (row["label"], share, n) if part)


def _write_marks(figure: go.Figure, marks: list[Mark], *, colour: str) -> None:
    """Write all in one trace: seventy annotations took the browser longer than the rest of the chart."""
    figure.add_scatter(
        x=[x for x, _, _ in marks],
        y=[y for _, y, _ in marks],
        text=[text for _, _, text in marks],
        mode="text",
        textfont={"size": 11, "color": colour},
        hoverinfo="skip",
    )


def _add_key(figure: go.Figure, *, texts: Texts, dark: bool) -> float:
    """Say how to read the cells; returns where the first year starts."""
    lines = wrap_text(texts("charts.calendar_key"))
    add_label(figure, "<br>".join(lines), at=0, dark=dark, muted=True)
    return float(LINE_PX * len(lines) + _GAP_PX)


def _fit(figure: go.Figure, *, columns: list[int], height: float, dark: bool) -> None:
    figure.update_layout(
        template=template(dark),
        height=round(height + 8),
        margin={"l": 4, "r": 4, "t": 4, "b": 4, "autoexpand": False},
        barmode="overlay",
        bargap=0,
    )
    figure.update_xaxes(visible=False, range=[-0.5, len(columns) - 0.5])
    figure.update_yaxes(visible=False, range=[height, 0])
