"""The report on paper: its figures are those of the release, and who cannot see it can read it."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pypdf
import pytest

from reports.exhibits import UntoldFigureError, split_table
from reports.pdf import write_pdf
from tests.reports.conftest import Reports
from tests.reports.reading import list_elements, query, read_pdf
from texts import texts_in

NL = texts_in("nl")
MEANS = (
    "SELECT label_nl, value, s.low, s.high, n FROM statements AS s JOIN indicators USING (indicator_id) "
    "WHERE cell_id = '{cell}' AND wave = 'end' AND statistic = 'mean' AND kind = 'scale' "
    "AND level = 'reaction' AND status = 'shown'"
)


@pytest.fixture(scope="module")
def paper(made: Reports) -> bytes:
    return write_pdf(made.find("organiser", "pi-3"), texts=NL)


@pytest.mark.parametrize(("role", "trajectory"), [("ministry", None), ("organiser", "pi-3")])
def test_paper_when_read_back_then_its_averages_are_those_of_the_release(
    made: Reports, role: str, trajectory: str | None
) -> None:
    cell = f"trajectory={trajectory}" if trajectory else "total"
    rows = query(made.path, MEANS.format(cell=cell))
    lines = read_pdf(write_pdf(made.find(role, trajectory), texts=NL)).splitlines()

    assert rows
    for label, value, low, high, n in rows:
        written = [f"{number:.1f}".replace(".", ",") for number in (value, low, high)]
        beginning = " ".join([label, *written])
        found = [line for line in lines if line.startswith(beginning)]
        assert found, f"no line {beginning}"
        assert str(n) in found[0].split()


def test_paper_when_opened_then_is_tagged_named_and_in_its_language(paper: bytes) -> None:
    reader = pypdf.PdfReader(BytesIO(paper))
    root: Any = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert str(root["/Lang"]).startswith("nl")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert list_elements(root["/StructTreeRoot"]["/K"], "/Table")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert "Traject 3" in str(reader.metadata.title)


def test_paper_when_opened_then_each_figure_says_what_it_shows(made: Reports, paper: bytes) -> None:
    root: Any = pypdf.PdfReader(BytesIO(paper)).trailer["/Root"]
    figures = list_elements(root["/StructTreeRoot"]["/K"], "/Figure")
    pictures = [e for c in made.find("organiser", "pi-3").make_chapters() for e in c.exhibits if e.picture]

    assert len(figures) == len(pictures)
    assert [str(figure.get("/Alt", "")) for figure in figures] == [
        e.answer.replace("**", "") for e in pictures
    ]


def test_paper_when_a_figure_has_no_words_then_is_refused(made: Reports) -> None:
    report = made.find("ministry")
    chapter = report.make_chapters()[0]
    silent = replace(chapter, exhibits=(replace(chapter.exhibits[0], answer=" "),))

    with pytest.raises(UntoldFigureError):
        write_pdf(replace(report, make_chapters=lambda: (silent,)), texts=NL)


def test_paper_when_opened_then_bookmarks_name_its_chapters_in_order(made: Reports, paper: bytes) -> None:
    outline = pypdf.PdfReader(BytesIO(paper)).outline
    titles = [str(item.title) for item in outline if not isinstance(item, list)]
    chapters = [chapter.title for chapter in made.find("organiser", "pi-3").make_chapters()]

    assert titles == ["Samenvatting", *chapters, "Verantwoording"]


def test_paper_when_opened_then_its_figures_are_vectors(paper: bytes) -> None:
    assert [list(page.images) for page in pypdf.PdfReader(BytesIO(paper)).pages if page.images] == []


def test_paper_when_read_then_tells_release_audit_and_that_data_are_made_up(paper: bytes) -> None:
    words = " ".join(read_pdf(paper).split())

    for told in ("uitgave proef-1", "Nazicht van deze uitgave", "Voorbeelddata", "Gemaakt voor: Organisator"):
        assert told in words


def test_paper_when_words_hold_markup_of_the_typesetter_then_they_stay_words(made: Reports) -> None:
    strange = '#panic() $x$ _a_ \\ @b <c> "d" ]'
    report = replace(made.find("ministry"), whom=strange, make_chapters=tuple)

    assert "#panic() $x$ _a_" in read_pdf(write_pdf(report, texts=NL))


def test_paper_when_made_twice_then_is_the_same(made: Reports, paper: bytes) -> None:
    assert write_pdf(made.find("organiser", "pi-3"), texts=NL) == paper


def test_paper_when_english_then_speaks_english(made: Reports) -> None:
    content = write_pdf(made.find("organiser", "pi-3", "en"), texts=texts_in("en"))
    root: Any = pypdf.PdfReader(BytesIO(content)).trailer["/Root"]

    assert str(root["/Lang"]).startswith("en")
    assert "Samenvatting" not in read_pdf(content)


def test_split_table_when_wide_then_each_part_has_the_first_column() -> None:
    table = pl.DataFrame({"wie": ["a"], **{f"k{n}": [n] for n in range(12)}, "leeg": [None]})
    parts = split_table(table)

    assert [part.columns[0] for part in parts] == ["wie", "wie"]
    assert [name for part in parts for name in part.columns[1:]] == [f"k{n}" for n in range(12)]


def test_query_when_a_figure_would_differ_then_the_comparison_would_see_it(release_path: Path) -> None:
    rows = query(release_path, MEANS.format(cell="trajectory=pi-3"))

    assert len({row[1] for row in rows}) > 1
