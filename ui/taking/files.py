"""The files that a report can become."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.book import write_book
from reports.content import Report
from reports.csv import write_csv
from reports.pdf import write_pdf
from reports.slides import PPTX, write_slides
from reports.typeset import PDF
from reports.workbook import XLSX
from texts import Texts


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its media type, and what makes it."""

    media_type: str
    write: Callable[[Report, Texts], bytes]


KINDS: Mapping[str, FileKind] = MappingProxyType(
    {
        "pdf": FileKind(PDF, lambda report, texts: write_pdf(report, texts=texts)),
        "xlsx": FileKind(XLSX, lambda report, texts: write_book(report, texts=texts)),
        "pptx": FileKind(PPTX, lambda report, texts: write_slides(report, texts=texts)),
        "csv": FileKind(
            "text/csv",
            lambda report, texts: write_csv(report.make_everything(), language=texts.language),
        ),
    }
)


def write_dictionary(report: Report, *, texts: Texts) -> bytes:
    """What the columns of the CSV hold, as CSV."""
    return write_csv(report.columns, language=texts.language)
