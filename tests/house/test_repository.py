"""What is committed: no data of persons, nothing fetched, no programme in the code."""

import re

import pytest

from tests.house.source import ROOT, committed_files, our_modules

DATA = re.compile(r"\.(csv|tsv|xlsx?|sav|parquet|duckdb|zip|gz)$", re.IGNORECASE)
# What may be shown of made-up people is no data: numbers of cells, and no answers.
ALLOWED = {"data/LOG.csv", "data/programmes/schoolleiders-2021-2023/prepared/judged.json.gz"}
LARGEST_KB = 400
SECRET_FILES = re.compile(
    r"(^|/)(secrets\.toml|access\.toml|\.env|id_[a-z0-9]+|[^/]*\.(pem|key|p12|pfx|sqlite))$"
)
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}"
    r"|\b(?:client_secret|cookie_secret|KOMPAS_SECRET)\W{1,6}[0-9A-Za-z+/_-]{24,}"
)


def unwanted(names: tuple[str, ...]) -> list[str]:
    """Committed files that look like data: they belong to the user, or are made."""
    return [name for name in names if DATA.search(name) and name not in ALLOWED]


def test_repository_when_listed_then_holds_no_data_files() -> None:
    assert unwanted(committed_files()) == []


@pytest.mark.parametrize(
    "name", ["data/programmes/x/raw/begin.csv", "tests/data/real.SAV", "data/built/x/release-1.duckdb"]
)
def test_repository_when_data_is_committed_then_it_is_caught(name: str) -> None:
    assert unwanted((name,)) == [name]


def keeps_a_secret(text: str) -> bool:
    """Whether a text holds a key, a token, or a value where a secret stands."""
    return SECRET.search(text) is not None


def test_repository_when_listed_then_holds_no_file_with_secrets() -> None:
    assert [name for name in committed_files() if SECRET_FILES.search(name)] == []


@pytest.mark.parametrize(
    "name", [".streamlit/secrets.toml", ".streamlit/access.toml", "docs/server.pem", ".env", "id_ed25519"]
)
def test_repository_when_a_file_with_secrets_is_committed_then_it_is_caught(name: str) -> None:
    assert SECRET_FILES.search(name)


@pytest.mark.parametrize("name", [".streamlit/secrets.toml", ".streamlit/access.toml"])
def test_repository_when_secrets_are_filled_in_then_git_leaves_them_alone(name: str) -> None:
    assert name in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_repository_when_its_texts_are_read_then_none_holds_a_secret() -> None:
    # Tests make secrets up.
    names = [name for name in committed_files() if not name.startswith("tests/")]
    texts = {name: (ROOT / name).read_text(encoding="utf-8", errors="ignore") for name in names}

    assert [name for name, text in texts.items() if keeps_a_secret(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN " + "RSA PRIVATE KEY-----",
        "client_secret" + ' = "aB3dE6gH9jK2mN5pQ8sT1vW4"',
        "KOMPAS_SECRET" + "=0123456789abcdef0123456789abcdef",
        "eyJ" + "a" * 24 + ".eyJ" + "b" * 24 + "." + "c" * 24,
    ],
)
def test_repository_when_a_text_holds_a_secret_then_it_is_caught(text: str) -> None:
    assert keeps_a_secret(text)


def test_repository_when_weighed_then_no_file_is_heavy() -> None:
    heavy = [n for n in committed_files() if (ROOT / n).stat().st_size > LARGEST_KB * 1024]

    assert heavy == []


def test_source_when_searched_for_a_real_programme_then_it_knows_none() -> None:
    knowing = [p for p in our_modules() if "carpentries" in p.read_text(encoding="utf-8").lower()]

    assert knowing == []


def test_licence_when_read_then_it_is_mit_and_names_the_owner() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert text.startswith("MIT License")
    assert "The Kompas founders" in text


def test_shared_notes_when_searched_for_then_the_product_needs_none() -> None:
    needing = [p for p in our_modules() if "/work/shared" in p.read_text(encoding="utf-8")]

    assert needing == []
