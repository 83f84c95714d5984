import pytest

from reports.safety import disarm


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd", "-cmd|' /C calc'!A0", "\t=1", "\r=1"])
def test_disarm_when_a_spreadsheet_would_run_it_puts_an_apostrophe_first(text: str) -> None:
    assert disarm(text) == f"'{text}"


@pytest.mark.parametrize("text", ["gewoon", "-0,4", "+0,4", "", "a=b", "– niet bekend"])
def test_disarm_when_it_is_plain_text_leaves_it(text: str) -> None:
    assert disarm(text) == text
