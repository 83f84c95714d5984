"""Checks that a survey that was handed in is of the wave that it says, and holds an answer at all."""

from datetime import date

import polars as pl

from etl.check.ledger import Ledger
from schemas.programme import Programme, Wave

_NO_ANSWER = ("code_outside_scale", "label_unknown")


def check_handed(
    rows: pl.DataFrame, *, file: str, answers: int, programme: Programme, ledger: Ledger
) -> None:
    """Refuse a file whose answers are all impossible (`answers_all_refused`), or all of another wave than it
    says (`wave_wrong`).

    `rows` are the submissions of `file` (`wave`, `answered_at`), `answers` the number that was read of it.
    """
    noted = {entry["check"] for entry in ledger.entries if entry["file"] == file}
    if not answers and noted.intersection(_NO_ANSWER):
        ledger.note_once("answers_all_refused", file=file)
    waves = {wave.id: wave for wave in programme.waves if not wave.retrospective}
    for (name,), part in rows.drop_nulls(["wave", "answered_at"]).group_by("wave", maintain_order=True):
        own = waves.get(str(name))
        likely = own and _find_other(part["answered_at"].dt.date().to_list(), own=own, waves=waves)
        if own and likely:
            words = {f"told_{lang}": own.label.in_language(lang) for lang in ("nl", "en")}
            words |= {f"likely_{lang}": likely.label.in_language(lang) for lang in ("nl", "en")}
            ledger.note_once("wave_wrong", file=file, **words)


def _find_other(days: list[date], *, own: Wave, waves: dict[str, Wave]) -> Wave | None:
    """The wave in which most of `days` fall, if not one of them falls in `own`."""
    if not _is_dated(own) or any(_is_within(day, own) for day in days):
        return None
    others = [wave for wave in waves.values() if wave is not own and _is_dated(wave)]
    return next((w for w in others if sum(_is_within(day, w) for day in days) * 2 > len(days)), None)


def _is_dated(wave: Wave) -> bool:
    return wave.opens is not None and wave.closes is not None


def _is_within(day: date, wave: Wave) -> bool:
    return (wave.opens or date.min) <= day <= (wave.closes or date.max)
