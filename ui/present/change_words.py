"""What a figure of changes says, by rules: clearly up, clearly down, the same, or not sure."""

from collections.abc import Sequence
from typing import Literal

from schemas.programme import Programme
from texts import Texts
from texts.numbers import write_value
from ui.present.scene import Row, is_shown
from ui.present.sentences import join_names, join_sentences, say_hidden

Kind = Literal["change", "then"]
SIDES = ("up", "down", "none", "unclear")
MUCH_CEILING = 0.2
"""From this share at the top of the scale on, a figure warns that these people could not rise."""
_HALVES = ("improved", "same", "worse")


def say_changes(facts: Sequence[Row], *, kind: Kind = "change", programme: Programme, texts: Texts) -> str:
    """Of how many people, and what changed clearly, what stayed the same and what is not sure.

    Args:
        facts: rows of `ui.present.change_rows.SCHEMA`.
        kind: `change` between two moments, or `then`, a look back and now at one moment.
        programme: for its word for leaders.
        texts: the reader's language.
    """
    shown = [fact for fact in facts if is_shown(fact)]
    if len(shown) == 1 and all(shown[0][name] is not None for name in _HALVES):
        said = _say_one(shown[0], kind=kind, programme=programme, texts=texts)
    else:
        said = _say_several(shown, kind=kind, programme=programme, texts=texts)
    return join_sentences(said, say_hidden(facts, texts=texts))


def _say_one(fact: Row, *, kind: Kind, programme: Programme, texts: Texts) -> str:
    """One scale: the shares of people that went up and down, and what that comes to on average."""
    shares = {name: _write_share(fact, name, texts=texts) for name in _HALVES}
    people = texts.count(
        f"results.{kind}_shares",
        fact["n"],
        label=fact["label"],
        **shares,
        **_name_leaders(programme, texts=texts),
    )
    change = _write_change(fact, texts=texts)
    return join_sentences(people, texts(f"results.change_one_{side_of(fact)}", change=change))


def _say_several(shown: Sequence[Row], *, kind: Kind, programme: Programme, texts: Texts) -> str:
    sides: dict[str, list[str]] = {side: [] for side in SIDES}
    for fact in shown:
        sides[side_of(fact)].append(f"{fact['label']} ({_write_change(fact, texts=texts)})")
    parts = [
        texts(f"results.change_{side}", names=join_names(names, texts=texts))
        for side, names in sides.items()
        if names
    ]
    return f"{_say_people(shown, kind=kind, programme=programme, texts=texts)} {'; '.join(parts)}."


def _say_people(shown: Sequence[Row], *, kind: Kind, programme: Programme, texts: Texts) -> str:
    numbers = sorted({fact["n"] for fact in shown})
    words = _name_leaders(programme, texts=texts)
    if len(numbers) == 1:
        return texts.count(f"results.{kind}_people", numbers[0], **words)
    ends = {"lowest": texts.number(numbers[0]), "highest": texts.number(numbers[-1])}
    return texts(f"results.{kind}_people_range", **ends, **words)


def side_of(fact: Row) -> str:
    """`none` where it is written as 0,0; else up or down where it is clear, and unclear."""
    if round(fact["change"], 1) == 0:
        return "none"
    if not fact["clear"]:
        return "unclear"
    return "up" if fact["change"] > 0 else "down"


def say_interval(facts: Sequence[Row], *, programme: Programme, texts: Texts) -> str:
    """What the intervals mean: over partnerships, or (with few partnerships) these people only."""
    unit = programme.units.partnership
    words = {
        "partnership": unit.one.in_language(texts.language),
        "partnerships": unit.many.in_language(texts.language),
    }
    behind = {fact["n_partnerships"] for fact in facts if is_shown(fact)}
    alone = texts("results.interval_people", **words) if None in behind else ""
    return join_sentences(_say_clusters(sorted(behind - {None}), words=words, texts=texts), alone)


def _say_clusters(numbers: Sequence[int], *, words: dict[str, str], texts: Texts) -> str:
    if not numbers:
        return ""
    if len(numbers) == 1:
        return texts.count("results.interval_programmes", numbers[0], **words)
    ends = {"lowest": texts.number(numbers[0]), "highest": texts.number(numbers[-1])}
    return texts("results.interval_programmes_range", **ends, **words)


def say_ceiling(facts: Sequence[Row], *, moment: str, texts: Texts) -> str:
    """Which scales many people could not rise on, or nothing."""
    high = [fact for fact in facts if (fact["ceiling"] or 0.0) >= MUCH_CEILING]
    if not high:
        return ""
    names = [f"{fact['label']} ({_write_share(fact, 'ceiling', texts=texts)})" for fact in high]
    return texts("results.caution_ceiling", names=join_names(names, texts=texts), moment=moment)


def _write_share(fact: Row, name: str, *, texts: Texts) -> str:
    row = {"value": fact[name], "coded": fact.get(f"coded_{name}")}
    return write_value(row, kind="share", texts=texts, spelled=True)


def _write_change(fact: Row, *, texts: Texts) -> str:
    row = {"value": fact["change"], "coded": fact.get("coded")}
    return write_value(row, kind="difference", texts=texts, spelled=True)


def _name_leaders(programme: Programme, *, texts: Texts) -> dict[str, str]:
    unit = programme.units.leader
    return {
        "leader": unit.one.in_language(texts.language),
        "leaders": unit.many.in_language(texts.language),
    }
