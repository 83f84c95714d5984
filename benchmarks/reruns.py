"""How long the server works on one rerun: asked over the socket as a browser does, without a browser."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

WARM_UP = 3


@contextmanager
def session(address: str) -> Iterator[ClientConnection]:
    """A visitor's connection."""
    url = address.replace("http://", "ws://") + "/_stcore/stream"
    subprotocols = [Subprotocol("streamlit")]
    with connect(url, subprotocols=subprotocols, max_size=None, origin=Origin(address)) as connection:
        yield connection


def time_rerun(connection: ClientConnection, *, page: str, query: str) -> float:
    """Milliseconds between asking for a run and its last word."""
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = query
    began = time.perf_counter()
    connection.send(message.SerializeToString())
    while True:
        answer = ForwardMsg.FromString(connection.recv())
        if answer.WhichOneof("type") == "script_finished":
            return (time.perf_counter() - began) * 1000


def median_rerun(address: str, *, page: str, queries: tuple[str, ...], rounds: int) -> float:
    """Median of `rounds` times all `queries`, after `WARM_UP` rounds that do not count: they cache."""
    with session(address) as connection:
        for query in queries * WARM_UP:
            time_rerun(connection, page=page, query=query)
        times = [time_rerun(connection, page=page, query=query) for _ in range(rounds) for query in queries]
    return statistics.median(times)
