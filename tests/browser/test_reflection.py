"""A live session from beginning to end: facilitator, beamer and phones, each in a browser of their own."""

import os
import sqlite3
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import violations_on
from tests.browser.reflection import NL, Room, open_room
from tests.builders.service import Service, serve
from tests.reports.reading import read_pdf

pytestmark = pytest.mark.browser
WILD = "<b>Meer</b> **feedback** [hier](https://evil.example)"


def add_poll(room: Room) -> None:
    """The facilitator adds a poll at the end of the agenda."""
    page = room.desk.page
    page.get_by_text(NL("live.kind_poll"), exact=True).first.click()
    room.desk.settle()
    page.get_by_label(NL("live.card_title")).last.fill("Onze groep leert goed samen")
    room.desk.press("add")


def add_figure(room: Room) -> None:
    """The facilitator adds a figure of a page, with a filter."""
    room.desk.open("/leren?regio=limburg")
    room.desk.page.get_by_role("link", name=NL("live.collect")).first.click()
    room.desk.settle()
    room.desk.press("collect_do")
    room.desk.sees(NL("live.collected"))


def answer(room: Room, choices: tuple[str, ...]) -> None:
    """Each phone answers the poll."""
    for phone, choice in zip(room.phones, choices, strict=True):
        phone.page.get_by_role("radiogroup").get_by_text(choice, exact=True).click()
        phone.page.get_by_role("button", name="antwoord").click()
        phone.sees(NL("live.answered"))


def look_for_faults(room: Room) -> None:
    """What axe finds, light and dark, and what went wrong in any browser."""
    for seat in room.everybody:
        for scheme in ("dark", "light"):
            seat.page.emulate_media(color_scheme=scheme)
            seat.settle()
            assert violations_on(seat.page) == []
        assert seat.errors == []


def test_session_when_held_by_everybody_at_once_then_goes_from_agenda_to_erasure(
    chromium: Browser, service: Service, tmp_path: Path
) -> None:
    with open_room(chromium, service.address) as room:
        room.prepare("Ronde <b>tafel</b>")
        add_poll(room)
        add_figure(room)
        room.begin()
        for phone, name in zip(room.phones, ("Anna", "", "<i>Bo</i>"), strict=True):
            room.join(phone, name)
            phone.sees(NL("live.waiting"))
        room.desk.sees(NL("live.counts", people="3", here="3"))
        look_for_faults(room)

        room.desk.press("next")
        for seat in [room.beamer, *room.phones]:
            seat.page.get_by_role("heading", name="Wat zie je?").first.wait_for()
        think_alone_then_together(room)
        moderate(room)
        vote_twice(room)
        show_figure(room)
        keep(room, tmp_path)
        erase(room)
        assert [seat.errors for seat in room.everybody] == [[]] * 5
        assert "evil.example" not in service.log


def think_alone_then_together(room: Room) -> None:
    one, two, three = room.phones
    room.desk.press("open_answers")
    one.page.locator("textarea").first.fill(WILD)
    one.press("send")
    two.page.locator("textarea").nth(1).fill("Samen leren werkt")
    two.press("send", place=1)
    room.desk.sees(NL("live.answered_of", answered="2", people="3"))
    assert three.count("Samen leren werkt") == 0
    assert room.beamer.count("Samen leren werkt") == 0

    room.desk.press("show_results")
    three.sees("Samen leren werkt")
    room.beamer.sees(WILD)
    assert room.beamer.page.locator(".kompas-note b, .kompas-note a").count() == 0
    three.press("support")
    room.beamer.sees(NL("live.supports", n=1))
    look_for_faults(room)


def moderate(room: Room) -> None:
    one, two, _ = room.phones
    room.desk.press("moderation_on")
    one.page.locator("textarea").nth(2).fill("Eerst nakijken")
    one.press("send", place=2)
    room.desk.sees(NL("live.status_waiting"))
    assert room.beamer.count("Eerst nakijken") == 0
    assert two.count("Eerst nakijken") == 0
    room.desk.press("approve")
    room.beamer.sees("Eerst nakijken")
    two.sees("Eerst nakijken")
    room.desk.press("hide", place=1)
    room.desk.sees(NL("live.status_hidden"))


def vote_twice(room: Room) -> None:
    for _ in range(3):
        room.desk.press("next")
    room.desk.press("open_answers")
    answer(room, ("eerder eens", "eerder eens", "tussenin"))
    room.desk.sees(NL("live.answered_of", answered="3", people="3"))
    assert room.beamer.page.locator(".kompas-result").count() == 0

    room.desk.press("show_results")
    room.beamer.sees(NL("live.count", n="2", share="67\u00a0%"))
    room.phones[0].sees(NL("live.results"))
    look_for_faults(room)
    room.desk.press("second_round")
    answer(room, ("helemaal eens", "eerder eens", "eerder eens"))
    room.desk.press("show_results")
    room.beamer.sees(NL("live.shift", n="3", same="1", up="2", down="0"))


