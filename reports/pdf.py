"""The report on paper: a tagged PDF (PDF/UA-1) with vector figures, each with its words beside it."""

from typing import Any

from reports.content import Chapter, Headline, Report, Stage
from reports.exhibits import describe_exhibit, describe_table, say_once
from reports.typeset import typeset
from texts import Texts


def write_pdf(report: Report, *, texts: Texts) -> bytes:
    """`report` as PDF/UA-1; the same report gives the same bytes.

    Raises:
        UntoldFigureError: for a figure that has no sentence to stand for it.
    """
    return typeset("report.typ", _describe(report, texts=texts), made_at=report.made_at)


def _describe(report: Report, *, texts: Texts) -> dict[str, Any]:
    words = ("contents", "summary", "account", "cautions", "method", "audit")
    return {
        "language": texts.language,
        "product": texts("frame.product"),
        "title": report.title,
        "whom": report.whom,
        "reader": report.reader,
        "made": report.made,
        "synthetic": report.synthetic,
        "footer": " · ".join(report.origin),
        "words": {name: texts(f"reports.{name}") for name in words},
        "lead": report.lead,
        "stages": [_describe_stage(stage) for stage in report.stages],
        "chapters": [_describe_chapter(chapter, texts=texts) for chapter in report.make_chapters()],
        "caution": report.caution,
        "method": report.method,
        "audit": report.audit,
        "release": describe_table(report.release, texts=texts),
    }


def _describe_stage(stage: Stage) -> dict[str, Any]:
    return {"title": stage.title, "headlines": [_describe_headline(h) for h in stage.headlines]}


def _describe_headline(headline: Headline) -> dict[str, Any]:
    return {name: getattr(headline, name) for name in Headline.__dataclass_fields__}


def _describe_chapter(chapter: Chapter, *, texts: Texts) -> dict[str, Any]:
    return {
        "title": chapter.title,
        "exhibits": [describe_exhibit(exhibit, texts=texts) for exhibit in say_once(chapter.exhibits)],
        "unshown": chapter.unshown,
    }
