"""A configuration that does not hold is told in Dutch sentences with file, key and what was expected."""

from pathlib import Path

import pytest

from etl.configure import Configuration, ConfigurationError, load_programme
from schemas.programme import Source
from tests.builders.programme import make_programme
from tests.builders.raw_programme import change_file, write_programme


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "proef")


def list_messages(folder: Path) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as refused:
        load_programme(folder)
    return refused.value.messages


def test_programme_when_in_order_then_loaded(folder: Path) -> None:
    configuration = load_programme(folder)

    assert configuration.programme.id == "proef"
    assert [instrument.id for instrument in configuration.instruments] == ["lijst"]
    assert configuration.raw == folder / "raw"


@pytest.mark.parametrize(
    ("required", "files", "expected"),
    [(True, [], True), (False, ["leiders.csv"], True), (False, [], False), (None, ["leiders.csv"], False)],
)
def test_everybody_is_known_when_a_register_lists_the_leaders(
    tmp_path: Path, required: bool | None, files: list[str], expected: bool
) -> None:
    source = Source(id="r", kind="register", files="leiders.csv", table="leaders", required=bool(required))
    programme = make_programme(sources=() if required is None else (source,))
    (tmp_path / "raw").mkdir()
    for name in files:
        (tmp_path / "raw" / name).write_text("leider")

    configuration = Configuration(programme=programme, instruments=(), folder=tmp_path)

    assert configuration.knows_everybody is expected


@pytest.mark.parametrize(
    ("file", "old", "new", "parts"),
    [
        ("programme.toml", 'id = "proef"\n', "", ["programme.toml", "sleutel id ontbreekt"]),
        ("programme.toml", "min_schools_a_partnership", "min_scholen", ["min_scholen", "bestaat niet"]),
        (
            "programme.toml",
            "starts = 2021-09-01",
            'starts = "gisteren"',
            ["starts", "gisteren", "2021-09-01"],
        ),
        ("programme.toml", "partnership = 2", 'partnership = "vier"', ["vier", "geheel getal"]),
        ("programme.toml", 'id = "proef"', 'id = "Mijn Proef"', ["id", "Mijn Proef", "kleine letters"]),
        ("programme.toml", 'id = "proef"', "id = 4", ["id", "tekst tussen aanhalingstekens"]),
        ("programme.toml", 'id = "proef"', 'id = "proef', ["regel 2", "programme.toml"]),
        (
            "programme.toml",
            'source = "postcode"',
            'source = "kaart"',
            ["dimensions.region.source", "kaart", "postcode"],
        ),
        ("programme.toml", "number = 2", "number = 0", ["trajectories[2].number", "minstens 1"]),
        (
            "programme.toml",
            'number = 2\norganiser = "huis"',
            'number = 2\norganiser = "thuis"',
            ["pi-2", "thuis", "huis"],
        ),
        ("programme.toml", 'asked_at = "end"', 'asked_at = "ooit"', ["waves.then.asked_at", "ooit"]),
        ("programme.toml", 'wave = "begin"\n', "", ["sources.begin.wave", "ontbreekt"]),
        ("programme.toml", 'id = "pi-2"', 'id = "pi-1"', ["pi-1", "meer dan eens"]),
        (
            "codebook/lijst.toml",
            'waves = ["then"]',
            'waves = ["ooit"]',
            ["lijst.toml", "items.trust_1_then", "ooit"],
        ),
        (
            "codebook/lijst.toml",
            'retrospective_of = "trust_1"',
            'retrospective_of = "x1"',
            ["retrospective_of", "x1"],
        ),
        (
            "codebook/lijst.toml",
            'answers = "themes"',
            'answers = "topics"',
            ["items.themes.answers", "topics"],
        ),
        ("codebook/lijst.toml", 'level = "behaviour"\n', "", ["items.themes.level", "ontbreekt"]),
        (
            "codebook/lijst.toml",
            "low = 1\nhigh = 3",
            "low = 1\nhigh = 2",
            ["answer_sets.themes", "low en high"],
        ),
        ("codebook/lijst.toml", 'id = "trust_2"', 'id = "trust_1"', ["trust_1", "meer dan eens"]),
        (
            "codebook/lijst.toml",
            'waves = ["then"]\nscale = "trust"',
            'waves = ["then"]\nscale = "vertrouwen"',
            ["lijst scales"],
        ),
        (
            "codebook/lijst.toml",
            'waves = ["then"]\nscale = "trust"',
            'waves = ["then"]\nscale = "trust"\nnps = true',
            ["items.trust_1_then.nps", "van 0 tot 10"],
        ),
        (
            "programme.toml",
            'source = "postcode"',
            'source = "postcode"\nfrom_register = true',
            ["dimensions.region", "from_register"],
        ),
        ("programme.toml", "ends = 2023-06-30", "ends = 2020-06-30", ["ends is 2020-06-30", "2021-09-01"]),
    ],
)
def test_configuration_when_spoiled_then_the_sentence_names_file_key_and_what_was_expected(
    folder: Path, file: str, old: str, new: str, parts: list[str]
) -> None:
    change_file(folder, file, old, new)

    messages = list_messages(folder)

    assert all(any(part in message for message in messages) for part in [file.rsplit("/", 1)[-1], *parts]), (
        messages
    )


def test_configuration_when_files_are_missing_or_unreadable_then_said(tmp_path: Path) -> None:
    assert "programme.toml ontbreekt" in list_messages(tmp_path)[0]

    (tmp_path / "programme.toml").write_bytes(b'id = "\xe9"')
    assert "UTF-8" in list_messages(tmp_path)[0]


def test_configuration_when_two_files_are_wrong_then_both_are_told(folder: Path) -> None:
    change_file(folder, "programme.toml", 'id = "proef"\n', "")
    (folder / "codebook" / "lijst.toml").write_text("id = ", encoding="utf-8")

    files = " ".join(list_messages(folder))

    assert "programme.toml" in files
    assert "codebook/lijst.toml" in files


@pytest.mark.parametrize(
    ("indicator", "wave", "part"),
    [
        ("trus", "end", "highlights[1].indicator noemt “trus”, maar dat bestaat niet. Bekend zijn: trust,"),
        ("trust", "ooit", "highlights[1].wave noemt “ooit”"),
    ],
)
def test_highlight_when_it_names_nothing_then_the_nearest_names_are_told(
    folder: Path, indicator: str, wave: str, part: str
) -> None:
    lines = ["", "[[highlights]]", 'level = "learning"', f'indicator = "{indicator}"', f'wave = "{wave}"']
    with (folder / "programme.toml").open("a", encoding="utf-8") as file:
        file.write("\n".join([*lines, 'statistic = "mean"', ""]))

    (message,) = list_messages(folder)

    assert part in message


def test_wave_when_it_closes_before_it_opens_then_said(folder: Path) -> None:
    change_file(
        folder,
        "programme.toml",
        '[[waves]]\nid = "begin"\n',
        '[[waves]]\nid = "begin"\nopens = 2022-05-01\ncloses = 2022-04-01\n',
    )

    (message,) = list_messages(folder)

    assert "closes is 2022-04-01" in message