def show_figure(room: Room) -> None:
    """Everybody has it; a line that breaks and a page that is loaded again come back to the same place."""
    room.desk.press("next")
    for seat in room.everybody:
        seat.page.locator(".kompas-follow .main-svg").first.wait_for()
        assert "Limburg" in seat.page.locator(".kompas-follow .kompas-source").first.inner_text()
    look_for_faults(room)
    one, two, _ = room.phones
    one.page.reload()
    one.page.locator(".kompas-follow .main-svg").first.wait_for()
    two.press("look_around")
    two.page.get_by_role("combobox", name=NL("live.look_at")).wait_for()
    two.press("follow")
    one.page.context.set_offline(True)
    room.desk.press("previous")
    two.sees("Onze groep leert goed samen")
    one.page.context.set_offline(False)
    one.sees("Onze groep leert goed samen")


def keep(room: Room, folder: Path) -> None:
    page = room.desk.page
    room.desk.open(f"/reflectiegroepen?sessie={room.session_id}&deel=keep")
    page.get_by_label(NL("live.conclusion")).fill("Meer tijd voor feedback")
    room.desk.press("add")
    page.get_by_label(NL("live.what"), exact=True).fill("Plan maken")
    room.desk.press("add", place=1)
    room.desk.sees("Plan maken")
    assert violations_on(page) == []
    files = {}
    for name in ("record_md", "record_xlsx", "record_pdf"):
        with page.expect_download() as download:
            page.get_by_role("button", name=NL(f"live.{name}")).click()
        files[name] = folder / name
        download.value.save_as(files[name])
    written = files["record_md"].read_text(encoding="utf-8")
    assert "Meer tijd voor feedback" in written
    assert "Samen leren werkt" not in written  # two people wrote: fewer than five
    assert "xl/workbook.xml" in zipfile.ZipFile(files["record_xlsx"]).namelist()
    paper = read_pdf(files["record_pdf"].read_bytes())
    for told in ("Meer tijd voor feedback", "Plan maken", "Limburg", "Onze groep leert goed samen"):
        assert told in paper
    assert "Samen leren werkt" not in paper


def erase(room: Room) -> None:
    room.desk.press("erase")
    room.desk.press("erase_yes")
    room.desk.sees(NL("live.erased"))
    for seat in (room.beamer, *room.phones):
        seat.sees(NL("live.gone"))


def test_join_when_the_code_is_wrong_the_room_full_or_the_session_closed_then_says_why(
    chromium: Browser, service: Service
) -> None:
    with open_room(chromium, service.address) as room:
        one, two, three = room.phones
        room.prepare("Kleine kring", most=2)
        room.begin()
        code, room.code = room.code, "ZZZ-ZZZ"
        room.join(one)
        one.sees(NL("live.refused_wrong_code"))
        one.page.locator("script[src*='/huis/plotly-']").wait_for(state="attached")
        assert violations_on(one.page) == []
        room.code = code.replace("-", " ").lower()
        for phone in (one, two):
            room.join(phone)
            phone.sees(NL("live.waiting"))
        room.join(three)
        three.sees(NL("live.refused_full"))
        room.desk.open(f"/reflectiegroepen?sessie={room.session_id}&deel=keep")
        room.desk.press("close")
        one.sees(NL("live.closed"))
        room.join(three)
        three.sees(NL("live.refused_closed"))


def test_join_when_the_code_has_expired_then_says_so(chromium: Browser, service: Service) -> None:
    with open_room(chromium, service.address, phones=1) as room:
        room.prepare("Gisteren")
        room.begin()
        store = os.environ["KOMPAS_LIVE_URL"].removeprefix("sqlite:///")
        with sqlite3.connect(store) as kept:
            kept.execute("UPDATE sessions SET code_expires_at = 1 WHERE id = ?", (room.session_id,))
        kept.close()
        room.join(room.phones[0])
        room.phones[0].sees(NL("live.refused_expired"))


def test_session_when_the_server_is_killed_then_everybody_is_back_at_the_same_card(
    chromium: Browser, built: Path, tmp_path: Path
) -> None:
    kept = {"KOMPAS_LIVE_URL": f"sqlite:///{tmp_path / 'live.db'}"}
    with serve(built, more=kept) as first, open_room(chromium, first.address, phones=1) as room:
        phone = room.phones[0]
        room.prepare("Na de stroom")
        add_poll(room)
        room.begin()
        room.join(phone, "Anna")
        phone.sees(NL("live.waiting"))
        for _ in range(4):
            room.desk.press("next")
        room.desk.press("open_answers")
        answer(room, ("tussenin",))
        first.process.kill()
        first.process.wait()
        with serve(built, more=kept, port=int(first.address.rpartition(":")[2])):
            phone.sees(NL("live.answered"))
            phone.page.wait_for_timeout(5_000)
            assert phone.page.get_by_role("radio", checked=True).count() == 1
            room.desk.page.reload()
            room.desk.sees(NL("live.answered_of", answered="1", people="1"))
            room.desk.press("show_results")
            phone.sees(NL("live.results"))


def test_phone_when_another_session_is_in_the_address_then_asks_for_its_code(
    chromium: Browser, service: Service
) -> None:
    with open_room(chromium, service.address, phones=1) as room:
        phone = room.phones[0]
        room.prepare("De ene")
        room.begin()
        other = room.session_id
        room.prepare("De andere")
        room.begin()
        room.join(phone)
        phone.sees(NL("live.waiting"))

        status = phone.page.evaluate(f"fetch('/live/stream?sessie={other}').then((r) => r.status)")
        phone.open(f"/beamer?sessie={other}&rol=reflectiegroep")

        assert status == 403
        phone.sees(NL("access.not_your_page"))
        assert phone.count("De ene") == 0
