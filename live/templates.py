"""Agendas to begin with."""

from typing import Literal

from live.model import NewCard
from live.words import Words

Template = Literal["walk", "themes", "empty"]
TEMPLATES: tuple[Template, ...] = ("walk", "themes", "empty")
# Titles and what is asked, in order. The themes are the programme's own questions to reflection groups.
_QUESTIONS: dict[Template, tuple[tuple[str, str], ...]] = {
    "walk": (
        ("templates.see_title", "templates.see_body"),
        ("templates.mean_title", "templates.mean_body"),
        ("templates.act_title", "templates.act_body"),
    ),
    "themes": (
        ("templates.participants_title", "templates.participants_body"),
        ("templates.forms_title", "templates.forms_body"),
        ("templates.coach_title", "templates.coach_body"),
        ("templates.effects_title", "templates.effects_body"),
    ),
    "empty": (),
}


def make_cards(template: Template, *, words: Words) -> tuple[NewCard, ...]:
    """The cards of a template, to be added to a new session; none for the empty one."""
    return tuple(
        NewCard(kind="question", title=words(title), body=words(body)) for title, body in _QUESTIONS[template]
    )
