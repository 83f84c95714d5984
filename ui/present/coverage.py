"""Schools that take part against all such schools, and the map of where leaders work."""

import polars as pl

from charts.region_map import draw_region_map
from charts.share_bars import draw_share_bars
from ui.figure import Figure
from ui.page import Page
from ui.present.facts import count_of, frame_bars, label_fact, name_many, note_of, read_facts, tell_division
from ui.remember import remembered

OUTLINE = ("geometry", "longitude", "latitude")


@remembered
def present_coverage(page: Page) -> Figure | None:
    """Coverage by level; None when the number of all schools is not known."""
    facts, texts = read_facts(page, measure="schools", dimension="level"), page.texts
    known = [(label_fact(c, division="level", page=page), f) for c, f in facts.items() if f["denominator"]]
    if not known:
        return None
    frame = frame_bars([(label, f["value"] / f["denominator"], _note(page, f)) for label, f in known])
    parts = [
        texts(
            "reach.coverage_part", category=row["label"], share=texts.percent(row["value"]), note=row["note"]
        )
        for row in frame.iter_rows(named=True)
    ]
    return Figure(
        key="coverage",
        question=texts("reach.coverage_question"),
        answer=texts("reach.parts", parts="; ".join(parts)),
        draw=lambda: draw_share_bars(frame, texts=texts, dark=page.dark, unit="share"),
        table=_tabulate(page, frame=frame, facts=[fact for _, fact in known]),
        how_to_read=texts("reach.coverage_how"),
        caution=note_of("level", page=page),
    )


@remembered
def present_map(page: Page) -> Figure | None:
    """Leaders by region on the map; None when the release has no outlines."""
    facts, outlines = read_facts(page, measure="leaders", dimension="region"), page.store.regions()
    if outlines.is_empty() or not facts:
        return None
    texts = page.texts
    frame = pl.DataFrame(
        {
            "label": [label_fact(region, division="region", page=page) for region in outlines["region"]],
            **{name: outlines[name] for name in OUTLINE},
            "value": [float(facts.get(region, {"value": 0})["value"]) for region in outlines["region"]],
            "n": pl.Series([None] * outlines.height, dtype=pl.Int64),
            "status": ["shown"] * outlines.height,
        }
    )
    leaders = name_many(count_of("leaders", programme=page.programme), texts=texts)
    credit = texts("reach.map_credit", credit=outlines[f"credit_{page.language}"][0].removesuffix("."))
    return Figure(
        key="map",
        question=texts("reach.map_question", many=leaders),
        answer=tell_division(
            list(frame.select("label", "value").iter_rows()), division="region", measure="leaders", page=page
        ),
        draw=lambda: draw_region_map(frame, texts=texts, dark=page.dark, unit="count"),
        table=frame.select(
            pl.col("label").alias(texts("reach.column_group")),
            pl.col("value").alias(leaders),
        ),
        how_to_read=texts("reach.map_how"),
        caution=f"{note_of('region', page=page)} {credit}",
    )


def _note(page: Page, fact: dict[str, float]) -> str:
    number = page.texts.number
    return page.texts("reach.coverage_note", n=number(fact["value"]), total=number(fact["denominator"]))


def _tabulate(page: Page, *, frame: pl.DataFrame, facts: list[dict[str, float]]) -> pl.DataFrame:
    texts = page.texts
    schools = name_many(count_of("schools", programme=page.programme), texts=texts)
    return pl.DataFrame(
        {
            texts("reach.column_group"): frame["label"],
            schools: [fact["value"] for fact in facts],
            texts("reach.column_all"): [fact["denominator"] for fact in facts],
            texts("reach.column_coverage"): (frame["value"] * 100).round(1),
        }
    )
