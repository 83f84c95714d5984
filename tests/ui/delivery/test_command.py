"""What goes to the engine, how, and what does not."""

import json
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas.delivery import Layout
from tests.builders.deliveries import NOON, ONE, write_engine
from ui.delivery import command
from ui.delivery.command import Handed, find_work, make_template, start_command
from ui.delivery.names import clean_name, is_id, make_id

SCOPE = "organiser:pi-3"
PERSON = "Jan Peeters.csv"


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, built: Path) -> Callable[..., Path]:
    """Puts a stand-in in the place of etl."""
    monkeypatch.setattr(command, "_works", command._Works())
    monkeypatch.setattr(command, "_ROOT", tmp_path / "engine")
    return lambda body="": write_engine(tmp_path / "engine", body)


def wait_until_ended(delivery_id: str = ONE) -> int:
    for _ in range(400):
        work = find_work(delivery_id)
        if work is not None and work.code is not None:
            return work.code
        time.sleep(0.05)
    raise AssertionError("it goes on")


def read_noted(path: Path) -> dict[str, Any]:
    noted: dict[str, Any] = json.loads(path.read_text())
    return noted


def test_files_when_handed_in_then_go_through_stdin_and_no_name_is_on_the_command_line(
    engine: Callable[..., Path], built: Path
) -> None:
    noted = engine()
    layout = Layout(file="b.csv", source="bevraging-eind", columns={"Vraag 1": "item:a"})
    files = (Handed(PERSON, b"a,b\n1,2\n"), Handed("b.csv", "é".encode(), layout))

    assert start_command(
        "receive", ONE, scope=SCOPE, language="nl", more=("--role", "organiser"), files=files
    )
    assert wait_until_ended() == 0

    told = read_noted(noted)
    assert told["arguments"] == [
        "deliver",
        "receive",
        "proef",
        "--id",
        ONE,
        "--role",
        "organiser",
        "--lang",
        "nl",
    ]
    given = told["given"].encode("latin-1")
    first, rest = given.split(b"\n", 1)
    assert json.loads(first) == {"name": PERSON, "size": 8}
    assert rest.startswith(b"a,b\n1,2\n")
    second, content = rest.removeprefix(b"a,b\n1,2\n").split(b"\n", 1)
    assert json.loads(second) == {"name": "b.csv", "size": 2, "layout": layout.model_dump()}
    assert content == "é".encode()


def test_environment_when_started_then_has_what_a_build_needs_and_no_other_secret(
    engine: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = engine()
    monkeypatch.setenv("KOMPAS_SECRET", "s")
    monkeypatch.setenv("KOMPAS_LIVE_URL", "postgresql://kompas:geheim@host/kompas")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")

    start_command("build", ONE, scope=SCOPE, language="nl")
    wait_until_ended()

    kept = read_noted(noted)["environment"]
    assert "KOMPAS_SECRET" in kept
    assert "KOMPAS_BUILT" in kept
    assert "KOMPAS_LIVE_URL" not in kept
    assert "AWS_SECRET_ACCESS_KEY" not in kept


def test_word_when_sent_back_then_goes_through_stdin(engine: Callable[..., Path]) -> None:
    noted = engine()

    start_command("send-back", ONE, scope=SCOPE, language="nl", word="Kolom “regio” is leeg")
    wait_until_ended()

    assert read_noted(noted)["given"].encode("latin-1").decode() == "Kolom “regio” is leeg"


def test_command_when_one_is_at_work_then_another_has_to_wait(engine: Callable[..., Path]) -> None:
    engine("import time; time.sleep(1)")

    assert start_command("build", ONE, scope=SCOPE, language="nl")
    assert not start_command("accept", ONE, scope=SCOPE, language="nl")
    wait_until_ended()
    assert start_command("accept", ONE, scope=SCOPE, language="nl")
    wait_until_ended()


def test_command_when_it_fails_then_is_known_and_logged_without_names(
    engine: Callable[..., Path], caplog: pytest.LogCaptureFixture
) -> None:
    engine(f"sys.stderr.write({PERSON!r}); sys.exit(3)")
    with caplog.at_level(logging.WARNING):
        start_command("receive", ONE, scope=SCOPE, language="nl", files=(Handed(PERSON, b"x"),))
        assert wait_until_ended() == 3
        time.sleep(0.2)

    assert ONE in caplog.text
    assert "Peeters" not in caplog.text


@pytest.mark.parametrize(
    ("code", "wrote", "said"),
    [
        (1, "Dat kan\n nu niet.", "Dat kan nu niet."),
        (1, "Traceback (most recent call last)\n KeyError: Jan", ""),
        (2, "usage", ""),
        (0, "x", ""),
    ],
)
def test_command_when_it_refuses_then_its_sentence_is_kept_and_nothing_else(
    engine: Callable[..., Path], code: int, wrote: str, said: str
) -> None:
    engine(f"sys.stderr.write({wrote!r}); sys.exit({code})")
    start_command("accept", ONE, scope=SCOPE, language="nl")
    wait_until_ended()

    work = find_work(ONE)
    assert work is not None
    assert work.said == said


def test_tidying_when_started_then_is_about_all_deliveries(engine: Callable[..., Path]) -> None:
    noted = engine()
    start_command("list", ONE, scope=SCOPE, language="en")
    wait_until_ended()

    assert read_noted(noted)["arguments"] == ["deliver", "list", "proef", "--lang", "en"]


def test_command_when_it_stops_listening_then_nothing_hangs(engine: Callable[..., Path]) -> None:
    engine()
    (command._ROOT / "etl" / "__main__.py").write_text("import os; os._exit(1)")

    start_command("receive", ONE, scope=SCOPE, language="nl", files=(Handed("a.csv", b"x" * 5_000_000),))

    assert wait_until_ended() == 1


def test_programme_when_its_folder_is_named_then_the_engine_gets_the_path(
    engine: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    noted = engine()
    monkeypatch.setenv("KOMPAS_PROGRAMMES", str(tmp_path / "elsewhere"))
    start_command("build", ONE, scope=SCOPE, language="nl")
    wait_until_ended()

    assert read_noted(noted)["arguments"][2] == str(tmp_path / "elsewhere" / "proef")


def test_template_when_the_engine_makes_none_then_says_so(
    engine: Callable[..., Path], tmp_path: Path
) -> None:
    engine()

    with pytest.raises(OSError, match="0"):
        make_template(tmp_path / "t.xlsx", language="nl")


def test_handed_when_printed_then_holds_no_content() -> None:
    assert "geheim" not in repr(Handed("a.csv", b"geheim"))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("eind.csv", "eind.csv"),
        (r"C:\Users\jan\eind.csv", "eind.csv"),
        ("../../etc/eind.csv", "eind.csv"),
        ("a\nb\0.csv", "ab.csv"),
        ("..", "-"),
        ("", "-"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_name_when_given_by_a_browser_then_is_a_bare_name(given: str, name: str) -> None:
    assert clean_name(given) == name


def test_id_when_made_then_is_one_and_another_each_time() -> None:
    made = {make_id(NOON) for _ in range(200)}

    assert len(made) == 200
    assert all(is_id(name) for name in made)
