"""veraPDF, the reference validator, finds nothing against PDF/UA-1 in what we put on paper."""

from pathlib import Path

import typst

from reports.pdf import write_pdf
from tests.builders.verapdf import find_faults
from tests.reports.conftest import Reports
from tests.reports.test_typeset import set_page
from texts import texts_in

NL = texts_in("nl")


def test_paper_when_validated_then_breaks_no_rule(made: Reports, tmp_path: Path) -> None:
    contents = [
        write_pdf(made.find("ministry"), texts=NL),
        write_pdf(made.find("organiser", "pi-3"), texts=NL),
        set_page("Wat iemand schreef 👍 中 שלום"),
    ]

    assert find_faults(tmp_path, *contents) == [[], [], []]


def test_validator_when_a_picture_says_nothing_then_finds_it(tmp_path: Path) -> None:
    source = b"= Kop\n#image(bytes(sys.inputs.picture))"
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    silent = typst.compile(source, format="pdf", sys_inputs={"picture": picture})

    (faults,) = find_faults(tmp_path, silent)
    assert any(fault.startswith("7.3") for fault in faults)
