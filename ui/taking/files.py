"""The files that a report can become."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.book import write_book
from reports.content import Report
from reports.csv import write_csv
from reports.pdf import write_pdf
from reports.typeset import PDF
from reports.workbook import XLSX
from texts import Texts

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its media type, and what makes it."""

    media_type: str
    write: Callable[[Report, Texts], bytes]


KINDS: Mapping[str, FileKind] = MappingProxyType(
    {
        "pdf": FileKind(PDF, lambda report, texts: write_pdf(report, texts=texts)),
        "xlsx": FileKind(XLSX, lambda report, texts: write_book(report, texts=texts)),
        "pptx": FileKind(PPTX, lambda report, texts: _write_slides(report, texts=texts)),
        "csv": FileKind(
            "text/csv",
            lambda report, texts: write_csv(report.make_everything(), language=texts.language),
        ),
    }
)


def _write_slides(report: Report, *, texts: Texts) -> bytes:
    # Whoever asks for a paper on the command line does not wait for python-pptx; the server has it by then.
    from reports.slides import write_slides  # noqa: PLC0415

    return write_slides(report, texts=texts)


def write_dictionary(report: Report, *, texts: Texts) -> bytes:
    """What the columns of the CSV hold, as CSV."""
    return write_csv(report.columns, language=texts.language)
