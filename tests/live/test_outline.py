"""What the outline of a record tells, and never tells: twins that differ in that alone are the same."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from live import open_live
from live.outline import Outline, make_outline
from tests.builders.held_session import Hidden, Written, hold_session
from tests.builders.live import Clock
from texts import texts_in

NL = texts_in("nl")


def outline_of(
    folder: Path, *, agreed: bool = False, hidden: Hidden | None = None, written: Written | None = None
) -> Outline:
    """The outline of a session in a store of its own."""
    folder.mkdir()
    store = open_live(f"sqlite:///{folder / 'live.db'}", clock=Clock())
    session = hold_session(store, release_id="r-7", hidden=hidden, written=written)
    outline = make_outline(store.make_record(session.id, agreed=agreed), words=NL)
    store.close()
    return outline


def change(name: str) -> Hidden:
    """What is hidden, with one part of it something else."""
    return replace(Hidden(), **{name: 5 if name == "vote" else "Iets anders"})


@pytest.mark.parametrize("name", [field.name for field in fields(Hidden)])
def test_outline_when_what_is_hidden_differs_then_is_the_same(tmp_path: Path, name: str) -> None:
    assert outline_of(tmp_path / "twin", hidden=change(name)) == outline_of(tmp_path / "ours")


@pytest.mark.parametrize("name", ["few", "vote"])
def test_outline_when_the_group_agreed_then_small_numbers_are_in_it(tmp_path: Path, name: str) -> None:
    ours = outline_of(tmp_path / "ours", agreed=True)

    assert outline_of(tmp_path / "twin", agreed=True, hidden=change(name)) != ours


def test_outline_when_what_is_shown_differs_then_so_does_it(tmp_path: Path) -> None:
    ours, other = (outline_of(tmp_path / text, written=Written(text)) for text in ("een", "twee"))

    assert ours != other


def test_outline_when_made_then_has_notes_pinned_first_and_says_what_is_left_out(tmp_path: Path) -> None:
    cards = {card.title: card for card in outline_of(tmp_path / "ours").cards}
    (see, mean, act) = cards["Wat nemen we mee?"].columns

    assert [note.pinned for note in see.notes] == [True, False, False, False, False]
    assert [note.support for note in see.notes] == [0, 1, 0, 0, 0]
    assert (len(mean.notes), len(act.notes)) == (1, 1)
    assert [title for title, card in cards.items() if card.remark] == ["Wat met twee?", "Met twee beantwoord"]
    assert cards["Nooit getoond"].rounds == ()
    assert cards["Onze groep leert goed samen"].shift is not None
