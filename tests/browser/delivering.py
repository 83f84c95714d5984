"""What somebody does who hands files in, and who decides on them: by the words of the page."""

from collections.abc import Mapping

from tests.browser.axe import violations_on
from tests.browser.built_in import english_on
from tests.browser.reflection import Seat
from tests.browser.visits import texts_of

NL = texts_of("nl")
STEWARD = "gegevensbeheerder"
_LONG_MS = 180_000
_PLAIN = {"csv": "text/csv"}


def open_page(seat: Seat, role: str) -> None:
    seat.open(f"/aanleveren?rol={role}")


def hand_in(seat: Seat, files: Mapping[str, bytes]) -> None:
    """Chooses files, by name, and presses the button."""
    given = [
        {"name": name, "mimeType": _PLAIN[name.rpartition(".")[2]], "buffer": content}
        for name, content in files.items()
    ]
    seat.page.set_input_files("input[type=file]", files=given)  # type: ignore[arg-type]
    press(seat, "upload_do")


def press(seat: Seat, key: str) -> None:
    button = seat.page.get_by_role("button", name=NL(f"delivery.{key}"), exact=True)
    button.and_(seat.page.locator(":enabled")).click()
    seat.settle()


def sees(seat: Seat, words: str) -> None:
    seat.page.get_by_text(words).first.wait_for(timeout=_LONG_MS)
    seat.settle()


def look_for_faults(seat: Seat, *, english: tuple[str, ...] = ()) -> None:
    """In light and dark; `english` is what a programme calls its items in English."""
    for scheme in ("dark", "light"):
        seat.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        seat.settle()
        assert violations_on(seat.page) == []
    assert set(english_on(seat.page)) <= set(english)
    assert seat.errors == []
