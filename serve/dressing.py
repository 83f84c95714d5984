"""What the page itself loads of ours: the style, and the script that translates built-in labels."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from texts import LANGUAGES, Texts, texts_in
from ui.dress import STYLE

_SHIM = Path(__file__).with_name("shim.js")
_PREFIX = "shim."
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class PageFile:
    """A file that the page loads; its address carries the hash of its content, so it never goes stale."""

    name: str
    media_type: str
    content: str

    @property
    def path(self) -> str:
        """Its address on this server."""
        stem, _, ending = self.name.rpartition(".")
        return f"/huis/{stem}-{hashlib.sha256(self.content.encode()).hexdigest()[:12]}.{ending}"

    def to_route(self) -> Route:
        """The route that answers with it."""

        async def answer(_request: Request) -> Response:
            return Response(self.content, media_type=self.media_type, headers={"cache-control": _FOREVER})

        return Route(self.path, answer)


def make_style() -> PageFile:
    """The house style."""
    return PageFile("stijl.css", "text/css", STYLE.read_text(encoding="utf-8"))


def make_shim() -> PageFile:
    """The script that puts what Streamlit itself writes into the reader's language."""
    words = {language: pair_wordings(texts_in(language)) for language in LANGUAGES}
    given = f"const WORDS = {json.dumps(words, ensure_ascii=False)};\n"
    return PageFile("woorden.js", "text/javascript", given + _SHIM.read_text(encoding="utf-8"))


def write_tags(*, style: PageFile, shim: PageFile) -> str:
    """The HTML by which the page loads both; at the end of the body, after Streamlit's own style."""
    return f'<link rel="stylesheet" href="{style.path}"><script type="module" src="{shim.path}"></script>'


def _without_places(words: str) -> str:
    return re.sub(r"\{\w+\}", "", words)


def pair_wordings(texts: Texts) -> list[tuple[str, str]]:
    """Each built-in text as it can stand on the page, with its wording in the language of `texts`."""
    others = [texts_in(language) for language in LANGUAGES if language != texts.language]
    keys = sorted(key for key in texts.messages if key.startswith(_PREFIX))
    # "View {n} more" before "{n} more": the first pattern that fits counts.
    keys.sort(key=lambda key: -len(_without_places(others[0].messages[key][0])))
    return [(other.messages[key][0], texts.messages[key][0]) for other in others for key in keys]
