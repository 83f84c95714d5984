"""The record as files: what it tells, and that nothing that people typed becomes more than text."""

import re
from datetime import date
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from live import LiveStore
from live.document import escape_markdown, write_markdown
from live.model import NewCard
from live.records import Record
from live.workbook import write_workbook
from tests.builders.live import CHOICE, FIGURE, RANKING, make_room
from texts import LANGUAGES, texts_in
from texts.catalogue import Language

NASTY = (
    "<script>alert(1)</script>",
    "![x](https://evil.example/p.png)",
    "[klik](javascript:alert(1))",
    '=HYPERLINK("https://evil.example")',
    "# kop",
    "1. een",
    "12) twaalf",
    "- punt",
    "| a | b |",
    "**vet** _schuin_ `code` ~~weg~~ $x$",
    "&lt;b&gt; &amp;",
    "> citaat",
    "https://evil.example www.evil.example a@evil.example",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "een\n\n# twee\n---\n===",
    "\\",
    "    code",
    "<!-- -->",
    "[x]: https://evil.example",
)


def make_full_record(store: LiveStore, *, texts: tuple[str, ...] = ("gewoon",)) -> Record:
    room = make_room(store, people=5)
    for number, participant_id in enumerate(room.ids()):
        store.answer(participant_id, room.card.id, number + 1)
    store.set_results_shown(room.card.id, True)
    store.start_round(room.card.id, 2)
    for participant_id in room.ids():
        store.answer(participant_id, room.card.id, 4)
    store.set_results_shown(room.card.id, True)
    for number, text in enumerate((*texts, *["vul"] * 5)):
        store.write_note(room.ids()[number % 5], room.card.id, "mean", text)
    store.add_card(room.session.id, NewCard(kind="figure", title="Figuur", figure=FIGURE))
    for text in texts:
        shown = store.add_card(room.session.id, NewCard(kind="question", title=text, body=text))
        store.add_conclusion(room.session.id, text)
        store.add_action(room.session.id, what=text, who=text, due=date(2026, 9, 1))
        assert shown
    return store.make_record(room.session.id, agreed=False)


def render(markdown: str) -> str:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)


def text_of(html: str) -> str:
    plain = re.sub(r"<[^>]*>", "", html)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(entity, sign)
    return plain


@given(st.text(max_size=40) | st.lists(st.sampled_from(NASTY), max_size=3).map(" ".join))
@example("1.")
@example("=====")
@example("a\u2028b")
def test_text_when_escaped_then_a_reader_of_markdown_makes_nothing_of_it(text: str) -> None:
    html = render(escape_markdown(text))
    expected = " ".join(text.replace("\x00", "\ufffd").split())

    assert set(re.findall(r"<[^>]*>", html)) <= {"<p>", "</p>"}
    assert " ".join(text_of(html).split()) == expected


def test_text_when_not_escaped_then_the_check_catches_it() -> None:
    caught = [text for text in NASTY if set(re.findall(r"<[^>]*>", render(text))) - {"<p>", "</p>"}]

    assert len(caught) >= 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_when_written_then_has_agenda_polls_notes_and_actions(
    store: LiveStore, language: Language
) -> None:
    markdown = write_markdown(make_full_record(store), texts_in(language))

    words = texts_in(language)
    assert markdown.startswith("# Reflectie\n")
    for key in ("record.conclusions", "record.actions", "record.column_mean", "record.option"):
        assert words(key) in markdown
    assert "r-7" in markdown
    assert words("record.shift_steps", n="5", same="1", up="3", down="1") in markdown
    assert "| eerder eens | 1 |" in markdown
    assert "- gewoon" in markdown
    assert "{" not in markdown


def test_markdown_when_people_typed_markup_then_the_page_has_ours_only(store: LiveStore) -> None:
    texts = tuple(text for text in NASTY if text.strip())
    html = render(write_markdown(make_full_record(store, texts=texts), texts_in("nl")))

    tags = {tag.strip("</>").split()[0] for tag in re.findall(r"<[^>]*>", html)}
    ours = {"h1", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
    assert tags <= ours
    titles = len(re.findall("<h2>", html))
    assert titles == len(texts) + 2 + 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_workbook_when_people_typed_formulas_then_every_cell_is_text_or_a_count(
    store: LiveStore, language: Language
) -> None:
    record = make_full_record(store, texts=NASTY)

    book = load_workbook(BytesIO(write_workbook(record, texts_in(language))))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    found = {cell.value for cell in cells}
    assert {text.strip() for text in NASTY} <= {str(value).strip() for value in found}


def test_workbook_when_written_then_polls_have_their_counts(store: LiveStore) -> None:
    book = load_workbook(BytesIO(write_workbook(make_full_record(store), texts_in("nl"))))

    rows = [row[:5] for row in book["Peilingen"].iter_rows(min_row=2, values_only=True)]
    assert ("Hoe nuttig?", 2, 5, "eerder eens", 5) in rows
    assert ("Hoe nuttig?", 1, 5, "oneens", 1) in rows


@pytest.mark.parametrize("poll", [RANKING, CHOICE])
def test_files_when_a_poll_has_no_mean_then_they_are_written_all_the_same(
    store: LiveStore, poll: object
) -> None:
    card = NewCard(kind="poll", title="?", poll=poll)  # type: ignore[arg-type]
    room = make_room(store, people=5, card=card)
    value = (2, 0, 1) if poll is RANKING else (1,)
    for number in (1, 2):
        for participant_id in room.ids():
            store.answer(participant_id, room.card.id, value)
        store.set_results_shown(room.card.id, True)
        if number == 1:
            store.start_round(room.card.id, 2)
    record = store.make_record(room.session.id, agreed=False)

    told = write_markdown(record, texts_in("nl"))

    row = "| groep | gemiddeld op plaats 1,0, eerste plaats: 5 keer |" if poll is RANKING else "| dag | 5 |"
    assert row in told
    assert texts_in("nl")("record.shift_other", n="5", same="5", other="0") in told
    assert write_workbook(record, texts_in("nl"))


def test_files_when_too_few_answered_then_say_so(store: LiveStore) -> None:
    room = make_room(store, people=2)
    store.answer(room.ids()[0], room.card.id, 1)
    store.set_results_shown(room.card.id, True)
    record = store.make_record(room.session.id, agreed=False)

    assert texts_in("nl")("record.left_out") in write_markdown(record, texts_in("nl"))
    agreed = store.make_record(room.session.id, agreed=True)
    assert texts_in("nl")("record.agreed", fewest="5") in write_markdown(agreed, texts_in("nl"))
