"""Reads the files of a report back, by other code than that which wrote them."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import openpyxl
import pypdf
from pptx import Presentation


def read_pdf(content: bytes) -> str:
    """The words of every page."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


def list_elements(node: Any, kind: str) -> list[Any]:
    """The elements of this kind in a tree of tags."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [found for child in node for found in list_elements(child, kind)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("/S") == kind else []
    return own + (list_elements(node["/K"], kind) if "/K" in node else [])


def read_book(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every sheet."""
    book = openpyxl.load_workbook(BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def list_slides(content: bytes) -> list[Any]:
    return list(Presentation(BytesIO(content)).slides)


def read_slides(content: bytes) -> str:
    """Every word of every slide, notes and charts included."""
    return "\n".join(word for slide in list_slides(content) for word in _words_of(slide))


def _words_of(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_chart:
            for plot in shape.chart.plots:
                yield from (str(category) for category in plot.categories)
                yield from (str(series.name) for series in plot.series)
    if slide.has_notes_slide:
        yield slide.notes_slide.notes_text_frame.text


def read_everything(kind: str, content: bytes) -> str:
    """All words of a file of this kind."""
    if kind == "pdf":
        return read_pdf(content)
    if kind == "pptx":
        return read_slides(content)
    if kind == "xlsx":
        with ZipFile(BytesIO(content)) as parts:
            return parts.read("xl/sharedStrings.xml").decode()
    return content.decode("utf-8-sig")


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a release, without the store: of a copy, as the file itself is open in another way."""
    twin = path.with_suffix(".twin")
    if not twin.exists():
        shutil.copy(path, twin)
    with duckdb.connect(str(twin), read_only=True) as connection:
        return connection.execute(sql).fetchall()
