"""Where the push routes are: known under `server.py`, absent under `streamlit run` (then screens poll)."""

from dataclasses import dataclass

STREAM, FIGURE, JOIN, LEAVE = "/live/stream", "/live/figuur", "/live/aansluiten", "/live/verlaten"
COOKIE = "kompas_live"
"""The participant's ticket. Only the routes under `/live` and Streamlit's own socket get it."""
COOKIE_PATHS = ("/live", "/_stcore/stream")


@dataclass(frozen=True)
class Push:
    """The addresses of the script that shares one connection, and of Plotly."""

    worker: str
    plotly: str


def write_ticket(session_id: str, token: str) -> str:
    """What the cookie holds: which session, and the secret of a place in it."""
    return f"{session_id}.{token}"


def read_ticket(given: str | None) -> tuple[str, str]:
    """Session and secret of a cookie; empty where there is none."""
    session_id, _, token = (given or "").partition(".")
    return session_id, token


_known: list[Push] = []


def note_push(push: Push) -> None:
    """Says that the routes are there."""
    _known[:] = [push]


def find_push() -> Push | None:
    """The routes; None where there are none."""
    return _known[0] if _known else None
