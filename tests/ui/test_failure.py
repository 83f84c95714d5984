import logging

import pytest
from streamlit.testing.v1 import AppTest


def _fail() -> None:
    from ui.failure import show_failure  # noqa: PLC0415 (AppTest runs this body alone)

    show_failure(ValueError("geheim pad /raw/namen.csv"))


def test_failure_when_shown_gives_a_reference_and_no_detail(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="kompas"):
        screen = AppTest.from_function(_fail, default_timeout=30).run()
    assert not screen.exception
    assert "geheim" not in screen.error[0].value
    reference = screen.error[0].value.split("**")[1]
    assert reference in caplog.text
    assert "geheim" in caplog.text
