from pathlib import Path

import brotli
import pytest

from serve import static
from serve.static import prepare_static, static_folder


@pytest.fixture
def small_streamlit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "streamlit"
    (package / "static" / "static" / "js").mkdir(parents=True)
    (package / "static" / "static" / "js" / "a.js").write_text("let a = 1;\n" * 200)
    (package / "static" / "static" / "font.woff2").write_bytes(b"font")
    monkeypatch.setattr(static.streamlit, "__file__", str(package / "__init__.py"))
    return package


@pytest.mark.usefixtures("small_streamlit")
def test_prepare_static_when_new_then_scripts_stand_there_compressed(tmp_path: Path) -> None:
    shares: list[float] = []

    folder = prepare_static(report=shares.append, cache=tmp_path / "cache")

    assert (
        brotli.decompress((folder / "js" / "a.js.br").read_bytes()) == (folder / "js" / "a.js").read_bytes()
    )
    assert (folder / "js" / "a.js.gz").exists()
    assert not (folder / "font.woff2.br").exists()
    assert shares[-1] == 1.0


@pytest.mark.usefixtures("small_streamlit")
def test_prepare_static_when_it_stands_there_then_nothing_is_written(tmp_path: Path) -> None:
    folder = static_folder(tmp_path)
    folder.mkdir()

    assert prepare_static(report=lambda _: None, cache=tmp_path) == folder
    assert list(folder.iterdir()) == []


def test_prepare_static_when_compressing_fails_then_no_half_folder_stands_there(
    small_streamlit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(static.Compressor, "compress", fail)

    with pytest.raises(OSError, match="No space"):
        prepare_static(report=lambda _: None, cache=tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []
