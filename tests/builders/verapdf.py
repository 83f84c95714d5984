"""Asks veraPDF, the reference validator, whether files are PDF/UA-1."""

import os
import subprocess
from pathlib import Path

CLASS_PATH = os.environ.get("KOMPAS_VERAPDF", "")
SOURCE = Path(__file__).with_name("PdfUa.java")


def find_faults(folder: Path, *contents: bytes) -> list[list[str]]:
    """By file, the rules that it breaks, in veraPDF's words. Without veraPDF the tests fail."""
    if not CLASS_PATH:
        raise RuntimeError("no veraPDF: run `make test`, which finds one")
    files = [folder / f"{place}.pdf" for place in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    asked = ["java", "-cp", CLASS_PATH, str(SOURCE), *map(str, files)]
    lines = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    told = [line.split(" ", maxsplit=2) for line in lines]
    checked = {place for place, kind, count in told if kind == "checked" and int(count)}
    assert checked == {str(place) for place in range(len(files))}
    return [
        [rule for place, kind, rule in told if place == str(p) and kind == "broken"]
        for p in range(len(files))
    ]
