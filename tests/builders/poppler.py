"""Reads a PDF as poppler does: the words in the order in which they are read aloud."""

import os
import shutil
import subprocess
from pathlib import Path


def read_aloud(file: Path, *, first: int = 1) -> str:
    """The text from page `first` on. Without poppler the tests fail."""
    found = os.environ.get("KOMPAS_PDFTOTEXT") or shutil.which("pdftotext")
    if not found:
        raise RuntimeError("no pdftotext: run `make test`, which installs poppler")
    asked = [found, "-f", str(first), str(file), "-"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout
