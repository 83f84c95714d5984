import importlib.metadata
from pathlib import Path

import pytest
from streamlit.components.v2.manifest_scanner import scan_component_manifests
from streamlit.testing.v1 import AppTest

from texts import texts_in
from ui.shim.widgets import pair_wordings

PACKAGED = Path(__file__).parents[3] / "ui" / "shim" / "packaged"


def test_pair_wordings_when_dutch_then_english_wording_becomes_dutch() -> None:
    pairs = pair_wordings(texts_in("nl"))

    assert ("Search", "Zoeken") in pairs
    assert ("{size} per file", "{size} per bestand") in pairs


def test_pair_wordings_when_english_then_a_dutch_page_turns_back() -> None:
    assert ("Zoeken", "Search") in pair_wordings(texts_in("en"))


def test_packaged_component_when_on_the_path_then_streamlit_finds_its_assets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(PACKAGED))

    found = {manifest.name: root for manifest, root in scan_component_manifests()}

    assert importlib.metadata.version("kompas-shim") == "0.1.0"
    assert (found["kompas-shim"] / "assets" / "shim.js").is_file()


def test_translate_widgets_when_the_component_is_not_there_then_the_page_still_runs() -> None:
    def page() -> None:
        from texts import texts_in  # noqa: PLC0415
        from ui.shim import translate_widgets  # noqa: PLC0415

        translate_widgets(texts_in("nl"))

    app = AppTest.from_function(page, default_timeout=30).run()

    assert not app.exception
