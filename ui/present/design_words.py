"""Every yardstick in words: what the practice is, what the recommendation asks, where it comes from."""

from dataclasses import dataclass

from ui.html import write_heading, write_words
from ui.labels import start_upper
from ui.page import Page
from ui.present.design_sentences import say_reading
from ui.present.readings import read_cell
from ui.present.sentences import join_sentences
from ui.remember import remembered


@dataclass(frozen=True)
class Words:
    """What is said of one yardstick: its sentences, the recommendation and where it comes from."""

    label: str
    sentences: str
    recommendation: str
    source: str


@remembered
def list_words(page: Page) -> tuple[Words, ...]:
    """Every yardstick in words, in the programme's order."""
    told: dict[str, list[str]] = {}
    for reading in read_cell(page, page.cell.cell_id):
        sentence = say_reading(
            reading, programme=page.programme, trajectory_id=page.cell.trajectory_id, texts=page.texts
        )
        told.setdefault(reading.yardstick.id, []).append(sentence)
    return tuple(
        Words(
            label=start_upper(yardstick.label.in_language(page.language)),
            sentences=join_sentences(*dict.fromkeys(told[yardstick.id])),
            recommendation=yardstick.recommendation.in_language(page.language),
            source=yardstick.source,
        )
        for yardstick in page.programme.yardsticks
        if yardstick.id in told
    )


def write_design(page: Page) -> str:
    """`list_words` as HTML, everything in it escaped."""
    parts = [
        f"<div>{write_heading(words.label, level=3)}<p>{write_words(words.sentences)}</p>"
        f'<p class="kompas-source">'
        f"{write_words(page.texts('design.recommendation', text=words.recommendation, source=words.source))}"
        f"</p></div>"
        for words in list_words(page)
    ]
    return f'<div class="kompas-norms">{"".join(parts)}</div>'
