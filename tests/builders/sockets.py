"""A visitor without a browser: speaks to the server over the page's socket."""

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol


@contextmanager
def open_socket(address: str, *, origin: str | None = None) -> Iterator[ClientConnection]:
    """A connection as a page from `origin` (this very server unless told otherwise) opens it."""
    with connect(
        address.replace("http://", "ws://") + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        origin=Origin(origin or address),
        additional_headers={"X-Forwarded-For": "81.82.83.84"},
    ) as connection:
        yield connection


def run_page(connection: ClientConnection, page: str, query: str = "") -> list[ForwardMsg]:
    """Everything that the server sends for one run of `page`."""
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = query
    connection.send(message.SerializeToString())
    answers: list[ForwardMsg] = []
    while not answers or answers[-1].WhichOneof("type") != "script_finished":
        answers.append(ForwardMsg.FromString(connection.recv()))
    return answers
