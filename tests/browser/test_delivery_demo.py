"""The demo's own dirty exports: from the first finding to the figure on the page of who handed them in."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from etl.release import read_release
from etl.shelf import Shelf
from tests.browser.delivering import NL, STEWARD, hand_in, look_for_faults, open_page, press, sees
from tests.browser.reflection import DESK, PHONE, Seat, sit_down
from tests.builders.demo_delivery import OWNER, Due, make_due
from tests.builders.service import PROGRAMME, Service, serve

pytestmark = pytest.mark.browser
ROLE = f"organisator-{OWNER}"
# By file: the dirt that the tools wrote, and what it should have been.
DIRT = {"eindmeting_pi-02.csv": ("Ens", "Eens"), "pi-02_dagen.csv": ("?", "aanwezig")}


@pytest.fixture(scope="module")
def due(tmp_path_factory: pytest.TempPathFactory) -> Due:
    return make_due(tmp_path_factory.mktemp("due"))


@pytest.fixture(scope="module")
def running(due: Due) -> Iterator[Service]:
    more = {"KOMPAS_PROGRAMMES": str(due.programmes), "KOMPAS_LOG_DIR": str(due.built / "log")}
    with serve(due.built, more=more) as service:
        yield service


def read_attendance(built: Path) -> float | None:
    """How often the owner's people were there, in the release in service: a share, or nothing."""
    shelf = Shelf(built / PROGRAMME)
    rows = read_release(shelf.show().path, "statements")
    own = rows.filter(
        cell_id=f"trajectory={OWNER}", indicator_id="attendance", wave="all", statistic="mean", status="shown"
    )
    return None if own.is_empty() else float(own["value"][0])


def find_dirt(content: bytes, wrong: str) -> tuple[int, str]:
    """The row of the sheet and the heading of the one cell that holds this."""
    heads, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    (found,) = [(n, heads[c]) for n, row in enumerate(rows, 2) for c, cell in enumerate(row) if cell == wrong]
    return found


def correct(content: bytes, wrong: str, right: str) -> bytes:
    return content.replace(f'"{wrong}"'.encode(), f'"{right}"'.encode()).replace(
        f",{wrong},".encode(), f",{right},".encode()
    )


def open_own(seat: Seat) -> None:
    seat.open(f"/mijn-traject?rol={ROLE}&deel=all")
    seat.settle()


def test_exports_of_the_demo_when_handed_in_then_go_from_finding_to_figure(
    chromium: Browser, running: Service, due: Due
) -> None:
    before = read_attendance(due.built)
    with (
        sit_down(chromium, running.address, PHONE) as organiser,
        sit_down(chromium, running.address, DESK) as steward,
    ):
        open_page(organiser, ROLE)
        hand_in(organiser, due.files)
        sees(organiser, NL("delivery.about_checked"))
        for name, (wrong, _) in DIRT.items():
            row, heading = find_dirt(due.files[name], wrong)
            sees(organiser, f"{name}, rij {row}, kolom “{heading}”: “{wrong}”")
        look_for_faults(organiser)
        press(organiser, "withdraw")
        press(organiser, "withdraw_yes")

        open_page(organiser, ROLE)
        corrected = {name: correct(content, *DIRT[name]) for name, content in due.files.items()}
        hand_in(organiser, corrected)
        sees(organiser, NL("delivery.about_checked"))
        sees(organiser, NL("delivery.found_nothing"))
        address = organiser.page.url

        steward.page.goto(address.replace(ROLE, STEWARD))
        steward.settle()
        press(steward, "do_build")
        sees(steward, NL("delivery.about_proposed"))
        sees(steward, NL("delivery.compare_title"))
        look_for_faults(steward)
        press(steward, "do_accept")
        sees(steward, NL("delivery.about_in_service"))

        after = read_attendance(due.built)
        assert after is not None
        assert after != before
        open_own(organiser)
        sees(organiser, NL("mine.question_since", trajectory="traject"))
        assert NL.percent(after) in organiser.page.inner_text("main")
        look_for_faults(organiser)
    assert "Traceback" not in running.log
