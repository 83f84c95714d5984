import time
from typing import Any

import pytest

from schemas.access import AccessList, AddressRules, Rule, SessionRules
from tests.builders.logins import ISSUER, make_claims, write_access
from ui.access.denial import NotAdmittedError
from ui.access.role import role_for
from ui.access.rules import read_access
from ui.viewer import Viewer


@pytest.fixture(scope="module")
def access(tmp_path_factory: pytest.TempPathFactory) -> AccessList:
    return read_access(write_access(tmp_path_factory.mktemp("access")))


def reason_of(claims: Any, access: AccessList) -> str:
    with pytest.raises(NotAdmittedError) as caught:
        role_for(claims, access, now=time.time())
    return caught.value.reason


@pytest.mark.parametrize(
    ("claims", "viewer"),
    [
        (make_claims("beleid"), Viewer("ministry")),
        (make_claims("iets", "schoolmakers"), Viewer("organiser", ("pi-3",))),
        (make_claims("reflectie"), Viewer("reflection")),
        (make_claims("schoolmakers", "beleid"), Viewer("ministry")),
        (make_claims(email="Beheer@Voorbeeld.be", email_verified=True), Viewer("steward")),
        (make_claims(groups="beleid"), Viewer("ministry")),
    ],
)
def test_role_for_when_a_rule_fits_then_is_that_of_the_first(
    access: AccessList, claims: Any, viewer: Viewer
) -> None:
    assert role_for(claims, access, now=time.time()) == viewer


@pytest.mark.parametrize(
    "claims",
    [
        make_claims(),
        make_claims("beleidsmaker"),
        make_claims("Beleid"),
        make_claims(groups="xbeleidx"),
        make_claims(groups=None),
        make_claims(groups={"beleid": True}),
        make_claims("beleid", sub=""),
        make_claims(email="beheer@voorbeeld.be"),
        make_claims(email="beheer@voorbeeld.be", email_verified="true"),
        make_claims(email="beheer@voorbeeld.be.evil.example", email_verified=True),
    ],
)
def test_role_for_when_no_rule_fits_then_is_unknown(access: AccessList, claims: Any) -> None:
    assert reason_of(claims, access) == "unknown"


@pytest.mark.parametrize(
    "claims",
    [
        make_claims("beleid", age_s=100, lasts_s=100),  # at its end
        make_claims("beleid", age_s=8 * 3600, lasts_s=10**6),  # at our limit
        make_claims("beleid", exp=None),
        make_claims("beleid", iat=None),
        make_claims("beleid", exp="morgen"),
        make_claims("beleid", exp=True),
    ],
)
def test_role_for_when_the_login_is_too_old_then_has_expired(access: AccessList, claims: Any) -> None:
    assert reason_of(claims, access) == "expired"


def test_role_for_when_the_login_is_just_young_enough_then_counts(access: AccessList) -> None:
    claims = make_claims("beleid", age_s=8 * 3600 - 60, lasts_s=10**6)

    assert role_for(claims, access, now=time.time()).role == "ministry"


@pytest.mark.parametrize("claims", [{}, make_claims("beleid", is_logged_in=False)])
def test_role_for_when_nobody_is_logged_in_then_asks_for_a_login(access: AccessList, claims: Any) -> None:
    assert reason_of(claims, access) == "login"


def test_role_for_when_several_rules_of_a_role_fit_then_adds_their_trajectories() -> None:
    rules = tuple(
        Rule(role="organiser", claim="groups", value=group, trajectories=(own,))
        for group, own in (("a", "pi-4"), ("b", "pi-3"), ("c", "pi-9"))
    )
    viewer = role_for(make_claims("a", "b"), AccessList(rules=rules), now=time.time())

    assert viewer == Viewer("organiser", ("pi-3", "pi-4"))


@pytest.mark.parametrize(("issuer", "fits"), [(ISSUER, True), ("https://elders.voorbeeld.be", False)])
def test_role_for_when_a_rule_names_an_issuer_then_only_its_logins_fit(issuer: str, fits: bool) -> None:
    rule = Rule(role="ministry", claim="groups", value="beleid", issuer=issuer)
    access = AccessList(rules=(rule,))

    if fits:
        assert role_for(make_claims("beleid"), access, now=time.time()).role == "ministry"
    else:
        assert reason_of(make_claims("beleid"), access) == "unknown"


def test_role_for_when_addresses_need_no_check_then_one_without_counts() -> None:
    access = AccessList(
        rules=(Rule(role="ministry", address="anna@voorbeeld.be"),),
        address=AddressRules(claim="upn", must_be_verified=False),
        session=SessionRules(max_hours=1),
    )

    assert role_for(make_claims(upn="anna@voorbeeld.be"), access, now=time.time()).role == "ministry"
    assert reason_of(make_claims(email="anna@voorbeeld.be"), access) == "unknown"
