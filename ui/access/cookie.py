"""The claims in the login's cookie, for routes of our own: Streamlit has no public way to read it.

tests/ui/access/test_cookie.py holds this to what Streamlit writes, so that another version is noticed.
"""

import json
from collections.abc import Mapping
from typing import Any

from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME


def read_cookie(cookies: Mapping[str, str]) -> dict[str, Any]:
    """The claims that a request's cookies carry; none if they are absent, forged, or of another server."""
    secret = get_cookie_secret()

    def read_one(name: str) -> bytes | None:
        given = cookies.get(name)
        return (
            None if given is None else decode_signed_value(secret, name, given.encode("latin-1", "replace"))
        )

    signed = get_cookie_with_chunks(read_one, USER_COOKIE_NAME)
    if signed is None:
        return {}
    try:
        claims = json.loads(signed)
    except ValueError:
        return {}
    ours = get_origin_from_redirect_uri()
    if not isinstance(claims, dict) or ours is None or claims.pop("origin", None) != ours:
        return {}
    return claims
