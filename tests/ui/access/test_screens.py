"""What each role finds on each page, without a browser."""

from pathlib import Path

import pytest

from schemas.access import ROLES, Role
from tests.builders.logins import configure_login, make_claims
from tests.builders.screens import open_screen, read_screen, serve_release
from texts import texts_in
from ui.access.choice import WORDS
from ui.navigation import ONLY_FOR, PAGES, may_open

NL = texts_in("nl")
STEWARD = make_claims(email="beheer@voorbeeld.be", email_verified=True, lasts_s=10**5)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("screens")


@pytest.fixture(autouse=True)
def full(monkeypatch: pytest.MonkeyPatch, built: Path) -> None:
    serve_release(monkeypatch, built=built, tables=None)


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    configure_login(monkeypatch, tmp_path)


def word_of(role: Role) -> str:
    return f"{WORDS[role]}-pi-3" if role == "organiser" else WORDS[role]


def named_trajectories(words: str) -> set[int]:
    return {n for n in range(1, 11) if f"Traject {n} ·" in words}


@pytest.mark.parametrize("name", list(PAGES))
@pytest.mark.parametrize("role", ROLES)
def test_page_when_a_role_opens_it_then_shows_it_or_says_why_not(role: Role, name: str) -> None:
    screen = open_screen(name, query={"rol": word_of(role), "deel": "all"})

    assert not screen.exception
    assert not screen.error
    assert screen.title[0].value == NL(f"{name}.title")
    refused = NL("access.not_your_page") in [info.value for info in screen.info]
    assert refused is not may_open(name, role=role)
    if refused:
        assert not screen.get("plotly_chart")


@pytest.mark.parametrize("name", list(PAGES))
def test_page_when_a_reflection_group_opens_it_then_names_no_trajectory(name: str) -> None:
    words = read_screen(open_screen(name, query={"rol": "reflectiegroep", "deel": "all"}))

    assert named_trajectories(words) == set()


@pytest.mark.parametrize("name", [name for name in PAGES if name != "reach"])
def test_page_when_an_organiser_opens_it_then_names_its_own_trajectory_only(name: str) -> None:
    words = read_screen(open_screen(name, query={"rol": "organisator-pi-3", "deel": "all"}))

    assert named_trajectories(words) <= {3}


def test_differences_when_policy_opens_it_then_does_name_all_trajectories() -> None:
    words = read_screen(open_screen("response", query={"rol": "beleid", "deel": "all"}))

    assert len(named_trajectories(words)) > 5


def test_pages_when_only_for_some_then_they_exist_and_are_for_somebody() -> None:
    assert set(ONLY_FOR) <= set(PAGES)
    assert all(set(roles) <= set(ROLES) and roles for roles in ONLY_FOR.values())


@pytest.mark.parametrize(
    ("role", "offered"), [("beleid", 11), ("organisator-pi-3", 2), ("gegevensbeheerder", 11)]
)
def test_filter_when_a_role_looks_then_offers_the_trajectories_that_it_may_name(
    role: str, offered: int
) -> None:
    screen = open_screen("about", query={"rol": role})

    assert len(screen.selectbox(key="filter-trajectory").options) == offered


def test_filter_when_a_reflection_group_looks_then_there_is_none_for_trajectories() -> None:
    screen = open_screen("about", query={"rol": "reflectiegroep", "traject": "pi-3"})

    assert "filter-trajectory" not in [box.key for box in screen.selectbox]
    assert "niet bij jouw rol hoort" in screen.warning[0].value


def test_switch_when_another_role_is_chosen_then_the_address_has_it_and_filters_are_let_go() -> None:
    screen = open_screen("about", query={"traject": "pi-3", "taal": "nl"})
    screen.selectbox(key="frame-role").set_value("organisator-pi-2").run()

    assert dict(screen.query_params) == {"taal": "nl", "rol": "organisator-pi-2"}
    assert screen.selectbox(key="filter-trajectory").value == ""


def test_switch_when_another_page_is_opened_then_the_role_stays() -> None:
    screen = open_screen("about", query={"rol": "organisator-pi-2"})
    screen.query_params.clear()
    screen.switch_page(PAGES["quality"]).run()

    assert screen.selectbox(key="frame-role").value == "organisator-pi-2"
    assert dict(screen.query_params) == {"taal": "nl", "rol": "organisator-pi-2"}


@pytest.mark.parametrize("wanted", ["organisator-pi-99", "baas", "<script>"])
def test_switch_when_the_address_holds_no_role_then_nothing_extra_is_seen(wanted: str) -> None:
    screen = open_screen("about", query={"rol": wanted})

    assert not screen.exception
    assert wanted not in read_screen(screen)


@pytest.mark.usefixtures("login")
def test_switch_when_logged_in_then_only_a_steward_has_it() -> None:
    keys = [box.key for box in open_screen("about", user=make_claims("beleid")).selectbox]
    assert "frame-role" not in keys
    assert "frame-role" in [box.key for box in open_screen("about", user=STEWARD).selectbox]


@pytest.mark.usefixtures("login")
def test_address_when_it_asks_for_a_role_then_only_a_steward_gets_it() -> None:
    query = {"rol": "gegevensbeheerder", "deel": "findings"}
    words = read_screen(open_screen("quality", query=query, user=make_claims("beleid")))
    assert "De code 7" not in words

    looking = open_screen("overview", query={"rol": "organisator-pi-3"}, user=STEWARD)
    assert "Je kijkt als: Organisator van Traject 3" in read_screen(looking)
    assert "Aangemeld: Gegevensbeheerder" in read_screen(looking)
    looking.button(key="preview-end").click().run()
    assert "Je kijkt als" not in read_screen(looking)


@pytest.mark.usefixtures("login")
def test_door_when_no_rule_fits_then_nothing_else_is_drawn() -> None:
    screen = open_screen("learning", user=make_claims("elders"))

    assert [title.value for title in screen.title] == [NL("access.unknown_title")]
    assert not screen.selectbox
    assert not screen.get("plotly_chart")


@pytest.mark.usefixtures("login")
def test_access_when_a_steward_opens_it_then_open_logins_are_listed_by_code() -> None:
    open_screen("about", user=make_claims("schoolmakers", sub="omar", lasts_s=10**5))
    screen = open_screen("access", user=STEWARD)
    words = read_screen(screen)

    assert "Organisator van Traject 3" in words
    assert "omar" not in words
    assert "voorbeeld.be" not in words.replace("access.voorbeeld", "")
    assert len(screen.selectbox(key="access-whom").options) == 2
