import time
from pathlib import Path

import pytest

from tests.builders.logins import ACCESS, configure_login, make_claims, write_access
from ui.access.admit import admit, end_login, name_person
from ui.access.denial import NotAdmittedError
from ui.access.identify import identify_visitor, keep_watch
from ui.access.sessions import open_sessions
from ui.viewer import Viewer


@pytest.fixture(autouse=True)
def login(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    configure_login(monkeypatch, tmp_path)


def reason_of(claims: dict[str, object]) -> str:
    with pytest.raises(NotAdmittedError) as caught:
        admit(claims)
    return caught.value.reason


def test_admit_when_a_rule_fits_then_the_viewer_has_a_pseudonym() -> None:
    claims = make_claims("schoolmakers", email="anna@voorbeeld.be", name="Anna Peeters")
    viewer = admit(claims)

    assert (viewer.role, viewer.trajectories, viewer.demo) == ("organiser", ("pi-3",), False)
    assert viewer.name == name_person(claims)
    assert len(viewer.name) == 10
    assert "anna" not in viewer.name.lower()


def test_name_when_the_same_person_comes_back_then_is_the_same_and_of_nobody_else() -> None:
    names = [
        name_person(claims)
        for claims in (
            make_claims("beleid"),
            make_claims("elders", age_s=99),
            make_claims(sub="ben"),
            make_claims(iss="https://elders.voorbeeld.be"),
        )
    ]

    assert names[0] == names[1]
    assert len(set(names)) == 3


def test_name_when_the_key_differs_then_differs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = name_person(make_claims())
    configure_login(monkeypatch, tmp_path, secret="z" * 32)

    assert name_person(make_claims()) != before


def test_name_when_the_steward_wants_addresses_then_is_the_verified_address(tmp_path: Path) -> None:
    write_access(tmp_path, ACCESS + '[log]\nname = "address"\n')
    verified = make_claims("beleid", email="Anna@voorbeeld.be", email_verified=True)
    unverified = make_claims("beleid", email="anna@voorbeeld.be")

    assert admit(verified).name == "anna@voorbeeld.be"
    assert admit(unverified).name == name_person(unverified)


def test_admit_when_the_login_was_ended_then_refuses_that_one_only() -> None:
    claims, other = make_claims("beleid"), make_claims("beleid", age_s=5)
    admit(claims)
    end_login(claims)

    assert reason_of(claims) == "ended"
    assert admit(other).role == "ministry"


def test_admit_when_the_person_was_sent_away_then_refuses_every_login_from_before() -> None:
    claims = make_claims("beleid", age_s=5)
    open_sessions().end_person(name_person(claims), now=time.time())

    assert reason_of(claims) == "ended"
    assert reason_of(make_claims("beleid", age_s=60)) == "ended"
    assert admit(make_claims("beleid", sub="ben", age_s=5)).role == "ministry"


def test_admit_when_the_rules_break_then_nobody_comes_in(tmp_path: Path) -> None:
    admit(make_claims("beleid"))
    write_access(tmp_path, "rules = [")

    assert reason_of(make_claims("beleid")) == "unreadable"


def test_admit_when_the_table_of_logins_is_broken_then_nobody_comes_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no table at all" * 100)
    monkeypatch.setenv("KOMPAS_SESSIONS", str(broken))

    assert reason_of(make_claims("beleid")) == "unreadable"


def test_end_login_when_nobody_is_logged_in_then_writes_nothing() -> None:
    end_login({})

    assert open_sessions().list_open() == ()


@pytest.mark.parametrize("what", ["stays", "ended", "other role"])
def test_keep_watch_when_clicked_later_then_looks_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str
) -> None:
    claims = make_claims("beleid")
    monkeypatch.setattr("ui.access.identify.read_claims", lambda: claims)
    make = keep_watch(lambda: b"bestand", visitor=identify_visitor(), scope=Viewer(role="ministry").scope)
    if what == "ended":
        end_login(claims)
    if what == "other role":
        write_access(tmp_path, ACCESS.replace('role = "ministry"', 'role = "reflection"') + "\n")

    if what == "stays":
        assert make() == b"bestand"
    else:
        with pytest.raises(NotAdmittedError):
            make()
