"""A later follow-up: who still answers, and what changed in the people who do."""

from collections.abc import Sequence

import polars as pl

from charts.flow import draw_flow
from schemas.programme import Contrast, Programme
from texts import Texts
from ui.figure import Figure
from ui.page import Page
from ui.present.columns import percents
from ui.present.flow import SCHEMA
from ui.present.scene import Hidden, Outcome, Scene, capitalise, find_wave
from ui.present.statements import SHOWN, read_statement
from ui.remember import remembered

STAYED = "stayed"
"""The indicator of who answered again: `etl.measures.follow_up`."""


def list_follow_ups(programme: Programme) -> list[Contrast]:
    """The contrasts that start where the programme's main one ends."""
    if not programme.contrasts:
        return []
    end = programme.contrasts[0].to_wave
    return [contrast for contrast in programme.contrasts if contrast.from_wave == end]


@remembered
def present_stayed(page: Page, *, wave: str | None = None) -> list[Outcome]:
    """For each follow-up (or the one at `wave`): how many of those who answered before still do."""
    known = set(page.store.indicators(kinds=["response"])["indicator_id"])
    contrasts = [c for c in list_follow_ups(page.programme) if wave in (None, c.to_wave)]
    name = STAYED if wave is None else f"{STAYED}-now"
    return [_present_contrast(page, c, name=name) for c in contrasts] if STAYED in known else []


def keep_changes(scene: Scene, outcomes: Sequence[Outcome], *, follow_up: bool) -> list[Outcome]:
    """Of the figures of change those about a follow-up, or the others."""
    starts = tuple(f"change-{contrast.id}-" for contrast in list_follow_ups(scene.programme))
    return [outcome for outcome in outcomes if outcome.key.startswith(starts) == follow_up]


def precede_by(stayed: Sequence[Outcome], outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Who still answers, before the figures that are about them; nothing where there are none."""
    return [*stayed, *outcomes] if outcomes else []


def say_stayed(*, count: float, n: int, moments: tuple[str, str], programme: Programme, texts: Texts) -> str:
    """Of those who answered at the first moment, how many did again: all, some or nobody."""
    case = "none" if count == 0 else "all" if round(count) == n else "some"
    unit = programme.units.leader
    return texts.count(
        f"behaviour.stayed_{case}",
        n if case != "some" else round(count),
        total=texts.number(n),
        share=texts.percent(count / n),
        leaders=(unit.one if n == 1 else unit.many).in_language(texts.language),
        first=moments[0],
        second=moments[1],
    )


def _present_contrast(page: Page, contrast: Contrast, *, name: str) -> Outcome:
    texts = page.texts
    key = f"{name}-{contrast.id}"
    question = texts("behaviour.stayed_question")
    count, rate = (
        read_statement(page, indicator_id=STAYED, wave=contrast.id, statistic=name)
        for name in ("count", "rate")
    )
    if count["status"] != SHOWN:
        return Hidden(key, question, count["status"], STAYED, contrast.id, "count")
    labels = _name_moments(page, contrast)
    bars = [capitalise(label) for label in labels]
    rows = [
        (bars[0], count["n"], 1.0, SHOWN, 0),
        (bars[1], count["value"], rate["value"], rate["status"], rate.get("coded")),
    ]
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row", strict=False)
    return Figure(
        key=key,
        question=question,
        answer=say_stayed(
            count=count["value"], n=count["n"], moments=labels, programme=page.programme, texts=texts
        ),
        draw=lambda: draw_flow(frame, texts=texts, dark=page.dark),
        table=frame.select(
            pl.col("label").alias(texts("results.column_moment")),
            pl.col("count").alias(texts("behaviour.column_people")),
            percents("share").alias(texts("results.column_share")),
        ),
        how_to_read=texts("behaviour.stayed_how"),
        caution=texts("behaviour.stayed_caution"),
        n=count["n"],
        methods=("stayed",),
    )


def _name_moments(page: Page, contrast: Contrast) -> tuple[str, str]:
    first, second = (
        find_wave(page.programme, wave).label.in_language(page.language)
        for wave in (contrast.from_wave, contrast.to_wave)
    )
    return first, second
