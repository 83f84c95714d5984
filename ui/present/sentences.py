"""Sentences that several figures share: what a row of averages says, and what every figure cautions."""

from collections.abc import Sequence
from typing import Literal

from babel.lists import format_list

from texts import Texts
from texts.numbers import is_bound, write_value
from ui.present.scene import Row, Scene, is_shown, label_of

Form = Literal["mean", "share", "stack"]


def join_names(names: Sequence[str], *, texts: Texts) -> str:
    """`a, b en c` in the reader's language."""
    return format_list(list(names), locale="nl_BE" if texts.language == "nl" else "en_GB")


def say_hidden(rows: Sequence[Row], *, texts: Texts) -> str:
    """How many rows of a figure are not shown, or nothing when all are."""
    hidden = sum(not is_shown(row) for row in rows)
    return texts.count("results.hidden_rows", hidden) if hidden else ""


def say_means(indicators: Sequence[Row], facts: Sequence[Row], *, texts: Texts) -> str:
    """Where the averages lie on their scale; one, several or several that are the same."""
    shown = [(label_of(i, texts=texts), f) for i, f in zip(indicators, facts, strict=True) if is_shown(f)]
    ends = {"low": texts.number(indicators[0]["low"]), "high": texts.number(indicators[0]["high"])}
    if len(shown) == 1:
        label, fact = shown[0]
        value = write_value(fact, kind="level", texts=texts, spelled=True)
        sentence = texts("results.means_one", label=label, value=value, **ends)
    else:
        sentence = _say_range(shown, ends=ends, texts=texts)
    return join_sentences(sentence, say_hidden(facts, texts=texts))


def join_sentences(*sentences: str) -> str:
    """The sentences that there are, one after the other."""
    return " ".join(sentence for sentence in sentences if sentence)


def caution_of(scene: Scene, *more: str) -> str:
    """The programme's own caution, after those of the figure."""
    return join_sentences(*more, scene.programme.caution.in_language(scene.texts.language))


def name_group(question: str, group: Sequence[Row], *, groups: int, texts: Texts) -> str:
    """The question; with the range of answers behind it where several figures ask the same."""
    if groups == 1:
        return question
    ends = {name: texts.number(group[0][name]) for name in ("low", "high")}
    return texts("results.on_scale", question=question, **ends)


def one_n(facts: Sequence[Row]) -> int | None:
    """The number of people, if all shown rows have the same; otherwise each row says its own."""
    numbers = {fact["n"] for fact in facts if is_shown(fact)}
    return numbers.pop() if len(numbers) == 1 else None


def read_bounds(rows: Sequence[Row], *, form: Form, texts: Texts) -> str:
    """How to read the bounds of a figure of this form, or nothing where it has none."""
    has_any = any(is_bound(value) for row in rows for name, value in row.items() if name.startswith("coded"))
    return texts(f"numbers.read_{form}") if has_any else ""


def _say_range(shown: list[tuple[str, Row]], *, ends: dict[str, str], texts: Texts) -> str:
    ordered = sorted(shown, key=lambda pair: float(pair[1]["value"]))
    lowest, highest = (
        write_value(fact, kind="level", texts=texts, spelled=True) for _, fact in (ordered[0], ordered[-1])
    )
    if lowest == highest:
        return texts("results.means_equal", value=lowest, **ends)
    names = {"lowest_label": ordered[0][0], "highest_label": ordered[-1][0]}
    return texts("results.means_range", lowest=lowest, highest=highest, **names, **ends)
