"""What Streamlit's own login offers: whether one is configured, its providers, and the claims of a run."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section, get_signing_secret

DEFAULT_PROVIDER = ""
SHORTEST_SECRET = 32


def uses_login() -> bool:
    """Whether secrets.toml has an `[auth]` section."""
    return bool(get_secrets_auth_section())


def list_providers() -> tuple[str, ...]:
    """The names of the `[auth.<name>]` sections; `DEFAULT_PROVIDER` where `[auth]` itself is one."""
    section = get_secrets_auth_section().to_dict()
    named = tuple(name for name, value in section.items() if isinstance(value, dict) and "client_id" in value)
    return named or (DEFAULT_PROVIDER,)


def read_claims() -> Mapping[str, Any]:
    """The claims of whoever this run is for. Tokens are no claims."""
    return {name: value for name, value in st.user.to_dict().items() if name != "tokens"}


def pseudonym_key() -> bytes:
    """The key of the pseudonyms of people who look: that of the login's cookie."""
    return get_signing_secret().encode()
