"""Yardsticks with known practice: what was held, groups, coaches, forms of work, attendance, actions."""

import polars as pl

from schemas.programme import Programme
from schemas.references import Yardsticks
from schemas.release import cell_id
from schemas.table import empty_frame
from schemas.yardsticks import Gauge, Yardstick
from tests.builders.programme import make_programme, words

Fact = tuple[str, str, str, float, int, int | None]
FACTS: tuple[Fact, ...] = (
    ("duration", "school_years", "all", 2.0, 1, None),
    ("days", "held_a_month", "all", 0.8, 16, None),
    ("groups", "group_size", "all", 6.0, 9, 9),
    ("groups", "group_size", "within", 3 / 9, 3, 9),
    ("coach", "coaches", "all", 1.0, 9, 9),
    ("coach", "coaches", "within", 1.0, 9, 9),
    ("mix", "hours_by_kind", "training_day", 0.7, 16, None),
    ("mix", "hours_by_kind", "coaching", 0.3, 40, None),
    ("mix", "within_partnership", "all", 0.3, 56, None),
)
"""Yardstick, measure, category, value, n, partnerships: the practice of every cell but `pi-10`."""


def make_designed_programme() -> Programme:
    """The made-up programme with a yardstick of each kind, one without a norm and one without a gauge."""
    yardsticks = (
        _make("duration", "looptijd", "school_years", at_least=2),
        _make("days", "volle dagen samen", "held_a_month", kinds=("training_day",), at_least=1),
        _make("groups", "grootte van de groep", "group_size", at_least=5, at_most=10),
        _make("coach", "procesbegeleider", "coaches", at_least=1, at_most=1),
        _make("coaching", "individuele coaching", "attended_a_year", kinds=("coaching",), at_least=2),
        _make("plan", "actieplan", "action_plan", at_least=1),
        _make("mix", "mix van werkvormen", "hours_by_kind", "within_partnership"),
        _make("model", "visueel model", at_least=1),
    )
    return make_programme(yardsticks=yardsticks)


def make_yardsticks(*, silent: str = "pi-10") -> pl.DataFrame:
    """`FACTS` for the total and each trajectory; the registers of `silent` say nothing."""
    rows = [
        (cell, *fact, "held_sessions", "shown")
        for cell in ("total", *(cell_id(trajectory=f"pi-{n}") for n in range(1, 11)))
        for fact in FACTS
        if cell != cell_id(trajectory=silent)
    ]
    schema = empty_frame(Yardsticks).schema
    return Yardsticks.validate(pl.DataFrame(rows, schema=schema, orient="row"))


def _make(
    name: str,
    label: str,
    *measures: str,
    kinds: tuple[str, ...] = (),
    at_least: float | None = None,
    at_most: float | None = None,
) -> Yardstick:
    return Yardstick(
        id=name,
        label=words(label, f"{label} (en)"),
        unit=words("eenheden", "units"),
        at_least=at_least,
        at_most=at_most,
        recommendation=words(f"Aanbeveling over {label}.", f"Recommendation about {label}."),
        source="verzonnen",
        gauges=tuple(Gauge.model_validate({"measure": m, "kinds": kinds}) for m in measures),
    )
