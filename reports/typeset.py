"""Hands words to the typesetter: Typst, with letters of our own, and a PDF that holds to PDF/UA-1."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import manimgx_fonts
import typst

PDF = "application/pdf"
NO_LETTER = "□"
"""What stands for a sign that none of our letters has."""
_FOLDER = Path(__file__).parent
_ASKED = b"#set document(title: sys.inputs.words)\n#sys.inputs.words"
# What Source Sans has: most of what is ever written needs no asking.
_USUAL = re.compile(r"[\n -~\u00a1-\u017f\u2013-\u201e\u2022\u2026\u20ac\u2212\u2264\u2265]")


def typeset(template: str, content: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """`content` in the look of `template`, a file beside this one; the same content gives the same bytes.

    A sign that no letter can be found for becomes `NO_LETTER`: a PDF may not hold one that says nothing.

    Raises:
        typst.TypstError: for a template that does not hold.
    """
    try:
        return _compile(template, content, made_at=made_at)
    except typst.TypstError:
        spelled = _spell(content)
        if spelled == content:
            raise
        return _compile(template, spelled, made_at=made_at)


def _compile(template: str, content: Mapping[str, Any], *, made_at: datetime) -> bytes:
    made: bytes = typst.compile(
        _FOLDER / template,
        root=_FOLDER,
        format="pdf",
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        font_paths=_load_fonts(),
        pdf_standards=["ua-1"],
        timestamp=int(made_at.timestamp()),
    )
    return made


@cache
def _load_fonts() -> typst.Fonts:
    sans = Path(font_source_sans_pro.__file__).parent / "files"
    others = Path(manimgx_fonts.__file__).parent
    return typst.Fonts(include_system_fonts=False, font_paths=[str(sans), str(others)])


def _spell(content: Any) -> Any:
    """`content` with every text of it in letters that there are."""
    if isinstance(content, str):
        return spell_text(content)
    if isinstance(content, Mapping):
        return {name: _spell(part) for name, part in content.items()}
    if isinstance(content, list | tuple):
        return [_spell(part) for part in content]
    return content


def spell_text(text: str) -> str:
    """`text` with `NO_LETTER` for each sign that cannot be set, alone or beside the others."""
    unusual = _USUAL.sub("", text)
    if not unusual or _can_set(text):
        return text
    spelled = "".join(sign if _USUAL.match(sign) or _can_set(sign) else NO_LETTER for sign in text)
    if _can_set(spelled):
        return spelled
    return "".join(sign if _USUAL.match(sign) else NO_LETTER for sign in text)


@lru_cache(maxsize=4096)
def _can_set(text: str) -> bool:
    try:
        typst.compile(
            _ASKED,
            format="pdf",
            sys_inputs={"words": text},
            font_paths=_load_fonts(),
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    except typst.TypstError:
        return False
    return True
