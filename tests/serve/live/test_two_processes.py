"""Two processes on one PostgreSQL: what is written in one, people who follow another hear at once."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from live import open_live
from live.model import Draft, NewCard
from tests.builders.live import FACILITATOR
from tests.builders.live_server import make_figure_card
from tests.builders.live_stream import heard_by, join, wait_until
from tests.builders.postgres import Server, postgres
from tests.builders.service import serve
from ui.release import read_pointer

SLOW_S = 30.0
"""A server that has just started makes its first figure."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with postgres() as running:
        yield running


def test_stream_when_another_process_writes_then_tells_it_with_its_figure(
    built: Path, server: Server
) -> None:
    url = server.make_schema()
    store = open_live(url)
    release_id = read_pointer(built / "proef").release_id
    session = store.create_session(
        Draft(title="Twee servers", template="empty", release_id=release_id, programme="proef"),
        by=FACILITATOR,
    )
    question = store.add_card(session.id, NewCard(kind="question", title="Wat zie je?"))
    figure = store.add_card(session.id, make_figure_card(release_id, page="reach", key="map"))
    code = store.open_session(session.id).code
    with (
        serve(built, programme="proef", more={"KOMPAS_LIVE_URL": url}) as service,
        httpx.Client(base_url=service.address, timeout=SLOW_S) as phone,
    ):
        join(phone, code)
        with heard_by(phone, sessie=session.id) as heard:
            assert wait_until(lambda: len(heard.revisions) == 1, within_s=SLOW_S)
            store.show_card(session.id, question.id)
            assert wait_until(lambda: len(heard.revisions) == 2, within_s=SLOW_S)
            store.show_card(session.id, figure.id)
            assert wait_until(lambda: len(heard.figures) == 2, within_s=SLOW_S)
            store.erase_session(session.id)
            assert wait_until(lambda: heard.ended, within_s=SLOW_S)
    store.close()

    shown = heard.unpack()[1]
    assert shown is not None
    assert release_id in shown["below"]
    assert heard.revisions[-1] == -2
