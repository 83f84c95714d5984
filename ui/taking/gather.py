"""Gathers the report of one group: its story, its figures, its tables and what stands behind them."""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from reports.content import Headline, Report, Stage
from ui.labels import label_role, start_upper
from ui.page import Page
from ui.present.about import tabulate_release, tell_method
from ui.present.codebook import list_codebook
from ui.present.overview import tell_story
from ui.present.protection import tell_audit, tell_policy
from ui.present.story import Measure, Strip
from ui.taking.chapters import gather_chapters
from ui.taking.columns import describe_columns
from ui.taking.sheets import gather_sheets, tabulate_all


def gather_report(page: Page) -> Report:
    """The report of the page's group, in its language; on paper there is only a light theme."""
    page = replace(page, dark=False, memory=_find_memory(page))
    texts, info = page.texts, page.store.info
    return Report(
        title=page.programme.title.in_language(page.language),
        whom=start_upper(page.cell_label),
        reader=_name_reader(page),
        made=texts("frame.release", release=info.release_id, date=texts.date(info.made_at.date())),
        made_at=info.made_at,
        release_id=info.release_id,
        origin=_say_origin(page),
        synthetic=texts("frame.synthetic_plain") if info.synthetic else "",
        lead=page.programme.story.in_language(page.language),
        stages=tuple(
            Stage(stage.title, tuple(map(_make_headline, stage.measures))) for stage in tell_story(page)
        ),
        caution=page.programme.caution.in_language(page.language),
        method=f"{tell_method(page)}\n\n{tell_policy(page)}",
        audit=tell_audit(page),
        release=tabulate_release(page),
        codebook=list_codebook(page),
        columns=describe_columns(texts),
        make_chapters=lambda: gather_chapters(page),
        make_sheets=lambda: gather_sheets(page),
        make_everything=lambda: tabulate_all(page),
    )


def _find_memory(page: Page) -> dict[Hashable, Any]:
    return page.store.places.find(page.language, False, page.name, page.cell.cell_id)


def _name_reader(page: Page) -> str:
    role = label_role(page.store.viewer, programme=page.programme, texts=page.texts)
    return page.texts("reports.reader", role=role)


def _say_origin(page: Page) -> tuple[str, ...]:
    """Programme, group and release, and that data are made up."""
    title = page.programme.title.in_language(page.language)
    said = (title, page.describe_source(n=None))
    return (*said, page.texts("frame.synthetic_plain")) if page.store.info.synthetic else said


def _make_headline(measure: Measure) -> Headline:
    return Headline(
        label=measure.label,
        number=measure.number or "",
        unit=measure.unit,
        sentence=measure.sentence,
        source=measure.source,
        strip=None if measure.strip is None else _make_strip(measure.strip),
    )


def _make_strip(strip: Strip) -> tuple[float, float, float | None, float | None] | None:
    """None for a bound: a full bar would say that the number is known."""
    return None if strip.coded else (strip.origin, strip.value, strip.low, strip.high)
