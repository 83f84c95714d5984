"""Logins for tests: rules, claims, and the cookie that Streamlit would write for them."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

COOKIE_SECRET = "0123456789abcdef0123456789abcdef"
ORIGIN = "https://kompas.voorbeeld.be"
ISSUER = "https://login.voorbeeld.be"
USER_COOKIE = "_streamlit_user"
ACCESS = """
[[rules]]
address = "beheer@voorbeeld.be"
role = "steward"

[[rules]]
claim = "groups"
value = "beleid"
role = "ministry"

[[rules]]
claim = "groups"
value = "schoolmakers"
role = "organiser"
trajectories = ["pi-3"]

[[rules]]
claim = "groups"
value = "reflectie"
role = "reflection"
"""


def write_access(folder: Path, text: str = ACCESS) -> Path:
    """`access.toml` with `text` in `folder`."""
    path = folder / "access.toml"
    path.write_text(text, encoding="utf-8")
    return path


def make_claims(*groups: str, sub: str = "anna", age_s: float = 0, lasts_s: float = 3600, **more: Any) -> Any:
    """The claims of somebody in `groups` who logged in `age_s` seconds ago."""
    now = int(time.time())
    return {
        "iss": ISSUER,
        "sub": sub,
        "iat": now - age_s,
        "exp": now - age_s + lasts_s,
        "nonce": f"{sub}-{age_s}",
        "groups": list(groups),
        "is_logged_in": True,
        **more,
    }


def mint_cookies(claims: dict[str, Any], *, origin: str, secret: str = COOKIE_SECRET) -> dict[str, str]:
    """The cookies that Streamlit writes for a login with these claims."""
    made: dict[str, str] = {}

    def sign(name: str, value: str) -> bytes:
        return create_signed_value(secret, name, value)

    set_cookie_with_chunks(
        lambda name, value: made.update({name: sign(name, value).decode()}),
        sign,
        USER_COOKIE,
        {"provider": "default", **claims, "origin": origin},
        cookie_attr_size=60,
    )
    return made


def write_secrets(home: Path, *, origin: str, issuer: str = ISSUER, client: str = "kompas") -> Path:
    """`secrets.toml` below `home`, where Streamlit looks for it, with a login at `issuer`."""
    path = home / ".streamlit" / "secrets.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = {
        "redirect_uri": f"{origin}/oauth2callback",
        "cookie_secret": COOKIE_SECRET,
        "client_id": client,
        "client_secret": "geheim-van-de-proef",
        "server_metadata_url": f"{issuer}/.well-known/openid-configuration",
    }
    written = "\n".join(f"{name} = {json.dumps(value)}" for name, value in lines.items())
    path.write_text(f"[auth]\n{written}\n", encoding="utf-8")
    return path


def configure_login(monkeypatch: pytest.MonkeyPatch, folder: Path, *, secret: str = COOKIE_SECRET) -> None:
    """This process has a login at `ORIGIN`, the rules `ACCESS`, and a fresh table of logins in `folder`."""
    auth = {
        "redirect_uri": f"{ORIGIN}/oauth2callback",
        "cookie_secret": secret,
        "client_id": "kompas",
        "client_secret": "geheim-van-de-proef",
        "server_metadata_url": f"{ISSUER}/.well-known/openid-configuration",
    }
    monkeypatch.setattr(secrets_singleton, "_secrets", {"auth": auth})
    monkeypatch.setenv("KOMPAS_ACCESS", str(write_access(folder)))
    monkeypatch.setenv("KOMPAS_SESSIONS", str(folder / "sessions.sqlite"))
