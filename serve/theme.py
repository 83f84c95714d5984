"""The theme of config.toml, worked out once: Streamlit does it anew in each run, for a seventh of its time.

It stays the same until the server starts again. tests/serve/test_theme.py holds this to the version of
Streamlit.
"""

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def keep_theme() -> None:
    """Write each section of the theme as it was written first, from now on."""
    write, kept = app_session._populate_theme_msg, dict[str, CustomThemeConfig]()

    def write_kept(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in kept:
            fresh = CustomThemeConfig()
            write(fresh, section)
            kept[section] = fresh
        msg.MergeFrom(kept[section])

    app_session._populate_theme_msg = write_kept
