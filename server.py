"""Starts the dashboard: `python server.py [--host 127.0.0.1] [--port 8501]`."""

import argparse
import os
import sys
from pathlib import Path

# Streamlit looks for packaged components when its runtime starts, so their folder comes first.
sys.path.append(str(Path(__file__).parent / "ui" / "packaged"))
# A login with many groups has a long cookie; beyond 8 KB websockets would refuse it with a blank page.
os.environ.setdefault("WEBSOCKETS_MAX_LINE_LENGTH", "65536")

from streamlit import config

from serve.app import make_app
from serve.discretion import keep_log_discreet
from serve.entrance import read_entrance_settings
from serve.listen import announce_address, open_socket, run_app
from serve.live.routes import LiveRoutes
from serve.theme import keep_theme
from texts import texts_in
from ui.access.start import list_obstacles
from ui.audit.settings import DAYS_VARIABLE, BadRetentionError, read_settings
from ui.delivery.originals import find_key_fault
from ui.delivery.rules import note_host


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped. Returns 1 when the address cannot be had, or settings do not hold."""
    keep_log_discreet()
    keep_theme()
    texts = texts_in("nl")
    options = _read_options(arguments)
    config.set_option("server.port", options.port)
    note_host(options.host)
    if obstacles := [*list_obstacles(), *filter(None, [find_key_fault(texts)])]:
        sys.stderr.write("\n".join(obstacles) + "\n")
        return 1
    try:
        read_settings()
    except BadRetentionError as error:
        sys.stderr.write(texts("audit.bad_days", variable=DAYS_VARIABLE, days=error) + "\n")
        return 1
    try:
        listening = open_socket(host=options.host, port=options.port)
    except OSError:
        sys.stderr.write(texts("house.port_taken", host=options.host, port=options.port) + "\n")
        return 1
    entrance, live = read_entrance_settings(), LiveRoutes()
    app = make_app(
        announce=lambda: announce_address(host=options.host, port=options.port, texts=texts),
        entrance=entrance,
        live=live,
    )
    run_app(app, listening=listening, proxies=entrance.proxies, say_stop=live.streams.end)
    return 0


def _read_options(arguments: list[str] | None) -> argparse.Namespace:
    texts = texts_in("nl")
    parser = argparse.ArgumentParser(prog="server.py", description=texts("house.server"))
    parser.add_argument("--host", default="127.0.0.1", help=texts("house.host"))
    parser.add_argument("--port", default=8501, type=int, help=texts("house.port"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
