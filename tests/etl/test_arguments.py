import pytest

from etl.arguments import parse_arguments
from texts import texts_in
from texts.terminal import WRONG_USE, find_language

NL, EN = texts_in("nl"), texts_in("en")


def test_build_takes_a_programme_and_a_folder():
    asked = parse_arguments(["build", "p", "--built", "there"], texts=NL)

    assert (asked.command, asked.programme, asked.built) == ("build", "p", "there")


def test_demo_has_the_numbers_of_the_programme_as_its_default():
    asked = parse_arguments(["demo", "p"], texts=NL)

    assert (asked.seed, asked.leaders) == (20230630, 492)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["build"], "deze argumenten ontbreken: PROGRAMME"),
        (["buildd"], "ongeldige keuze: 'buildd' (kies uit 'demo', 'check', 'build', 'release', 'deliver')"),
        (["demo", "p", "--seed", "x"], "ongeldige waarde: 'x'"),
        (["check", "p", "--workbook"], "er hoort één waarde bij"),
        (["check", "p", "q"], "onbekende argumenten: q"),
        (["release", "use"], "deze argumenten ontbreken: ID"),
    ],
)
def test_wrong_use_says_what_is_wrong_in_dutch_and_ends_with_2(arguments, sentence, capsys):
    with pytest.raises(SystemExit) as ended:
        parse_arguments(arguments, texts=NL)

    said = capsys.readouterr().err
    assert ended.value.code == WRONG_USE
    assert said.startswith("gebruik: python -m etl")
    assert sentence in said


def test_wrong_use_in_english_is_said_in_english(capsys):
    with pytest.raises(SystemExit):
        parse_arguments(["build", "--lang", "en"], texts=EN)

    assert "these arguments are missing: PROGRAMME" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ([], "nl"),
        (["--lang", "en", "build"], "en"),
        (["build", "p", "--lang", "en"], "en"),
        (["--lang=en"], "en"),
        (["--lang", "fr"], "nl"),
        (["--lang"], "nl"),
    ],
)
def test_language_is_found_wherever_it_stands(arguments, language):
    assert find_language(arguments) == language
