"""Two stores on one PostgreSQL, as two processes have: what one writes, the other's followers hear."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import psycopg
import pytest
from sqlalchemy import text

from live import LiveStore, open_live
from live.bus import Bus
from live.model import Session
from live.notify import listen, publish_notification
from tests.builders.live import DRAFT, FACILITATOR, make_room
from tests.builders.postgres import Server


@pytest.fixture
def stores(server: Server) -> Iterator[tuple[LiveStore, LiveStore]]:
    url = server.make_schema()
    pair = open_live(url), open_live(url)
    yield pair
    for store in pair:
        store.close()


@asynccontextmanager
async def listening(store: LiveStore) -> AsyncIterator[None]:
    task = asyncio.create_task(listen(store))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until_listening(store: LiveStore, *, listeners: int = 1) -> None:
    query = text("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
    for _ in range(300):
        with store.database.read() as connection:
            if connection.execute(query).scalar_one() >= listeners:
                return
        await asyncio.sleep(0.02)
    raise TimeoutError


def cut_off(store: LiveStore) -> None:
    """End every connection that listens, as a restart of the database does."""
    with store.database.write() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
        )


def test_change_when_another_process_writes_then_followers_here_hear_it(
    stores: tuple[LiveStore, LiveStore],
) -> None:
    writer, reader = stores
    session = writer.create_session(DRAFT, by=FACILITATOR)

    async def follow() -> int:
        async with listening(reader):
            await until_listening(reader)
            with reader.bus.subscribe(session.id, desk=False) as subscription:
                await asyncio.to_thread(writer.open_session, session.id)
                # Who begins to listen first tells what it finds.
                while (revision := await asyncio.wait_for(anext(subscription), 5)) < 2:
                    pass
                return revision

    assert asyncio.run(follow()) == 2


def test_change_when_only_the_desk_sees_it_then_other_processes_know_that(
    stores: tuple[LiveStore, LiveStore],
) -> None:
    writer, reader = stores
    room = make_room(writer)

    begin = writer.read_revision(room.session.id, seat="participant")

    async def follow() -> list[int]:
        async with listening(reader):
            await until_listening(reader)
            with reader.bus.subscribe(room.session.id, desk=False) as phone:
                await asyncio.to_thread(writer.answer, room.ids()[0], room.card.id, 4)
                await asyncio.to_thread(writer.set_results_shown, room.card.id, True)
                heard = [await asyncio.wait_for(anext(phone), 5)]
                if heard == [begin]:  # who begins to listen first tells what it finds
                    heard.append(await asyncio.wait_for(anext(phone), 5))
                return heard

    # The answer itself does not wake the phone: the next that it hears is the showing.
    assert asyncio.run(follow())[-1] == writer.find_session(room.session.id).revision


def test_change_when_the_connection_was_broken_meanwhile_then_heard_after_connecting_again(
    stores: tuple[LiveStore, LiveStore], caplog: pytest.LogCaptureFixture
) -> None:
    writer, reader = stores
    session = writer.create_session(DRAFT, by=FACILITATOR)

    async def follow() -> int:
        async with listening(reader):
            await until_listening(reader)
            with reader.bus.subscribe(session.id) as subscription:
                cut_off(writer)
                await asyncio.to_thread(writer.open_session, session.id)
                first = await asyncio.wait_for(anext(subscription), 10)
                await until_listening(reader)
                await asyncio.to_thread(writer.close_session, session.id)
                assert await asyncio.wait_for(anext(subscription), 10) == 3
                return first

    with caplog.at_level(logging.WARNING):
        assert asyncio.run(follow()) == 2
    assert "listening broke (" in caplog.text
    assert "kompas@" not in caplog.text


def test_change_when_it_is_told_then_only_an_id_and_a_number_are(
    stores: tuple[LiveStore, LiveStore], server: Server
) -> None:
    writer, _ = stores
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("LISTEN kompas_live")
        room = make_room(writer, people=1)
        told = [notification.payload for notification in connection.notifies(timeout=0.3)]

    assert told
    assert {payload.split()[0] for payload in told} == {room.session.id}
    assert all(re.fullmatch(r"[0-9a-f]{24} \d+ (\d+|-)", payload) for payload in told)


def test_change_when_it_is_taken_back_then_nobody_is_told(
    stores: tuple[LiveStore, LiveStore], server: Server
) -> None:
    session: Session = stores[0].create_session(DRAFT, by=FACILITATOR)
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("LISTEN kompas_live")
        with pytest.raises(ZeroDivisionError), stores[0].change(session.id):
            raise ZeroDivisionError
        assert list(connection.notifies(timeout=0.2)) == []


def test_listening_when_the_store_is_a_file_then_there_is_nothing_to_do(tmp_path: object) -> None:
    store = open_live(f"sqlite:///{tmp_path}/live.db")

    asyncio.run(asyncio.wait_for(listen(store), 1))

    store.close()


@pytest.mark.parametrize("payload", ["", "s", "s x 1", "s 1 other", "s 1 1 more", "s -1 1"])
def test_notification_when_of_another_form_then_passed_over(payload: str) -> None:
    bus = Bus()

    publish_notification(bus, psycopg.Notify("kompas_live", payload, 1))

    assert bus.wait("s", after=0, timeout=0) is None
