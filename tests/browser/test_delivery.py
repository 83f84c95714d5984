"""From a file with faults to a figure that everybody sees: by the words of the page alone."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from etl.deliver.originals.keys import PUBLIC, make_keys
from tests.browser.delivering import NL, STEWARD, hand_in, look_for_faults, open_page, press, sees
from tests.browser.reflection import DESK, PHONE, Seat, sit_down
from tests.builders.plain_text import find_words
from tests.builders.service import Service, serve
from tests.builders.small_build import build_small
from tests.builders.small_programme import ITEMS, PEOPLE, write_small_programme

pytestmark = pytest.mark.browser
OWNER = "organisator-pi-1"
PERSON = "Jan Peeters.csv"
LEADER = "Annelies Vandenbroucke"
MORE = 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small programme with a release in service."""
    folder = tmp_path_factory.mktemp("delivery")
    build_small(write_small_programme(folder), folder / "built")
    return folder


@pytest.fixture(scope="module")
def running(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    keys = tmp_path_factory.mktemp("keys")
    make_keys(keys, passphrase="")
    more = {"KOMPAS_PROGRAMMES": str(folder), "KOMPAS_LOG_DIR": str(folder / "log")}
    more["KOMPAS_ORIGINALS_KEY"] = str(keys / PUBLIC)
    with serve(folder / "built", programme="small", more=more) as service:
        yield service


def write_survey(*, heads: tuple[str, ...] = ITEMS, people: int = MORE, wrong: int = 0) -> bytes:
    """Answers of people who were not there yet; the first answer of the first `wrong` rows is impossible."""
    written = io.StringIO()
    writer = csv.writer(written)
    named = ["Naam"] if heads == ITEMS else []
    writer.writerow(["Moment", "Groep", *heads, *named])
    for person in range(people):
        answers = [person % 5 + 1, (person * 2) % 5 + 1, (person * 3) % 5 + 1]
        answers[0] = 9 if person < wrong else answers[0]
        names = [f"{LEADER} {person}" for _ in named]
        writer.writerow(["2022-06-10 12:00:00", f"groep-{person % 6}", *answers, *names])
    return written.getvalue().encode()


def release_in_service(folder: Path) -> str:
    return str(json.loads((folder / "built" / "small" / "current.json").read_text())["release"])


def choose(seat: Seat, label: str, option: str) -> None:
    """Picks an option of one of Streamlit's lists."""
    listed = seat.page.locator("[role=option]", has_text=option).first
    for _ in range(5):
        # A run that ends meanwhile closes the list; a long one shows what fits until somebody types.
        seat.page.get_by_role("combobox", name=label).fill(option)
        with suppress(Error):
            listed.click(timeout=4_000)
            break
    seat.settle()


def test_delivery_when_it_has_faults_then_is_corrected_decided_on_and_shown(
    chromium: Browser, running: Service, folder: Path
) -> None:
    before = release_in_service(folder)
    with (
        sit_down(chromium, running.address, PHONE) as organiser,
        sit_down(chromium, running.address, DESK) as steward,
    ):
        open_page(organiser, OWNER)
        hand_in(organiser, {PERSON: write_survey(people=0)})
        sees(organiser, NL("delivery.about_refused"))
        look_for_faults(organiser, english=ITEMS)

        organiser.page.get_by_role("link", name=NL("delivery.correct")).click()
        organiser.settle()
        hand_in(organiser, {PERSON: write_survey(wrong=2)})
        sees(organiser, NL("delivery.about_checked"))
        sees(organiser, NL("delivery.advice_value"))
        look_for_faults(organiser, english=ITEMS)
        with organiser.page.expect_download() as download:
            organiser.page.get_by_role("button", name="gemarkeerde werkboek").click()
        assert "Peeters" not in download.value.suggested_filename
        press(organiser, "withdraw")
        press(organiser, "withdraw_yes")
        sees(organiser, NL("delivery.about_withdrawn"))

        open_page(organiser, OWNER)
        hand_in(organiser, {PERSON: write_survey()})
        sees(organiser, NL.count("delivery.rows_all", MORE, rows=str(MORE)))
        address = organiser.page.url
        assert "Peeters" not in address

        decide(steward, address, folder=folder, before=before)
        organiser.page.reload()
        sees(organiser, NL("delivery.about_in_service"))
        organiser.open(f"/reactie?rol={OWNER}")
        organiser.sees(f"n = {PEOPLE + MORE}")
        undo(steward, folder=folder, before=before)
    written = "".join(path.read_text() for path in (folder / "log").iterdir())
    acts = [json.loads(line)["act"] for line in written.splitlines() if json.loads(line)["act"]]
    assert acts == ["receive", "receive", "withdraw", "receive", "build", "accept", "roll-back"]
    assert "Peeters" not in written + running.log
    # The file that came into service, and was taken out again, is there to be opened elsewhere.
    assert len(list(folder.glob("built/*/deliveries/*/originals/*.kompas"))) >= 1
    assert find_words(folder / "built", (LEADER, "Vandenbroucke")) == []
    assert "Vandenbroucke" not in written + running.log


def decide(steward: Seat, address: str, *, folder: Path, before: str) -> None:
    """Proposes, compares and puts in service; until then nobody sees anything of it."""
    open_page(steward, STEWARD)
    sees(steward, "wacht op een beslissing")
    steward.page.goto(address.replace(OWNER, STEWARD))
    steward.settle()
    press(steward, "do_build")
    sees(steward, NL("delivery.about_proposed"))
    sees(steward, NL("delivery.compare_title"))
    look_for_faults(steward, english=ITEMS)
    assert release_in_service(folder) == before
    press(steward, "do_accept")
    sees(steward, NL("delivery.about_in_service"))
    assert release_in_service(folder) != before


def undo(steward: Seat, *, folder: Path, before: str) -> None:
    press(steward, "do_roll_back")
    steward.page.get_by_role("button", name=NL("delivery.do_roll_back"), exact=True).last.click()
    sees(steward, NL("delivery.about_rolled_back"))
    look_for_faults(steward, english=ITEMS)
    assert release_in_service(folder) == before


def test_layout_when_nobody_knows_it_then_is_told_column_by_column(
    chromium: Browser, running: Service
) -> None:
    with sit_down(chromium, running.address, DESK) as organiser:
        open_page(organiser, OWNER)
        with organiser.page.expect_download() as download:
            organiser.page.get_by_role("button", name=NL("delivery.template")).click()
        assert zipfile.is_zipfile(download.value.path())
        hand_in(organiser, {"vreemd.csv": write_survey(heads=("Nut", "Nog nut", "Vlot"), people=24)})
        sees(organiser, NL("delivery.about_unmapped"))
        sees(organiser, NL("delivery.map_what_first", file="vreemd.csv"))
        look_for_faults(organiser, english=ITEMS)

        choose(organiser, NL("delivery.map_source"), "Survey")
        sees(organiser, NL("delivery.map_no_question", file="vreemd.csv"))
        for letter, heading, item in zip("CDE", ("Nut", "Nog nut", "Vlot"), ITEMS, strict=True):
            choose(organiser, NL("delivery.map_column", letter=letter, heading=heading), item)
        look_for_faults(organiser, english=ITEMS)
        press(organiser, "map_do")
        sees(organiser, NL.count("delivery.rows_all", 24, rows="24"))
