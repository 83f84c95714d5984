"""The record of a session on paper: what it holds, what it never holds, and whose figures they are."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pypdf
import pytest

from live import LiveStore, open_live
from live.document import write_markdown
from live.records import Record
from tests.builders.held_session import FIGURES, Hidden, Written, hold_session
from tests.builders.live import Clock
from tests.builders.poppler import read_aloud
from tests.builders.release import make_tables, write_release
from tests.builders.screens import catch_downloads, open_screen, serve_release
from tests.builders.verapdf import find_faults
from tests.reports.reading import list_elements, read_pdf
from texts import texts_in
from texts.catalogue import Language
from ui.address import Selection
from ui.audit.log import find_log
from ui.cells import TOTAL_CELL
from ui.live.paper import gather_record, write_paper
from ui.live.service import find_live
from ui.page import Page
from ui.release import locate_built, read_pointer
from ui.service import open_release
from ui.viewer import Viewer

NL = texts_in("nl")
ELSE = Hidden(note="Iets anders", waiting="Nog iets", few="Met ons tweeën", private="Nee", name="Bo", vote=5)
NASTY = (
    '#import "x.typ": * #panic()',
    "*vet* _schuin_ **sterk** `code` ~~weg~~",
    "$x^2$ @ref <label> \\ \\u{41} // weg /* weg */",
    "= kop - punt + rij [a] {b} ]]] }}}",
    "<b>vet</b> &lt; [hier](https://evil.example)",
    "Donaudampfschifffahrtsgesellschaft" * 6,
    "👍 😀 ❤",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("paper")


@pytest.fixture(autouse=True)
def release_id(monkeypatch: pytest.MonkeyPatch, built: Path) -> str:
    serve_release(monkeypatch, built=built, tables=None)
    return read_pointer(locate_built()).release_id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LiveStore]:
    opened = open_live(f"sqlite:///{tmp_path / 'live.db'}", clock=Clock())
    yield opened
    opened.close()


def open_page(language: Language = "nl") -> Page:
    """The page of who leads, on the release in service."""
    release = open_release(read_pointer(locate_built()).release_id, Viewer(role="ministry"))
    texts = texts_in(language)
    return Page(
        name="reflect", store=release, texts=texts, cell=TOTAL_CELL, selection=Selection(), dark=False
    )


def make_record(
    folder: Path,
    *,
    hidden: Hidden | None = None,
    written: Written | None = None,
    agreed: bool = False,
    release_id: str = "proef-1",
) -> Record:
    """The record of a session in a store of its own, held at the same moments as any other one."""
    folder.mkdir()
    store = open_live(f"sqlite:///{folder / 'live.db'}", clock=Clock())
    session = hold_session(store, release_id=release_id, hidden=hidden, written=written)
    record = store.make_record(session.id, agreed=agreed)
    store.close()
    return record


def read_words(content: bytes) -> str:
    """The words of a PDF on one line, without the breaks of its lines."""
    return " ".join(read_pdf(content).split())


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return make_record(tmp_path / "one")


@pytest.fixture
def paper(record: Record) -> bytes:
    return write_paper(record, page=open_page())


def test_paper_when_opened_then_is_tagged_named_and_in_its_language(paper: bytes) -> None:
    reader = pypdf.PdfReader(BytesIO(paper))
    root: Any = reader.trailer["/Root"]

    assert str(root["/Lang"]).startswith("nl")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert len(list_elements(root["/StructTreeRoot"]["/K"], "/Table")) >= 2 + len(FIGURES) + 2
    assert reader.metadata is not None
    assert str(reader.metadata.title) == "Ronde tafel over leren in groep – Verslag van een reflectiesessie"


def test_paper_when_opened_then_bookmarks_lead_to_what_was_agreed_first(paper: bytes, record: Record) -> None:
    outline = pypdf.PdfReader(BytesIO(paper)).outline
    chapters = [str(item.title) for item in outline if not isinstance(item, list)]
    cards = [str(item.title) for item in outline[3] if not isinstance(item, list)]

    assert chapters == [
        NL("record.paper_agreed"),
        NL("record.paper_agenda"),
        NL("record.paper_how"),
    ]
    assert cards == [f"{n}. {card.card.title}" for n, card in enumerate(record.cards, start=1)]


def test_paper_when_opened_then_each_figure_says_what_it_shows(paper: bytes, record: Record) -> None:
    root: Any = pypdf.PdfReader(BytesIO(paper)).trailer["/Root"]
    told = [str(figure.get("/Alt", "")) for figure in list_elements(root["/StructTreeRoot"]["/K"], "/Figure")]
    exhibits = [card.exhibit for card in gather_record(record, page=open_page()).cards if card.exhibit]

    assert told == [exhibit.answer.replace("**", "") for exhibit in exhibits]
    assert len(told) == len(FIGURES)
    assert [list(page.images) for page in pypdf.PdfReader(BytesIO(paper)).pages if page.images] == []


def test_paper_when_read_then_tells_all_that_was_done(paper: bytes) -> None:
    words = read_words(paper)

    for told in (
        "6 deelnemers",
        "uitgave proef-1",
        "Ronde 2: 6 antwoordden. Gemiddelde: 4,2.",
        "Van de 6 mensen die twee keer antwoordden",
        "gemiddeld op plaats",
        "vastgezet",
        "1 keer gesteund",
        "Coaches voorstellen Het team 1 oktober 2026 gepland",
        "n = 305",
        NL("record.left_out"),
        NL("record.not_agreed", fewest="5"),
        NL("reports.audit"),
    ):
        assert told in words, told


def test_paper_when_validated_then_breaks_no_rule(paper: bytes, tmp_path: Path) -> None:
    assert find_faults(tmp_path, paper) == [[]]


def test_paper_when_read_aloud_then_goes_from_agreed_to_cards_to_how(paper: bytes, tmp_path: Path) -> None:
    file = tmp_path / "verslag.pdf"
    file.write_bytes(paper)
    words = read_aloud(file, first=2)
    order = [
        NL("record.paper_conclusions"),
        NL("record.paper_actions"),
        NL("record.paper_earlier"),
        *(title for title, *_ in FIGURES),
        NL("record.column_see"),
        NL("record.column_mean"),
        NL("record.column_act"),
        "Onze groep leert goed samen",
        NL("record.paper_how"),
    ]

    places = [words.index(told) for told in order]
    assert places == sorted(places)


def test_paper_when_sessions_differ_in_what_no_record_holds_then_not_a_byte_does(
    record: Record, paper: bytes, tmp_path: Path
) -> None:
    twin = make_record(tmp_path / "twin", hidden=ELSE)

    assert write_paper(twin, page=open_page()) == paper


@pytest.mark.parametrize(
    "change",
    [{"hidden": replace(Hidden(), few=ELSE.few)}, {"hidden": replace(Hidden(), vote=ELSE.vote)}],
)
def test_paper_when_the_group_agreed_to_keep_small_numbers_then_they_do_differ(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    ours, twin = (
        make_record(tmp_path / name, agreed=True, **more) for name, more in (("ours", {}), ("twin", change))
    )

    assert write_paper(ours, page=open_page()) != write_paper(twin, page=open_page())


def test_paper_when_what_was_shown_differs_then_so_do_its_bytes(paper: bytes, tmp_path: Path) -> None:
    other = make_record(tmp_path / "other", written=Written(text="Minder tijd"))

    assert write_paper(other, page=open_page()) != paper


def test_paper_when_compared_with_the_text_then_leaves_out_the_same(record: Record, paper: bytes) -> None:
    secrets = [Hidden.note, Hidden.waiting, Hidden.few, Hidden.private, Hidden.name]
    markdown, words = write_markdown(record, NL), read_words(paper)

    assert [secret for secret in secrets if secret in words or secret in markdown] == []
    assert words.count(NL("record.left_out")) == markdown.count(NL("record.left_out")) == 2


@pytest.mark.parametrize("text", NASTY)
def test_paper_when_people_typed_markup_then_it_is_text_to_the_letter(tmp_path: Path, text: str) -> None:
    written = make_record(tmp_path / "nasty", written=Written(text=text))
    words = "".join(read_pdf(write_paper(written, page=open_page())).split())

    # Conclusion, action, body of a card and seven notes.
    assert words.count("".join(text.split())) >= 10


@pytest.mark.parametrize("text", ["שלום עולם", "مرحبا بالعالم", "\u202eomgekeerd", "中文", "x" * 490])
def test_paper_when_people_wrote_in_other_letters_or_without_end_then_is_made(
    tmp_path: Path, text: str
) -> None:
    assert write_paper(make_record(tmp_path / "other", written=Written(text=text)), page=open_page())


def test_paper_when_english_then_speaks_english_and_so_do_its_figures(record: Record) -> None:
    content = write_paper(record, page=open_page("en"))
    root: Any = pypdf.PdfReader(BytesIO(content)).trailer["/Root"]

    assert str(root["/Lang"]).startswith("en")
    words = read_words(content)
    assert "Record of a reflection session" in words
    assert NL("record.conclusions") not in words
    assert "release proef-1" in words


def test_paper_when_a_newer_release_is_in_service_then_its_figures_stay(
    record: Record, paper: bytes, built: Path, tmp_path: Path
) -> None:
    tables = make_tables()
    tables["release"] = tables["release"].with_columns(release_id=pl.lit("proef-2"))
    shown = pl.col("status") == "shown"
    tables["statements"] = tables["statements"].with_columns(
        value=pl.when(shown).then(3.3).otherwise(pl.col("value"))
    )
    folder = built / "proef"
    before = (folder / "current.json").read_text()
    try:
        write_release(folder, tables)
        page = replace(open_page(), store=open_release("proef-2", Viewer(role="ministry")))
        assert page.store.info.release_id == "proef-2"
        again = write_paper(record, page=page)
        newer = write_paper(make_record(tmp_path / "newer", release_id="proef-2"), page=page)
    finally:
        (folder / "current.json").write_text(before)
        (folder / "release-proef-2.duckdb").unlink()

    assert again == paper
    # A session that is bound to the newer one has its figures.
    assert read_words(newer).replace("proef-2", "proef-1") != read_words(paper)


def test_paper_when_the_release_is_gone_then_says_so_at_each_figure_and_holds_the_rest(
    record: Record, built: Path
) -> None:
    page, path = open_page(), built / "proef" / "release-proef-1.duckdb"
    away = path.with_suffix(".away")
    path.rename(away)
    try:
        content = write_paper(record, page=page)
    finally:
        away.rename(path)
    words = read_words(content)

    # At each figure, and where the audit of the release would stand.
    assert words.count(NL("record.release_gone", release="proef-1")) == len(FIGURES) + 1
    assert "n = 305" not in words
    for told in ("Ronde 2: 6 antwoordden", "Coaches voorstellen", "Meer tijd om van elkaar te leren"):
        assert told in words


def test_paper_when_a_group_does_not_get_a_figure_then_says_so(store: LiveStore) -> None:
    figures = (("Traject 1", "reach", "map", "traject=pi-1"),)
    session = hold_session(store, release_id="proef-1", figures=figures)
    record = store.make_record(session.id, agreed=False)
    content = write_paper(record, page=open_page())

    assert NL("record.figure_not_made", release="proef-1") in read_words(content)


def test_screen_when_the_record_is_asked_for_then_gives_a_pdf_and_notes_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KOMPAS_LOG_DIR", str(tmp_path / "log"))
    session = hold_session(find_live(), release_id="proef-1")
    files = catch_downloads(monkeypatch)
    screen = open_screen("reflect", query={"sessie": session.id, "deel": "keep"})
    (name,) = [name for name in files if name.endswith(".pdf")]

    assert not screen.exception
    assert "Meer tijd om van elkaar te leren" in read_words(files[name]())
    find_log().flush()
    noted = "".join(path.read_text() for path in (tmp_path / "log").rglob("*") if path.is_file())
    assert "record" in noted
    assert "Meer tijd" not in noted
