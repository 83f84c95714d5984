"""The address that visitors use: whether it is free, and telling it."""

import socket
import sys

from texts import Texts


def is_free(*, host: str, port: int) -> bool:
    """Whether nobody listens on `host`:`port`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def announce_address(*, host: str, port: int, texts: Texts) -> None:
    """Tell the one who started the server where the dashboard is."""
    shown = f"[{host}]" if ":" in host else host
    sys.stdout.write(texts("house.open", address=f"http://{shown}:{port}") + "\n")
    sys.stdout.flush()
