"""What a presenter looks at: the indicators of a page, and what the release states about them."""

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import polars as pl

from schemas.programme import Contrast, Programme, Wave
from texts import Texts
from ui.figure import Figure
from ui.remember import remembered

Row = dict[str, Any]
Facts = Mapping[tuple[str, str, str], Row]
MEASURED = ("scale", "likert")
NUMBERS = ("value", "coded", "low", "high", "n")
"""What is read of a statement for a figure."""
_NOTHING: Row = {**dict.fromkeys(NUMBERS), "status": "not_estimable"}
_NEVER_MEASURED = ("not_asked", "not_delivered")


@dataclass(frozen=True)
class Hidden:
    """A figure of which nothing is published for this cell; the rest names the statement looked for.

    Without a `question` it stands below a figure and says what that lacks.
    """

    key: str
    question: str
    status: str
    indicator_id: str
    wave: str
    statistic: str


@dataclass(frozen=True)
class Scene:
    """One level of one cell. `facts` are the cell's statements by indicator, wave and statistic; `whole`
    those of the whole programme, or nothing when the cell is the whole programme. `blank` stands for
    the cell as a whole when nothing of it is shown: the page tells its status once. `references` are
    values of other populations.
    """

    texts: Texts
    dark: bool
    programme: Programme
    indicators: tuple[Row, ...]
    facts: Facts
    whole: Facts
    blank: Hidden | None = None
    references: tuple[Row, ...] = ()
    memory: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def told(self) -> str | None:
        """The status that the page has given for the cell as a whole."""
        return None if self.blank is None else self.blank.status


Outcome = Figure | Hidden


def index_facts(statements: pl.DataFrame) -> Facts:
    """Statements by indicator, wave and statistic."""
    return {(r["indicator_id"], r["wave"], r["statistic"]): r for r in statements.iter_rows(named=True)}


def fill_withheld(facts: Facts, *, whole: Facts) -> Facts:
    """`facts` with a row for all that is stated of the `whole` programme and not of this cell.

    What such a cell never states is told by the same sentence as what is withheld in it: why a number is
    not shown says nothing about a group.
    """
    left = {key: row for key, row in whole.items() if key not in facts}
    return {**facts, **{key: _withhold(row) for key, row in left.items()}}


def _withhold(row: Row) -> Row:
    status = row["status"] if row["status"] in _NEVER_MEASURED else "withheld"
    return {**row, **dict.fromkeys(NUMBERS), "n_partnerships": None, "method": None, "status": status}


def keep_numbers(fact: Row) -> Row:
    """The statement's numbers and status, for a row of a chart; one from before bounds has a null code."""
    return {name: fact.get(name) for name in (*NUMBERS, "status")}


def read_reference(fact: Row) -> Row:
    """A statement to lay beside another: its value and code."""
    return {"reference": fact["value"], "coded_reference": fact.get("coded")}


def read_fact(facts: Facts, indicator: Row, wave: str, statistic: str) -> Row:
    """The statement, or one without a figure where the release has none."""
    return facts.get((indicator["indicator_id"], wave, statistic), _NOTHING)


def is_shown(row: Row) -> bool:
    """Whether the statement's figures are published."""
    return bool(row["status"] == "shown")


def label_of(indicator: Row, *, texts: Texts) -> str:
    """The indicator's short name."""
    return str(indicator[f"label_{texts.language}"])


def wording_of(indicator: Row, *, texts: Texts) -> str:
    """The indicator's question in full."""
    return str(indicator[f"wording_{texts.language}"])


def waves_of(indicator: Row) -> list[str]:
    """Waves and contrasts in which the indicator is measured."""
    return list(_read_list(indicator["waves"]))


@lru_cache(maxsize=256)
def _read_list(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def list_measured(scene: Scene, *, wave: str, perceived: bool | None = None) -> list[Row]:
    """Scales and questions that stand alone, answered on a scale, measured at `wave` (or contrast)."""
    return [
        indicator
        for indicator in scene.indicators
        if indicator["kind"] in MEASURED
        and (indicator["kind"] == "scale" or indicator["scale_id"] is None)
        and wave in waves_of(indicator)
        and (perceived is None or indicator["perceived"] == perceived)
    ]


def group_by_range(indicators: list[Row]) -> list[list[Row]]:
    """Indicators with the same lowest and highest answer together: only those share an axis."""
    groups: dict[tuple[float, float], list[Row]] = {}
    for indicator in indicators:
        groups.setdefault((indicator["low"], indicator["high"]), []).append(indicator)
    return list(groups.values())


@remembered
def list_waves(scene: Scene) -> list[Wave]:
    """The moments at which something of this scene was asked, without looks back."""
    asked = {wave for indicator in scene.indicators for wave in waves_of(indicator)}
    return [wave for wave in scene.programme.waves if wave.id in asked and not wave.retrospective]


@remembered
def find_main_wave(scene: Scene) -> str | None:
    """The end of the programme's main contrast if asked then, else the last moment; None without any."""
    waves = [wave.id for wave in list_waves(scene)]
    ends = [contrast.to_wave for contrast in scene.programme.contrasts]
    return next((wave for wave in ends if wave in waves), waves[-1] if waves else None)


def find_wave(programme: Programme, wave_id: str) -> Wave:
    """The wave with this id."""
    return next(wave for wave in programme.waves if wave.id == wave_id)


def label_wave(scene: Scene, wave_id: str) -> str:
    """The moment's name in the reader's language."""
    return find_wave(scene.programme, wave_id).label.in_language(scene.texts.language)


def is_retrospective(scene: Scene, contrast: Contrast) -> bool:
    """Whether a contrast starts from a look back."""
    return find_wave(scene.programme, contrast.from_wave).retrospective


def capitalise(text: str) -> str:
    """`text` with a capital to begin with; the rest stays as the programme writes it."""
    return text[:1].upper() + text[1:]
