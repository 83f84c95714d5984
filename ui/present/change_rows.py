"""What is stated of a paired change, a row an indicator: what chart, table and sentence are made from."""

from collections.abc import Sequence

import polars as pl

from ui.present.scene import Row, Scene, is_shown, label_of, read_fact
from ui.sentences import is_clear

SHARES = ("improved", "same", "worse", "ceiling")
"""What can be told as a bound, beside the means and the change."""
SCHEMA = {
    "label": pl.String,
    "value_from": pl.Float64,
    "coded_from": pl.Int64,
    "value_to": pl.Float64,
    "coded_to": pl.Int64,
    "change": pl.Float64,
    "coded": pl.Int64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "n_partnerships": pl.Int64,
    "method": pl.String,
    "status": pl.String,
    "clear": pl.Boolean,
    "d_av": pl.Float64,
    "d_low": pl.Float64,
    "d_high": pl.Float64,
    "d_z": pl.Float64,
    "improved": pl.Float64,
    "same": pl.Float64,
    "worse": pl.Float64,
    "top2_change": pl.Float64,
    "hl": pl.Float64,
    "p_signed_rank": pl.Float64,
    "p_adjusted": pl.Float64,
    "ceiling": pl.Float64,
    **{f"coded_{name}": pl.Int64 for name in SHARES},
}
_OF_CHANGE = ("coded", "low", "high", "n", "n_partnerships", "method", "status")
_MORE = (
    "d_av",
    "d_z",
    "improved",
    "same",
    "worse",
    "top2_change",
    "hl",
    "p_signed_rank",
    "p_adjusted",
    "ceiling",
)


def read_changes(scene: Scene, group: Sequence[Row], *, wave: str) -> pl.DataFrame:
    """The columns of `SCHEMA` for the contrast `wave`; what is not stated or not shown is null.

    `clear`: whether the change is clear, by the rule of `ui.sentences.is_clear`.
    """
    return pl.DataFrame([_read_row(scene, i, wave=wave) for i in group], schema=SCHEMA)


def _read_row(scene: Scene, indicator: Row, *, wave: str) -> Row:
    facts = {name: read_fact(scene.facts, indicator, wave, name) for name in ("mean_from", "mean_to", *_MORE)}
    change = read_fact(scene.facts, indicator, wave, "change")
    return {
        "label": label_of(indicator, texts=scene.texts),
        "value_from": facts["mean_from"]["value"],
        "coded_from": facts["mean_from"].get("coded"),
        "value_to": facts["mean_to"]["value"],
        "coded_to": facts["mean_to"].get("coded"),
        "change": change["value"],
        **{name: change.get(name) for name in _OF_CHANGE},
        "clear": is_shown(change) and is_clear(change, adjusted=facts["p_adjusted"]),
        "d_low": facts["d_av"]["low"],
        "d_high": facts["d_av"]["high"],
        **{name: facts[name]["value"] for name in _MORE},
        **{f"coded_{name}": facts[name].get("coded") for name in SHARES},
    }
