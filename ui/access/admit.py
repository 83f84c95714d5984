"""Lets a login in, or not: by the rules, its age and the table of logins. Runs and routes both ask here."""

import hashlib
import hmac
import sqlite3
import time
from dataclasses import replace

from schemas.access import AccessList
from ui.access.denial import NotAdmittedError
from ui.access.login import pseudonym_key
from ui.access.role import Claims, begun_at, find_address, role_for
from ui.access.rules import AccessFaultError, current_access
from ui.access.sessions import Login, open_sessions
from ui.viewer import Viewer

_TELLS_APART = ("iss", "sub", "iat", "exp", "nonce", "sid", "jti", "at_hash")
_LENGTH = 10


def admit(claims: Claims) -> Viewer:
    """The viewer that these claims make, now, with the name for the audit log.

    Raises:
        NotAdmittedError: if this visitor may not, or may no longer, come in.
    """
    now = time.time()
    access = _read_rules()
    viewer = role_for(claims, access, now=now)
    login = describe_login(claims, access, scope=viewer.scope)
    try:
        welcome = open_sessions().let_in(login, now=now)
    except (OSError, sqlite3.Error):
        # Without the table nobody knows who was sent away.
        raise NotAdmittedError("unreadable") from None
    if not welcome:
        raise NotAdmittedError("ended")
    return replace(viewer, name=login.name)


def end_login(claims: Claims) -> None:
    """Ends this login for good: a copy of its cookie is worth nothing any more."""
    if claims.get("is_logged_in") is True:
        open_sessions().end(describe_login(claims, _read_rules_or_none(), scope=""), now=time.time())


def describe_login(claims: Claims, access: AccessList | None, *, scope: str) -> Login:
    """A login as the table keeps it. Without rules the log's name is the pseudonym."""
    person = name_person(claims)
    address = None
    if access is not None and access.log.name == "address":
        address = find_address(claims, access.address)
    return Login(
        key=_tell_apart(claims), person=person, name=address or person, scope=scope, begun=begun_at(claims)
    )


def name_person(claims: Claims) -> str:
    """The pseudonym of a person: the same at each login, and no way back to the person without the key."""
    subject = f"{claims.get('iss')}\n{claims.get('sub')}".encode()
    return hmac.new(pseudonym_key(), b"kompas-viewer\n" + subject, hashlib.sha256).hexdigest()[:_LENGTH]


def _tell_apart(claims: Claims) -> str:
    told = "\n".join(str(claims.get(name)) for name in _TELLS_APART)
    return hashlib.sha256(told.encode()).hexdigest()


def _read_rules() -> AccessList:
    try:
        return current_access()
    except AccessFaultError:
        raise NotAdmittedError("unreadable") from None


def _read_rules_or_none() -> AccessList | None:
    try:
        return current_access()
    except AccessFaultError:
        return None
