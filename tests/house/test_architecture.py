"""The shape of the code: who may import what, how long a module is, what it is called."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT, imports_of, name_of, our_modules, read_tree, strings_of

LINTER = Path(sys.executable).parent / "lint-imports"
MAY_IMPORT = {
    "duckdb": ("etl/load.py", "etl/release.py", "ui/store.py"),
    "pandas": ("etl/measures/",),
    "streamlit": ("dashboard.py", "server.py", "pages/", "ui/", "serve/"),
    "plotly": ("charts/", "ui/"),
    "sqlalchemy": ("live/",),
    "psycopg": ("live/notify.py",),
    "cryptography": ("schemas/originals.py", "etl/deliver/originals/"),
}
SCRIPTS = ("pages/", "dashboard.py", "server.py")
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}
LONGEST = 250
# Text for programmers or browsers, not for readers.
NOT_A_SENTENCE = re.compile(
    r"""[<>{};=/_#|\\]|^\W|^(SELECT|INSERT|UPDATE|DELETE) |^application|^[a-z"]+(, [a-z"]+)+$"""
)


def outside(library: str, *, modules: tuple[Path, ...]) -> list[str]:
    """The modules that import `library` without leave."""
    allowed = MAY_IMPORT[library]
    importers = [name_of(path) for path in modules if library in imports_of(read_tree(path))]
    return [name for name in importers if not name.startswith(allowed)]


def sentences_in(tree: ast.Module) -> list[tuple[int, str]]:
    """Strings of three words or more that a reader could see: not raised, not logged, not SQL."""
    spoken = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and _is_log(node))
        for part in ast.walk(node)
    }
    hidden = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) in spoken}
    words = re.compile(r"(?:[A-Za-zÀ-ÿ]{2,}[,.:]? +){2,}[A-Za-zÀ-ÿ]{2,}")
    return [
        (line, text)
        for line, text in strings_of(tree)
        if text not in hidden and words.search(text) and not NOT_A_SENTENCE.search(text)
    ]


def _is_log(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value).lower().startswith("_log")


def run_import_linter(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINTER, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_layers_when_the_contracts_are_checked_then_all_are_kept() -> None:
    result = run_import_linter(ROOT)

    assert result.returncode == 0, result.stdout


def test_layers_when_a_lower_part_imports_a_higher_one_then_the_contract_breaks(tmp_path: Path) -> None:
    for name, source in (("low", "import high\n"), ("high", "")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(source)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.importlinter]\nroot_packages = ["low", "high"]\n'
        '[[tool.importlinter.contracts]]\nname = "downward"\ntype = "layers"\nlayers = ["high", "low"]\n'
    )

    assert run_import_linter(tmp_path).returncode == 1


def test_scripts_when_their_imports_are_listed_then_they_know_nothing_of_etl() -> None:
    scripts = [path for path in our_modules() if name_of(path).startswith(SCRIPTS)]

    assert scripts
    assert [name_of(path) for path in scripts if "etl" in imports_of(read_tree(path))] == []


def test_packages_when_their_imports_are_listed_then_none_reaches_up_to_a_script() -> None:
    packages = [path for path in our_modules() if not name_of(path).startswith(SCRIPTS)]
    above = {"pages", "dashboard", "server"}

    assert [name_of(path) for path in packages if imports_of(read_tree(path)) & above] == []


@pytest.mark.parametrize("library", MAY_IMPORT)
def test_library_when_its_importers_are_listed_then_only_those_with_leave(library: str) -> None:
    assert outside(library, modules=our_modules()) == []


def test_library_when_a_chart_opens_the_database_then_it_is_caught(tmp_path: Path) -> None:
    tree = ast.parse("def draw():\n    import duckdb.typing\n")

    assert imports_of(tree) == {"duckdb"}


def test_modules_when_their_lines_are_counted_then_none_is_too_long() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in our_modules()}

    assert {name: n for name, n in lengths.items() if n > LONGEST} == {}


def test_modules_when_their_names_are_read_then_each_says_what_it_holds() -> None:
    parts = {name_of(path): {*path.with_suffix("").relative_to(ROOT).parts} for path in our_modules()}

    assert [name for name, names in parts.items() if names & VAGUE] == []


@pytest.mark.parametrize("folder", ["pages", "ui", "charts", "reports", "live", "dashboard.py", "serve"])
def test_source_when_a_reader_could_see_a_string_then_it_comes_from_the_catalogue(folder: str) -> None:
    paths = [path for path in our_modules() if name_of(path).startswith(folder)]
    found = [
        f"{name_of(path)}:{line}: {text}" for path in paths for line, text in sentences_in(read_tree(path))
    ]

    assert found == []


def test_source_when_a_sentence_stands_in_a_page_then_it_is_caught() -> None:
    tree = ast.parse(
        '"""A docstring may talk."""\nst.write("Dit is een zin.")\nraise ValueError("no such key")\n'
    )

    assert sentences_in(tree) == [(2, "Dit is een zin.")]


def test_pages_when_they_lie_in_folders_then_deep_links_work_on_a_fresh_server() -> None:
    assert list((ROOT / "pages").glob("*.py")) == []


def test_pages_when_read_then_each_is_thin() -> None:
    pages = [path for path in our_modules() if name_of(path).startswith("pages/")]
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in pages}

    assert {name: n for name, n in lengths.items() if n > 120} == {}


def test_dashboard_when_its_lines_are_counted_then_it_stays_small() -> None:
    assert len((ROOT / "dashboard.py").read_text(encoding="utf-8").splitlines()) <= 60
