import socket

import pytest

from serve.address import announce_address, is_free
from texts import texts_in


def test_is_free_when_somebody_listens_then_no() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert not is_free(host="127.0.0.1", port=port)
    assert is_free(host="127.0.0.1", port=port)


def test_announce_address_when_open_then_the_address_can_be_clicked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    announce_address(host="::1", port=8501, texts=texts_in("nl"))

    assert "http://[::1]:8501" in capsys.readouterr().out
