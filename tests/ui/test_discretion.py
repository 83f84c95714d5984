import pytest

from ui.discretion import GONE, conceal_name, redact

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW4ifQ.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("user jan.peeters+x@school.example.be left", f"user {GONE} left"),
        ("asked jan%40school.example", f"asked {GONE}"),
        ("from 81.82.83.84:5123", f"from {GONE}:5123"),
        ("from ('2a02:1810:4c0::7', 5123)", f"from ('{GONE}', 5123)"),
        ("from [fe80::1]", f"from [{GONE}]"),
        ("GET /leren?email=a&code=b%20c HTTP/1.1", f"GET /leren?email={GONE}&code={GONE} HTTP/1.1"),
        (f"token {TOKEN}", f"token {GONE}"),
        ("Authorization: Bearer abcdefgh12345", f"Authorization: Bearer {GONE}"),
        ("{'given_name': 'Jan', 'role': 'x'}", f"{{'given_name': '{GONE}', 'role': 'x'}}"),
        ('{"name": "Jan \\"J\\" P", "n": 1}', f'{{"name": "{GONE}", "n": 1}}'),
        ("cookie _streamlit_user=abc.def; other=1", f"cookie _streamlit_user={GONE}; other=1"),
    ],
)
def test_redact_when_a_person_can_be_found_then_takes_it_out(said: str, told: str) -> None:
    assert redact(said) == told


@pytest.mark.parametrize(
    "said",
    [
        "at 12:30:45 on 2026-11-24, version 1.67.0",
        "/work/kompas/ui/store.py:12 in open_store",
        "std::vector, a:b, 4,2 of 492",
        "release 20261124-2210-abc123",
        "UnknownCellError: 'trajectory=pi-3|level=basis-gewoon'",
    ],
)
def test_redact_when_there_is_nobody_in_it_then_leaves_it(said: str) -> None:
    assert redact(said) == said


def test_redact_when_somebody_was_here_then_takes_the_name_out_in_each_form() -> None:
    conceal_name("Jonas van Wittenberghe")

    assert redact("Jonas  van Wittenberghe, JONAS VAN WITTENBERGHE; Mr Wittenberghe and Jonas") == (
        f"{GONE}, {GONE}; Mr {GONE} and {GONE}"
    )
    assert redact("van Jonasson") == "van Jonasson"


def test_redact_when_the_name_is_that_of_a_role_then_the_word_stays() -> None:
    conceal_name("demo")
    conceal_name("")

    assert redact("etl demo PROGRAMME") == "etl demo PROGRAMME"


def test_redact_when_the_text_is_made_to_be_slow_then_ends() -> None:
    assert len(redact("a." * 20_000 + "@" + "1." * 20_000 + ":" * 20_000 + "'name': '" + "\\" * 20_000)) > 1
