"""Reads our own source, for the rules that it must keep."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The folders with code of ours, in the order of ARCHITECTURE.md.
FOLDERS = ("schemas", "texts", "etl", "charts", "reports", "live", "ui", "pages", "serve")
PROGRAMS = ("dashboard.py", "server.py")


@cache
def our_modules() -> tuple[Path, ...]:
    """Every Python file of the product, tests left out."""
    below = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    return (*below, *(ROOT / name for name in PROGRAMS))


@cache
def committed_files() -> tuple[str, ...]:
    """Every path that git knows, and every new one that it does not ignore."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(sorted({name for name in listed.split("\0") if name and (ROOT / name).exists()}))


def name_of(path: Path) -> str:
    """`ui/store.py`."""
    return path.relative_to(ROOT).as_posix()


def read_tree(path: Path) -> ast.Module:
    """The syntax tree of a file; whoever gets it reads it only."""
    return _parse(path.read_text(encoding="utf-8"), str(path))


@cache
def _parse(text: str, name: str) -> ast.Module:
    # Every rule reads every module.
    return ast.parse(text, filename=name)


def imports_of(tree: ast.Module) -> set[str]:
    """The top-level names of all that a module imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
    return found


def strings_of(tree: ast.Module) -> list[tuple[int, str]]:
    """Line and value of each string in a module that is not a docstring."""
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    ]
