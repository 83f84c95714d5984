"""What the component of live sessions loads: the script that shares one connection, and Plotly."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from serve.dressing import PageFile

_QUALITY = 6
_FOREVER = "public, max-age=31536000, immutable"


def make_worker() -> PageFile:
    """The script of the shared connection."""
    source = Path(__file__).with_name("worker.js").read_text(encoding="utf-8")
    return PageFile("volg.js", "text/javascript", source)


def plotly_path() -> str:
    """The address of Plotly, with the hash of its content."""
    return f"/huis/plotly-{hashlib.sha256(_read_plotly()).hexdigest()[:12]}.js"


def plotly_route() -> Route:
    """The route that answers with Plotly, compressed once."""
    return Route(plotly_path(), _answer)


async def _answer(request: Request) -> Response:
    headers = {"cache-control": _FOREVER, "vary": "accept-encoding"}
    if "br" not in request.headers.get("accept-encoding", ""):
        return Response(_read_plotly(), media_type="text/javascript", headers=headers)
    packed = await run_in_threadpool(pack_plotly)
    return Response(packed, media_type="text/javascript", headers={**headers, "content-encoding": "br"})


@cache
def pack_plotly() -> bytes:
    """Plotly, compressed: 4.8 MB to 1.3."""
    return brotli.compress(_read_plotly(), quality=_QUALITY)


@cache
def _read_plotly() -> bytes:
    return files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
