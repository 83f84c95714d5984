import asyncio
import threading
import time

import pytest

from live.bus import Bus, Subscription


async def next_of(subscription: Subscription, *, within: float = 2) -> int:
    return await asyncio.wait_for(anext(subscription), within)


def test_bus_when_published_from_a_thread_then_the_loop_hears_it() -> None:
    bus = Bus()

    async def follow() -> int:
        with bus.subscribe("s") as subscription:
            threading.Thread(target=bus.publish, args=("s", 7)).start()
            return await next_of(subscription)

    assert asyncio.run(follow()) == 7


def test_bus_when_published_between_subscribing_and_waiting_then_not_missed() -> None:
    bus = Bus()

    async def follow() -> int:
        with bus.subscribe("s") as subscription:
            bus.publish("s", 3)
            await asyncio.sleep(0.01)
            return await next_of(subscription)

    assert asyncio.run(follow()) == 3


def test_bus_when_a_follower_is_slow_then_it_hears_the_newest_once() -> None:
    bus = Bus()

    async def follow() -> list[int]:
        with bus.subscribe("s") as subscription:
            for revision in (2, 4, 3):
                bus.publish("s", revision)
            heard = [await next_of(subscription)]
            bus.publish("s", 4)
            bus.publish("s", 5)
            return [*heard, await next_of(subscription)]

    # The three come in before the loop turns.
    assert asyncio.run(follow()) == [4, 5]


def test_bus_when_only_the_desk_can_see_it_then_phones_are_not_woken() -> None:
    bus = Bus()

    async def follow() -> tuple[int, int]:
        with bus.subscribe("s") as desk, bus.subscribe("s", desk=False) as phone:
            bus.publish("s", 2, desk_only=True)
            first = await next_of(desk)
            with pytest.raises(TimeoutError):
                await next_of(phone, within=0.05)
            bus.publish("s", 3)
            return first, await next_of(phone)

    assert asyncio.run(follow()) == (2, 3)


def test_bus_when_there_are_two_numbers_then_each_hears_its_own() -> None:
    bus = Bus()

    async def follow() -> tuple[int, int]:
        with bus.subscribe("s") as desk, bus.subscribe("s", desk=False) as phone:
            bus.publish("s", 205, seen=6)
            return await next_of(desk), await next_of(phone)

    assert asyncio.run(follow()) == (205, 6)


def test_bus_when_another_session_changes_then_nothing_is_heard() -> None:
    bus = Bus()

    async def follow() -> None:
        with bus.subscribe("s") as subscription:
            bus.publish("other", 9)
            await next_of(subscription, within=0.05)

    with pytest.raises(TimeoutError):
        asyncio.run(follow())


def test_bus_when_followers_leave_then_nothing_is_kept_of_them() -> None:
    bus = Bus()

    async def follow() -> None:
        subscription = bus.subscribe("s")
        assert bus.followed() == {"s"}
        subscription.close()
        subscription.close()

    asyncio.run(follow())
    assert bus.followed() == frozenset()


def test_bus_when_the_loop_of_a_follower_is_gone_then_others_still_hear() -> None:
    bus = Bus()

    async def forget() -> None:
        bus.subscribe("s")

    asyncio.run(forget())
    bus.publish("s", 2)

    assert bus.followed() == frozenset()


def test_wait_when_somebody_publishes_then_returns_it_and_else_none() -> None:
    bus = Bus()
    threading.Timer(0.05, bus.publish, args=("s", 8)).start()

    assert bus.wait("s", after=7, timeout=2) == 8
    assert bus.wait("s", after=8, timeout=0.01) is None


def test_bus_when_many_follow_then_all_hear_within_a_blink() -> None:
    bus = Bus()

    async def follow() -> float:
        subscriptions = [bus.subscribe("s", desk=False) for _ in range(500)]
        await asyncio.sleep(0)
        begin = time.perf_counter()
        threading.Thread(target=bus.publish, args=("s", 2)).start()
        heard = await asyncio.gather(*(next_of(subscription) for subscription in subscriptions))
        assert heard == [2] * 500
        return time.perf_counter() - begin

    assert asyncio.run(follow()) < 2
