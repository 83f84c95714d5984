"""What a card shows of the release, and who may look at it."""

from live.model import Card, Figure, State
from texts.catalogue import Language
from ui.live.replay import View


def read_view(figure: Figure, *, language: Language, dark: bool) -> View:
    """The figure of a card in one language and theme."""
    return View(
        release_id=figure.release_id,
        page=figure.page,
        key=figure.key,
        query=figure.query,
        language=language,
        dark=dark,
    )


def may_look_at(card: Card, *, state: State) -> bool:
    """Whether who takes part may look at this card: the current one, and those before it."""
    return state.card is not None and card.place <= state.card.place
