"""The server with a page that fails: `python -m tests.builders.faulty_server [--plain] --port N`.

`--plain` leaves the log as it would be without `serve.discretion`: what a scan of it must find.
"""

import sys
from typing import Any

import server
from ui import frame
from ui.audit import notes

PERSON = "Jan Peeters"
SECRETS = ("Peeters", "jan.peeters@school.example", "81.82.83.84", "eyJhbGciOiJIUzI1NiJ9", "geheime-code")
SAID = " ".join(
    (
        PERSON,
        "jan.peeters@school.example 81.82.83.84 eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW4ifQ.c2ln",
        "/oauth2callback?code=geheime-code",
    )
)


def fail_on_reach(name: str, **given: Any) -> Any:
    """The frame; then, on Bereik, an error that tells everything it knows."""
    page = frame_of_all(name, **given)
    if name == "reach":
        raise ValueError(SAID)
    return page


frame_of_all = frame.open_page

if __name__ == "__main__":
    frame.open_page = fail_on_reach
    notes.read_claims = lambda: {"name": PERSON}
    if "--plain" in sys.argv:
        sys.argv.remove("--plain")
        server.keep_log_discreet = lambda: None
    sys.exit(server.main())
