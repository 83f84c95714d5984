import re
from dataclasses import asdict
from pathlib import Path

import pytest

from live import Limits, open_configured
from live.configuration import read_limits
from tests.house.source import ROOT


def test_limits_when_there_is_no_file_then_are_the_defaults(tmp_path: Path) -> None:
    assert read_limits(tmp_path / "live.toml") == Limits()


def test_limits_when_some_are_set_then_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "live.toml"
    path.write_text("retention_days = 30\npeople = 40\n")

    limits = read_limits(path)

    assert asdict(limits) == {**asdict(Limits()), "retention_days": 30, "people": 40}


@pytest.mark.parametrize(
    "line", ["retention = 3", "people = 0", "people = true", 'people = "40"', "cards = 1.5"]
)
def test_limits_when_a_setting_is_unknown_or_impossible_then_refused_by_name(
    tmp_path: Path, line: str
) -> None:
    path = tmp_path / "live.toml"
    path.write_text(line)

    with pytest.raises(ValueError, match=rf"live\.toml: .*{line.split(maxsplit=1)[0]}"):
        read_limits(path)


def test_store_when_the_environment_names_it_then_opened_there(url: str, tmp_path: Path) -> None:
    (tmp_path / "bounds.toml").write_text("cards = 7")

    store = open_configured({"KOMPAS_LIVE_URL": url, "KOMPAS_LIVE": str(tmp_path / "bounds.toml")})

    assert store.limits.cards == 7
    assert store.list_all_sessions() == ()
    store.close()


def test_store_when_nothing_is_configured_then_a_file_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    open_configured({}).close()

    assert (tmp_path / "data/live/live.db").exists()


def test_settings_when_compared_with_the_limits_then_each_is_told_with_its_default() -> None:
    section = (
        (ROOT / "docs/settings.md").read_text(encoding="utf-8").split("## `live.toml`")[1].split("## ")[0]
    )
    rows = re.findall(r"^\| ((?:`[a-z_]+`(?:, )?)+) \| ([\d, ]+) \|", section, flags=re.MULTILINE)
    told = {
        key: int(value)
        for keys, values in rows
        for key, value in zip(re.findall(r"`([a-z_]+)`", keys), values.split(", "), strict=True)
    }

    assert told == asdict(Limits())
