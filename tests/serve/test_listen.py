import asyncio
import socket

import pytest

from serve.listen import announce_address, open_socket
from texts import texts_in


def test_open_socket_when_somebody_listens_then_says_so() -> None:
    with open_socket(host="127.0.0.1", port=0) as taken, pytest.raises(OSError, match="in use"):
        open_socket(host="127.0.0.1", port=taken.getsockname()[1])


def test_open_socket_when_a_visitor_connects_then_small_answers_do_not_wait() -> None:
    delays: list[int] = []

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visitor = writer.get_extra_info("socket")
        delays.append(visitor.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async def visit(listening: socket.socket) -> None:
        async with await asyncio.start_server(answer, sock=listening):
            reader, writer = await asyncio.open_connection(*listening.getsockname())
            await reader.read()
            writer.close()

    with open_socket(host="127.0.0.1", port=0) as listening:
        asyncio.run(visit(listening))

    assert delays == [1]


def test_announce_address_when_open_then_the_address_can_be_clicked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    announce_address(host="::1", port=8501, texts=texts_in("nl"))

    assert "http://[::1]:8501" in capsys.readouterr().out
