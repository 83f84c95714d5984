import resource
import subprocess
import sys
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.shelf import Shelf
from tests.builders.built_programme import copy_configuration
from tests.builders.small_programme import write_answers, write_small_programme

ROOT = Path(__file__).parents[2]


@pytest.fixture
def programme(tmp_path, monkeypatch) -> Path:
    monkeypatch.delenv("KOMPAS_SECRET", raising=False)
    monkeypatch.setenv("KOMPAS_BUILT", str(tmp_path / "built"))
    monkeypatch.setenv("COLUMNS", "200")
    return write_small_programme(tmp_path)


def _shelf(programme: Path) -> Shelf:
    return Shelf(programme.parent / "built" / "small")


def test_build_ends_with_0_and_names_the_release(programme, capsys):
    code = main(["build", str(programme)])

    said = capsys.readouterr().out
    assert code == 0
    assert f"Uitgave {_shelf(programme).find_current()} is in gebruik" in said


def test_build_again_says_that_nothing_changed(programme, capsys):
    main(["build", str(programme)])
    code = main(["build", str(programme), "--lang", "en"])

    assert code == 0
    assert "Nothing changed" in capsys.readouterr().out


def test_build_into_another_folder_leaves_the_usual_one_alone(programme, tmp_path):
    assert main(["build", str(programme), "--built", str(tmp_path / "there")]) == 0

    assert (tmp_path / "there" / "small" / "current.json").exists()
    assert not _shelf(programme).folder.exists()


def test_build_that_is_refused_ends_with_1_and_shows_the_findings(programme, capsys):
    main(["build", str(programme)])
    release = _shelf(programme).find_current()
    (programme / "raw" / "survey.csv").write_bytes(b"PK\x03\x04 this is no survey \x00\xff")

    code = main(["build", str(programme)])

    said = capsys.readouterr()
    assert code == 1
    assert "survey.csv" in said.out
    assert f"Uitgave {release} blijft in gebruik" in said.err


def test_build_beside_another_build_says_so_and_ends_with_1(programme):
    folder = _shelf(programme).folder
    folder.mkdir(parents=True)
    with Shelf(folder).lock():
        command = [sys.executable, "-m", "etl", "build", str(programme)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert (
        done.stderr.strip()
        == "Er loopt al een opbouw van small. Wacht tot die klaar is en probeer dan opnieuw."
    )


def test_build_on_a_full_disk_gives_one_sentence_and_leaves_the_last_release(programme):
    main(["build", str(programme)])
    release = _shelf(programme).find_current()
    write_answers(programme, seed=5)

    done = subprocess.run(
        [sys.executable, "-m", "etl", "build", str(programme), "--lang", "en"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )

    assert done.returncode == 1
    assert done.stderr.startswith("The disk is full")
    assert len(done.stderr.strip().splitlines()) == 1
    shelf = _shelf(programme)
    assert shelf.find_current() == release
    assert not [p for p in shelf.folder.iterdir() if p.name.startswith(".building")]


def test_check_ends_with_0_and_writes_the_workbook_when_asked(programme, tmp_path, capsys):
    workbook = tmp_path / "bevindingen.xlsx"

    code = main(["check", str(programme), "--workbook", str(workbook)])

    assert code == 0
    assert workbook.read_bytes().startswith(b"PK")
    assert "Deze exports kunnen opgebouwd worden." in capsys.readouterr().out
    assert not _shelf(programme).folder.exists()


def test_check_of_a_broken_source_ends_with_1(programme, capsys):
    (programme / "raw" / "survey.csv").write_bytes(b"PK\x03\x04 this is no survey \x00\xff")

    assert main(["check", str(programme)]) == 1
    assert "geweigerd" in capsys.readouterr().out


def test_programme_that_does_not_exist_ends_with_2_and_names_those_that_do(capsys):
    code = main(["build", "nergens"])

    said = capsys.readouterr().err
    assert code == 2
    assert "Onbekend programma: nergens" in said
    assert "schoolleiders-2021-2023" in said


def test_configuration_that_does_not_hold_ends_with_1_and_names_the_key(programme, capsys):
    path = programme / "programme.toml"
    path.write_text(path.read_text().replace("starts = 2021-09-01", 'starts = "ooit"'))

    code = main(["build", str(programme)])

    said = capsys.readouterr().err
    assert code == 1
    assert "starts" in said


def test_demo_for_another_programme_ends_with_2_and_writes_nothing(programme, capsys):
    before = sorted(path.name for path in (programme / "raw").iterdir())

    code = main(["demo", str(programme)])

    assert code == 2
    assert "schoolleiders-2021-2023" in capsys.readouterr().err
    assert sorted(path.name for path in (programme / "raw").iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["schoolleiders-2021-2023", "--leaders", "20"], "Kies minstens 40 schoolleiders"),
        (["ondersteuners-2018-2020"], "alleen voor het programma schoolleiders-2021-2023"),
    ],
)
def test_demo_that_cannot_be_made_ends_with_2_and_one_sentence(arguments, sentence):
    command = [sys.executable, "-m", "etl", "demo", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_demo_that_may_not_be_written_ends_with_1_and_one_sentence(tmp_path, capsys):
    programme = copy_configuration("schoolleiders-2021-2023", to=tmp_path)
    (programme / "raw").rmdir()
    (programme / "raw").write_text("geen map")

    code = main(["demo", str(programme), "--leaders", "60"])

    said = capsys.readouterr().err
    assert code == 1
    assert str(programme / "raw") in said
    assert len(said.strip().splitlines()) == 1


def test_demo_never_overwrites_real_data(tmp_path, capsys):
    programme = copy_configuration("schoolleiders-2021-2023", to=tmp_path)
    real = programme / "raw" / "echt.csv"
    real.write_text("echte antwoorden")

    code = main(["demo", str(programme)])

    assert code == 2
    assert "geen voorbeeldgegevens" in capsys.readouterr().err
    assert [path.name for path in (programme / "raw").iterdir()] == ["echt.csv"]
    assert real.read_text() == "echte antwoorden"


def test_demo_writes_example_data_and_says_where(tmp_path, capsys):
    programme = copy_configuration("schoolleiders-2021-2023", to=tmp_path)

    code = main(["demo", str(programme), "--leaders", "60"])

    assert code == 0
    assert f"60 deelnemers staan in {programme / 'raw'}" in capsys.readouterr().out
    assert (programme / "raw" / "demo.json").exists()


def test_release_commands_list_show_compare_and_use(programme, capsys):
    main(["build", str(programme)])
    first = _shelf(programme).find_current()
    write_answers(programme, seed=9)
    main(["build", str(programme)])
    second = _shelf(programme).find_current()
    capsys.readouterr()

    which = ["--programme", "small"]
    assert main(["release", "list", *which]) == 0
    assert main(["release", "diff", first, second, *which]) == 0
    assert main(["release", "show", *which]) == 0
    assert main(["release", "use", first, *which]) == 0

    said = capsys.readouterr().out
    assert first in said
    assert "Veranderd:" in said
    assert f"Uitgave {first} is in gebruik." in said
    assert _shelf(programme).find_current() == first


@pytest.mark.parametrize("arguments", [["use", "ooit"], ["show"], ["show", "ooit"], ["diff", "a", "b"]])
def test_release_that_is_not_there_ends_with_2(programme, arguments, capsys):
    assert main(["release", *arguments, "--programme", "small"]) == 2
    assert "python -m etl" in capsys.readouterr().err
