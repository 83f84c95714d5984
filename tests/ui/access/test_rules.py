import os
from pathlib import Path

import pytest

from tests.builders.logins import ACCESS, write_access
from ui.access.rules import AccessFaultError, current_access, read_access

RULE = '[[rules]]\nrole = "ministry"\n'
EXAMPLE = Path(__file__).parents[3] / "docs" / "access.voorbeeld.toml"


def faults_of(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(AccessFaultError) as caught:
        read_access(write_access(folder, text))
    return caught.value.messages


def test_access_when_it_holds_then_keeps_its_rules_in_order(tmp_path: Path) -> None:
    access = read_access(write_access(tmp_path))

    assert [rule.role for rule in access.rules] == ["steward", "ministry", "organiser", "reflection"]
    assert access.rules[2].trajectories == ("pi-3",)
    assert access.session.max_hours == 8
    assert access.log.name == "pseudonym"


def test_example_when_read_then_holds() -> None:
    assert len(read_access(EXAMPLE).rules) == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ("rules", "ontbreekt")),
        ("rules = [", ("geen geldige TOML",)),
        ('[[rules]]\nrole = "baas"\naddress = "a@b.be"\n', ("rules[1].role", "“baas”", "'ministry'")),
        (ACCESS + "[session]\nmax_hours = 0\n", ("session.max_hours", "minstens 0.01")),
        (ACCESS + '[session]\nmax_hours = "acht"\n', ("session.max_hours", "getal")),
        (ACCESS + '[log]\nnam = "address"\n', ("log.nam", "bestaat niet")),
        (RULE, ("rules[1]", "address", "claim en value")),
        (RULE + 'address = "a@b.be"\nclaim = "groups"\nvalue = "x"\n', ("rules[1]", "ofwel")),
        (RULE + 'claim = "groups"\n', ("rules[1]", "claim en value")),
        (RULE + 'address = "a@b.be"\ntrajectories = ["pi-3"]\n', ("rules[1]", "alleen bij de rol organiser")),
        ('[[rules]]\nrole = "organiser"\naddress = "a@b.be"\n', ("rules[1]", "zonder trajecten")),
        (RULE + 'address = "a@b.be"\ntrajectories = "pi-3"\n', ("rules[1].trajectories", "lijst")),
    ],
)
def test_access_when_a_key_is_wrong_then_says_file_key_and_what_was_expected(
    tmp_path: Path, text: str, words: tuple[str, ...]
) -> None:
    message = " ".join(faults_of(tmp_path, text))

    assert "access.toml" in message
    assert [word for word in words if word not in message] == []


def test_access_when_no_utf8_then_says_so(tmp_path: Path) -> None:
    path = tmp_path / "access.toml"
    path.write_bytes(b'name = "\xff"')

    with pytest.raises(AccessFaultError, match="UTF-8"):
        read_access(path)


def test_current_access_when_there_is_no_file_then_says_where_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOMPAS_ACCESS", str(tmp_path / "access.toml"))

    with pytest.raises(AccessFaultError) as caught:
        current_access()
    assert str(tmp_path) in caught.value.messages[0]


def test_current_access_when_the_file_stays_then_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOMPAS_ACCESS", str(write_access(tmp_path)))

    assert current_access() is current_access()


def test_current_access_when_the_file_changes_then_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_access(tmp_path)
    monkeypatch.setenv("KOMPAS_ACCESS", str(path))
    before = current_access()
    write_access(tmp_path, ACCESS.replace("pi-3", "pi-4"))
    later = path.stat().st_mtime_ns + 1
    os.utime(path, ns=(later, later))

    assert current_access().rules[2].trajectories == ("pi-4",)
    assert before.rules[2].trajectories == ("pi-3",)


def test_current_access_when_the_file_breaks_then_is_refused_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOMPAS_ACCESS", str(write_access(tmp_path, "rules = [")))

    for _ in range(2):
        with pytest.raises(AccessFaultError):
            current_access()


def test_current_access_when_the_file_breaks_then_the_log_tells_no_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    address = "anna.peeters@voorbeeld.be" * 10
    text = ACCESS.replace("beheer@voorbeeld.be", address)
    monkeypatch.setenv("KOMPAS_ACCESS", str(write_access(tmp_path, text)))

    with pytest.raises(AccessFaultError):
        current_access()
    assert "access.toml does not hold" in caplog.text
    assert "anna" not in caplog.text
