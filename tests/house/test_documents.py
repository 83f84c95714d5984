"""The documents: what they name exists, and what exists they name."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from docs.generate import DOCS, DOCUMENTS
from etl.arguments import parse_arguments
from tests.house.source import FOLDERS, ROOT, committed_files, our_modules
from texts import texts_in

COMMITTED_DOCS = [name for name in committed_files() if name.endswith(".md")]
VARIABLE = re.compile(r"\bKOMPAS_[A-Z]+(?:_[A-Z]+)*\b")


@cache
def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def targets_of(makefile: str) -> set[str]:
    """The commands of a Makefile that its help lists."""
    return set(re.findall(r"^([a-z]+):.*## ", makefile, flags=re.MULTILINE)) - {"help"}


def dead_links(name: str, *, text: str) -> list[str]:
    """Links of a document to files that are not there."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    return [link for link in links if not (ROOT / name).parent.joinpath(link).exists()]


def variables_in_code() -> set[str]:
    files = [
        *our_modules(),
        ROOT / "Makefile",
        *(ROOT / ".ci").iterdir(),
        *(ROOT / "tests/browser").glob("*.py"),
    ]
    return {found for path in files for found in VARIABLE.findall(path.read_text(encoding="utf-8"))}


def page_addresses() -> set[str]:
    names = {path.stem for path in (ROOT / "pages").rglob("*.py") if path.stem != "__init__"}
    return {"/" if name == "overzicht" else f"/{name}" for name in names}


def test_readme_when_compared_with_the_makefile_then_names_each_command() -> None:
    documented = set(re.findall(r"`make ([a-z]+)`", read("README.md")))

    assert documented == targets_of(read("Makefile"))


def test_targets_when_one_is_new_then_it_is_found() -> None:
    assert targets_of("help: ## x\nrun: a b ## open\n.venv:\nbuild:\n") == {"run"}


def test_readme_when_compared_with_the_pages_then_names_each_address() -> None:
    documented = set(re.findall(r"^\| [^|]+ \| `(/[a-z-]*)` \|", read("README.md"), flags=re.MULTILINE))

    assert documented == page_addresses()


def test_readme_when_it_names_a_page_then_as_the_menu_does() -> None:
    menu = {form for key, forms in texts_in("nl").messages.items() if key.endswith(".menu") for form in forms}
    documented = set(re.findall(r"^\| ([^|]+) \| `/[a-z-]*` \|", read("README.md"), flags=re.MULTILINE))

    assert documented == menu


def test_settings_when_compared_with_the_code_then_each_variable_is_in_both() -> None:
    documented = set(re.findall(r"^\| `(KOMPAS_[A-Z_]+)`", read("docs/settings.md"), flags=re.MULTILINE))

    assert documented == variables_in_code()


@pytest.mark.parametrize("command", re.findall(r"`python -m etl ([^`]+)`", read("docs/settings.md")))
def test_settings_when_they_give_a_command_then_the_terminal_takes_it(command: str) -> None:
    assert parse_arguments(command.split(), texts=texts_in("nl"))


def test_terminal_when_a_command_is_not_its_own_then_refuses_it() -> None:
    with pytest.raises(SystemExit):
        parse_arguments(["release", "list", "PROGRAMME"], texts=texts_in("nl"))


def test_settings_when_compared_with_the_configuration_then_each_is_in_both() -> None:
    sections = tomllib.loads(read(".streamlit/config.toml"))
    configured = {
        f"{section}.{key}" for section, keys in sections.items() for key in keys if section != "theme"
    }
    documented = set(
        re.findall(r"`((?:server|runner|client|browser|logger)\.(?!py`)[A-Za-z]+)`", read("docs/settings.md"))
    )

    assert documented == configured


@pytest.mark.parametrize("name", COMMITTED_DOCS)
def test_document_when_it_links_to_a_file_then_the_file_is_there(name: str) -> None:
    assert dead_links(name, text=read(name)) == []


def test_document_when_a_link_is_dead_then_it_is_caught() -> None:
    assert dead_links("README.md", text="[a](docs/nowhere.md) [b](README.md)") == ["docs/nowhere.md"]


@pytest.mark.parametrize("name", [n for n in COMMITTED_DOCS if n != "CHANGELOG.md"])
def test_document_when_it_names_a_file_of_ours_then_the_file_is_there(name: str) -> None:
    pattern = r"`((?:etl|ui|serve|pages|charts|schemas|texts|tests|docs|\.ci)/[a-z_/.-]+?)/?`"
    named = set(re.findall(pattern, read(name)))

    assert [path for path in named if not (ROOT / path).exists()] == []


def test_architecture_when_compared_with_the_folders_then_has_a_row_for_each() -> None:
    rows = set(re.findall(r"^\| `([a-z]+)/` \|", read("ARCHITECTURE.md"), flags=re.MULTILINE))

    assert rows == {*FOLDERS, "data", "tests", "benchmarks", "docs"}


def test_repository_when_its_top_is_listed_then_every_folder_is_in_the_architecture() -> None:
    top = {Path(name).parts[0] for name in committed_files() if "/" in name}

    assert top == {*FOLDERS, "data", "tests", "benchmarks", "docs", ".ci", ".streamlit"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_generated_document_when_made_again_then_is_the_same(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == DOCUMENTS[name](), "run `make docs`"


def test_changelog_when_read_then_has_the_known_form() -> None:
    headings = re.findall(r"^## (.+)$", read("CHANGELOG.md"), flags=re.MULTILINE)
    kinds = set(re.findall(r"^### (.+)$", read("CHANGELOG.md"), flags=re.MULTILINE))

    assert headings[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", heading) for heading in headings[1:])
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_decisions_when_read_then_each_is_dated() -> None:
    entries = re.findall(r"^- (.+)$", read("docs/decisions.md"), flags=re.MULTILINE)

    assert entries
    assert [entry for entry in entries if not re.match(r"\*\*\d{4}-\d{2}-\d{2} · ", entry)] == []


def test_documents_when_read_then_none_points_at_a_place_of_ours() -> None:
    assert [name for name in COMMITTED_DOCS if "/work/" in read(name)] == []
