"""Change on the same people between two moments: never of what people report they learned."""

from charts.dumbbells import draw_dumbbells
from schemas.programme import Contrast
from texts import Texts
from ui.figure import Figure
from ui.present.change_rows import read_changes
from ui.present.change_table import make_change_table
from ui.present.change_words import Kind, say_ceiling, say_changes, say_interval
from ui.present.scene import (
    Hidden,
    Outcome,
    Row,
    Scene,
    group_by_range,
    is_retrospective,
    is_shown,
    label_wave,
    list_measured,
)
from ui.present.sentences import caution_of, join_sentences, name_group, one_n, read_bounds
from ui.remember import remembered


@remembered
def present_changes(scene: Scene, *, room: str, retrospective: bool) -> list[Outcome]:
    """A figure a contrast and range of answers: averages before and after, and the change between them.

    Args:
        scene: what is looked at.
        room: the page, whose catalogue holds `<room>.change_question` and `<room>.then_question`.
        retrospective: only contrasts that start from a look back, or only the others.
    """
    outcomes: list[Outcome] = []
    for contrast in scene.programme.contrasts:
        if is_retrospective(scene, contrast) != retrospective:
            continue
        groups = group_by_range(list_measured(scene, wave=contrast.id, perceived=False))
        outcomes += [
            _present_group(
                scene,
                group,
                contrast=contrast,
                question=name_group(
                    _ask(scene, contrast, room=room), group, groups=len(groups), texts=scene.texts
                ),
                key=f"change-{contrast.id}-{place}",
            )
            for place, group in enumerate(groups)
        ]
    return outcomes


def _present_group(scene: Scene, group: list[Row], *, contrast: Contrast, question: str, key: str) -> Outcome:
    texts = scene.texts
    frame = read_changes(scene, group, wave=contrast.id)
    facts = frame.to_dicts()
    if not any(is_shown(fact) for fact in facts):
        return Hidden(key, question, facts[0]["status"], group[0]["indicator_id"], contrast.id, "change")
    moments = (label_wave(scene, contrast.from_wave), label_wave(scene, contrast.to_wave))
    low, high = group[0]["low"], group[0]["high"]
    return Figure(
        key=key,
        question=question,
        answer=say_changes(facts, kind=_name(scene, contrast), programme=scene.programme, texts=texts),
        draw=lambda: draw_dumbbells(
            frame,
            texts=texts,
            dark=scene.dark,
            scale_low=low,
            scale_high=high,
            from_label=moments[0],
            to_label=moments[1],
        ),
        table=make_change_table(frame, moments=moments, programme=scene.programme, texts=texts),
        how_to_read=_explain(facts, texts=texts),
        caution=_warn(scene, facts, contrast=contrast),
        n=one_n(facts),
        methods=("change_cr2", "change_people", "d_cr2", "p_adjusted", "signed_rank"),
    )


def _explain(facts: list[Row], *, texts: Texts) -> str:
    """How to read the chart, and when a change is called clear: only where it is tested."""
    is_tested = any(fact["p_adjusted"] is not None for fact in facts)
    return join_sentences(
        texts("results.read_changes"),
        texts(f"results.read_changes_{'wide' if is_tested else 'narrow'}"),
        read_bounds(facts, form="mean", texts=texts),
    )


def _warn(scene: Scene, facts: list[Row], *, contrast: Contrast) -> str:
    """What the interval means, who could not rise, and what a change does not show."""
    texts = scene.texts
    return caution_of(
        scene,
        say_interval(facts, programme=scene.programme, texts=texts),
        say_ceiling(facts, moment=label_wave(scene, contrast.from_wave), texts=texts),
        texts(f"results.caution_{_name(scene, contrast)}"),
    )


def _ask(scene: Scene, contrast: Contrast, *, room: str) -> str:
    label = contrast.label.in_language(scene.texts.language)
    return scene.texts(f"{room}.{_name(scene, contrast)}_question", contrast=label)


def _name(scene: Scene, contrast: Contrast) -> Kind:
    return "then" if is_retrospective(scene, contrast) else "change"
