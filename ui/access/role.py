"""The role that the claims of a login give. Pure: every run, fragment and route asks again."""

from collections.abc import Mapping
from typing import Any

from schemas.access import AccessList, AddressRules, Rule
from ui.access.denial import NotAdmittedError
from ui.viewer import Viewer

Claims = Mapping[str, Any]


def role_for(claims: Claims, access: AccessList, *, now: float) -> Viewer:
    """The viewer that these claims make, without a name. `now` is in seconds since 1970.

    Raises:
        NotAdmittedError: `login`, `expired` or `unknown`.
    """
    if claims.get("is_logged_in") is not True:
        raise NotAdmittedError("login")
    if now >= find_end(claims, access):
        raise NotAdmittedError("expired")
    fitting = [rule for rule in access.rules if _fits(rule, claims, address=access.address)]
    if not fitting or not _is_text(claims.get("sub")):
        raise NotAdmittedError("unknown")
    role = fitting[0].role
    own = {name for rule in fitting if rule.role == role for name in rule.trajectories}
    return Viewer(role=role, trajectories=tuple(sorted(own)))


def find_end(claims: Claims, access: AccessList) -> float:
    """When this login ends: at its `exp`, or at our own limit after its `iat`; without these, long ago."""
    ends, begun = _moment(claims, "exp"), _moment(claims, "iat")
    if ends is None or begun is None:
        return 0.0
    return min(ends, begun + access.session.max_hours * 3600)


def begun_at(claims: Claims) -> float:
    """When the provider wrote this login."""
    return _moment(claims, "iat") or 0.0


def find_address(claims: Claims, rules: AddressRules) -> str | None:
    """The e-mail address of a login, lower case; None if there is none, or nobody verified it."""
    address = claims.get(rules.claim)
    verified = claims.get("email_verified") is True or not rules.must_be_verified
    return address.strip().casefold() if isinstance(address, str) and verified else None


def _fits(rule: Rule, claims: Claims, *, address: AddressRules) -> bool:
    if rule.issuer is not None and claims.get("iss") != rule.issuer:
        return False
    if rule.address is not None:
        return find_address(claims, address) == rule.address.casefold()
    given = claims.get(rule.claim or "")
    return rule.value in given if isinstance(given, list | tuple) else given == rule.value


def _moment(claims: Claims, name: str) -> float | None:
    value = claims.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)
