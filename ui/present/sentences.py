"""Sentences that several figures share: what a row of averages says, and what every figure cautions."""

from collections.abc import Sequence

from babel.lists import format_list

from texts import Texts
from ui.present.scene import Row, Scene, is_shown, label_of

LEVEL_DECIMALS = 1


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
        value = texts.number(fact["value"], LEVEL_DECIMALS)
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


def _say_range(shown: list[tuple[str, Row]], *, ends: dict[str, str], texts: Texts) -> str:
    ordered = sorted(shown, key=lambda pair: float(pair[1]["value"]))
    lowest, highest = (texts.number(pair[1]["value"], LEVEL_DECIMALS) for pair in (ordered[0], ordered[-1]))
    if lowest == highest:
        return texts("results.means_equal", value=lowest, **ends)
    names = {"lowest_label": ordered[0][0], "highest_label": ordered[-1][0]}
    return texts("results.means_range", lowest=lowest, highest=highest, **names, **ends)
