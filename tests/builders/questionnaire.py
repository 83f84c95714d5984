"""The questionnaire of the made-up warehouse: every kind of item, and a look back."""

from pathlib import Path

from etl.configure import Configuration
from schemas.codebook import Answer, AnswerSet, Instrument, Item, Scale
from tests.builders.programme import make_programme, words

REVERSE = "feedback_3"


def make_instrument() -> Instrument:
    """Two scales (one with a reverse item, one perceived), an NPS item, a choice and a multiple."""
    agree = AnswerSet(
        id="agree",
        low=1,
        high=5,
        answers=tuple(Answer(code=c, label=words(f"antwoord {c}", f"answer {c}")) for c in range(1, 6)),
    )
    yes = AnswerSet(
        id="yes",
        low=0,
        high=1,
        answers=(Answer(code=0, label=words("nee", "no")), Answer(code=1, label=words("ja", "yes"))),
    )
    themes = AnswerSet(
        id="themes",
        low=1,
        high=2,
        answers=tuple(Answer(code=c, label=words(f"thema {c}", f"theme {c}")) for c in (1, 2)),
    )
    ten = AnswerSet(id="ten", low=0, high=10)
    return Instrument(
        id="questionnaire",
        title=words("Vragenlijst", "Questionnaire"),
        answer_sets=(agree, yes, themes, ten),
        scales=(
            Scale(id="feedback", label=words("Feedback"), meaning=words("Vraagt feedback"), level="learning"),
            Scale(
                id="learned",
                label=words("Geleerd"),
                meaning=words("Vindt veel geleerd"),
                level="learning",
                perceived=True,
            ),
        ),
        items=make_items(),
    )


def make_items() -> tuple[Item, ...]:
    """The items of `make_instrument`."""
    feedback = [
        Item(
            id=f"feedback_{n}",
            wording=words(f"Ik vraag feedback ({n})"),
            answers="agree",
            waves=("begin", "end", "followup"),
            scale="feedback",
            reverse=f"feedback_{n}" == REVERSE,
        )
        for n in (1, 2, 3)
    ]
    learned = [
        Item(
            id=f"learned_{n}", wording=words(f"Geleerd {n}"), answers="agree", waves=("end",), scale="learned"
        )
        for n in (1, 2)
    ]
    return (
        *feedback,
        Item(
            id="feedback_1_then",
            wording=words("Toen vroeg ik feedback"),
            answers="agree",
            waves=("end",),
            scale="feedback",
            retrospective_of="feedback_1",
        ),
        *learned,
        Item(
            id="recommendation",
            wording=words("Aanbevelen"),
            kind="number",
            answers="ten",
            waves=("between", "end"),
            level="reaction",
            nps=True,
        ),
        Item(
            id="changed",
            wording=words("Veranderd"),
            kind="choice",
            answers="yes",
            waves=("end",),
            level="behaviour",
        ),
        Item(
            id="theme",
            wording=words("Thema"),
            kind="multiple",
            answers="themes",
            waves=("end",),
            level="behaviour",
        ),
    )


def make_configuration(folder: Path = Path("nowhere")) -> Configuration:
    """The made-up programme with the instrument of this module."""
    return Configuration(programme=make_programme(), instruments=(make_instrument(),), folder=folder)


def list_items_at(wave: str) -> list[tuple[str, int, int]]:
    """Each item (or option) asked at `wave`, with its lowest and highest answer."""
    found: list[tuple[str, int, int]] = []
    for item in make_items():
        if item.retrospective_of is not None:
            found += [(item.retrospective_of, 1, 5)] if wave == "then" else []
        elif wave not in item.waves:
            continue
        elif item.kind == "multiple":
            found += [(f"{item.id}.{code}", 0, 1) for code in (1, 2)]
        else:
            found.append((item.id, *{"agree": (1, 5), "yes": (0, 1), "ten": (0, 10)}[item.answers]))
    return found
