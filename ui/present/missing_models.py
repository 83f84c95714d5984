"""What the models of a release say of who is missing, with the words that all its figures share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from schemas.programme import Contrast
from texts import Texts
from ui.page import Page
from ui.present.scene import NUMBERS, Row, capitalise, find_wave, is_shown, label_of

NO_ROW: Row = {
    "value": None,
    "low": None,
    "high": None,
    "n": None,
    "n_partnerships": None,
    "status": "not_estimable",
    "reason": None,
}


@dataclass(frozen=True)
class ModelRows:
    """The rows of some models about the whole programme, by scale (or `response`), wave and term."""

    rows: dict[tuple[str, str, str], Row]

    def find(self, indicator_id: str, wave: str, term: str) -> Row:
        """The row, or one without a number where the release has none."""
        return self.rows.get((indicator_id, wave, term), NO_ROW)

    def has(self, *, wave: str) -> bool:
        """Whether anything is said of this wave or contrast."""
        return any(key[1] == wave for key in self.rows)

    def list_scales(self, page: Page, *, wave: str) -> list[Row]:
        """The scales that something is said of at `wave`, in the order of the questionnaire."""
        said = {indicator for indicator, moment, _ in self.rows if moment == wave}
        scales = page.store.indicators(kinds=["scale"]).iter_rows(named=True)
        return [scale for scale in scales if scale["indicator_id"] in said]


def read_models(page: Page, *models: str) -> ModelRows:
    """The rows of `models`."""
    rows = page.store.models(models=models).iter_rows(named=True)
    return ModelRows({(row["indicator_id"], row["wave"], row["term"]): row for row in rows})


def list_contrasts(page: Page, rows: ModelRows) -> list[Contrast]:
    """The contrasts that something is said of, in the programme's order."""
    return [contrast for contrast in page.programme.contrasts if rows.has(wave=contrast.id)]


def name_wave(page: Page, wave: str) -> str:
    """The moment as the programme calls it: beginmeting (BSA)."""
    return find_wave(page.programme, wave).label.in_language(page.language)


def list_moments(page: Page, rows: ModelRows) -> list[str]:
    """The waves that something is said of, in the programme's order."""
    return [wave.id for wave in page.programme.waves if rows.has(wave=wave.id)]


def note_row(row: Row, *, texts: Texts) -> str:
    """Why a row has no number, in words; empty where it has one."""
    if is_shown(row):
        return ""
    if row.get("reason"):
        return texts(f"results.reason_{row['reason']}")
    return texts(f"charts.status_{row['status']}")


def frame_rows(
    labelled: Sequence[tuple[str, Row]], *, schema: dict[str, Any], references: Sequence[float | None] = ()
) -> pl.DataFrame:
    """The rows in the frame of a chart of dots, a label a row; what is not shown keeps its place."""
    marks = list(references) or [None] * len(labelled)
    rows = [
        {
            **{name: row.get(name) for name in schema if name in (*NUMBERS, "status")},
            "label": label,
            "reference": r,
        }
        for (label, row), r in zip(labelled, marks, strict=True)
    ]
    return pl.DataFrame(rows, schema=schema)


def label_scales(page: Page, scales: Sequence[Row]) -> list[str]:
    """Their names in the reader's language."""
    return [label_of(scale, texts=page.texts) for scale in scales]


def caution_page(page: Page, *more: str) -> str:
    """The programme's own caution, after those of the figure."""
    return " ".join([*more, page.programme.caution.in_language(page.language)])


def begin_upper(page: Page, wave: str) -> str:
    """The moment's name to begin a row with."""
    return capitalise(name_wave(page, wave))


def tell_unknown(page: Page, *, known: Sequence[str]) -> list[str]:
    """What the page cannot tell, and why; `known` are the names of its parts that have figures."""
    if not known:
        return [page.texts("response.nothing")]
    unknown = [] if "answered" in known else [page.texts("response.unknown")]
    return unknown if "leavers" in known else [*unknown, page.texts("response.once")]
