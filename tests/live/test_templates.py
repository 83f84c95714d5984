import pytest

from live import LiveStore
from live.templates import TEMPLATES, Template, make_cards
from tests.builders.live import DRAFT, FACILITATOR
from texts import LANGUAGES, texts_in
from texts.catalogue import Language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_template_when_its_cards_are_made_then_a_session_takes_them(
    store: LiveStore, template: Template, language: Language
) -> None:
    session = store.create_session(DRAFT, by=FACILITATOR)
    for card in make_cards(template, words=texts_in(language)):
        store.add_card(session.id, card)

    assert len(store.list_cards(session.id)) == {"walk": 3, "themes": 4, "empty": 0}[template]


def test_walk_when_made_then_asks_the_three_questions_in_order() -> None:
    titles = [card.title for card in make_cards("walk", words=texts_in("nl"))]

    assert titles == ["Wat zie je?", "Wat betekent het?", "Wat doen we ermee?"]
