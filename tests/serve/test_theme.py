"""The theme that is kept is the one that Streamlit writes, in what it sends at the begin of a run."""

import inspect

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from serve.theme import keep_theme

SECTIONS = ["theme", *(f"theme.{category.value}" for category in config.CustomThemeCategories)]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is put in its place goes again."""
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)


def _write(section: str) -> bytes:
    message = CustomThemeConfig()
    app_session._populate_theme_msg(message, section)
    return message.SerializeToString(deterministic=True)


@pytest.mark.parametrize("section", SECTIONS)
def test_the_kept_theme_is_that_of_streamlit(section: str) -> None:
    plain = _write(section)
    keep_theme()
    assert [_write(section), _write(section)] == [plain, plain]


def test_there_is_a_theme_to_keep() -> None:
    assert _write("theme.light") != _write("theme.dark") != b""


def test_a_run_writes_the_kept_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    write = app_session._populate_theme_msg

    def count(msg: CustomThemeConfig, section: str = "theme") -> None:
        asked.append(section)
        write(msg, section)

    monkeypatch.setattr(app_session, "_populate_theme_msg", count)
    keep_theme()
    for _ in range(3):
        for section in SECTIONS:
            _write(section)
    assert sorted(asked) == sorted(SECTIONS)


def test_streamlit_writes_its_theme_through_what_is_replaced() -> None:
    source = inspect.getsource(app_session.AppSession._create_new_session_message)
    assert source.count("_populate_theme_msg(") == len(SECTIONS)
