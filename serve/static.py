"""Streamlit's own scripts and styles, compressed once a version instead of once a visitor."""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit
from servestatic.compress import Compressor

CACHE = Path(__file__).parent.parent / ".cache" / "static"


def static_folder(cache: Path = CACHE) -> Path:
    """Where the compressed files of the installed Streamlit stand, or will stand."""
    return cache / f"streamlit-{streamlit.__version__}"


def prepare_static(*, report: Callable[[float], None], cache: Path = CACHE) -> Path:
    """Copy and compress Streamlit's files into `cache`, unless they stand there.

    `report` gets the share done, 0–1. The folder appears whole or not at all.
    """
    folder = static_folder(cache)
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=cache, ignore_cleanup_errors=True) as draft:
            files = Path(draft) / "files"
            shutil.copytree(Path(streamlit.__file__).parent / "static" / "static", files)
            _compress_all(files, report=report)
            _put_in_place(files, folder)
    report(1.0)
    return folder


def _compress_all(folder: Path, *, report: Callable[[float], None]) -> None:
    compressor = Compressor(quiet=True)
    files = [str(p) for p in folder.rglob("*") if p.is_file() and compressor.should_compress(p.name)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, _ in enumerate(pool.map(compressor.compress, files), start=1):
            report(done / len(files))


def _put_in_place(draft: Path, folder: Path) -> None:
    # Another start may have been first: its files are the same.
    with suppress(OSError):
        draft.rename(folder)
