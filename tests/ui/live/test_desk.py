"""Who leads a session, and the passes of screens without a login."""

import pytest

from live.model import Session
from tests.builders.live_server import make_session
from ui.live import desk
from ui.live.desk import leads, make_pass, may_lead, name_facilitator, read_pass
from ui.live.plain import write_label, write_plain
from ui.viewer import DEMO, Viewer


@pytest.fixture
def session() -> Session:
    return make_session()


@pytest.mark.parametrize("role", ["ministry", "organiser", "steward"])
def test_viewer_when_of_a_leading_role_then_may_lead(role: str) -> None:
    assert may_lead(Viewer(role=role))  # type: ignore[arg-type]


@pytest.mark.parametrize("viewer", [Viewer(role="reflection"), Viewer(role="organiser", preview=True)])
def test_viewer_when_a_group_or_only_looking_as_somebody_then_may_not_lead(viewer: Viewer) -> None:
    assert not may_lead(viewer)


def test_facilitator_when_named_then_is_a_hash_that_tells_people_apart() -> None:
    one, two = (name_facilitator(Viewer(role="ministry", name=name)) for name in ("jan@school.example", "an"))

    assert one.id != two.id
    assert "jan" not in one.id
    assert one == name_facilitator(Viewer(role="ministry", name="jan@school.example"))


def test_session_when_made_in_the_demo_then_is_not_led_by_a_login(session: Session) -> None:
    assert leads(DEMO, session)
    assert not leads(Viewer(role="ministry", name="jan"), session)


def test_pass_when_given_then_is_good_for_its_session_and_seat_only() -> None:
    given = make_pass("s1", seat="beamer")

    assert read_pass(given, session_id="s1") == "beamer"
    assert read_pass(given, session_id="s2") is None


def test_pass_when_too_old_then_is_worth_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_LASTS_S", -1)

    assert read_pass(make_pass("s1", seat="facilitator"), session_id="s1") is None


@pytest.mark.parametrize("given", ["", "a", "a.b", "facilitator..", "facilitator.x.y", "é.é.é"])
def test_pass_when_made_up_then_is_worth_nothing(given: str) -> None:
    assert read_pass(given, session_id="s1") is None


def test_words_of_people_when_written_then_are_no_markup() -> None:
    assert write_plain("<b>x</b>\ny") == "&lt;b&gt;x&lt;/b&gt;<br>y"
    assert write_label("**x** [a](b) :red[c]\n<i>") == (r"\*\*x\*\* \[a\]\(b\) \:red\[c\] \<i\>")
