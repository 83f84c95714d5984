import importlib.metadata
from pathlib import Path

import pytest
from starlette.routing import Router
from streamlit.components.v2.manifest_scanner import scan_component_manifests

from serve.dressing import PageFile, make_shim, make_style, pair_wordings, write_tags
from tests.builders.asgi import ask
from texts import texts_in

PACKAGED = Path(__file__).parents[2] / "ui" / "packaged"


def test_pair_wordings_when_dutch_then_english_wording_becomes_dutch() -> None:
    pairs = pair_wordings(texts_in("nl"))

    assert ("Search", "Zoeken") in pairs
    assert ("{size} per file", "{size} per bestand") in pairs


def test_pair_wordings_when_english_then_a_dutch_page_turns_back() -> None:
    assert ("Zoeken", "Search") in pair_wordings(texts_in("en"))


def test_page_file_when_asked_for_then_it_comes_with_its_type_and_may_be_kept() -> None:
    style = make_style()

    answer = ask(Router([style.to_route()]), style.path)

    assert answer.body.decode() == style.content
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]


def test_page_file_when_its_content_changes_then_its_address_does() -> None:
    first, second = (PageFile("stijl.css", "text/css", content) for content in ("a", "b"))

    assert first.path != second.path


def test_shim_when_made_then_it_carries_the_words_of_both_languages() -> None:
    assert '"nl": [[' in make_shim().content
    assert '"en": [[' in make_shim().content


def test_write_tags_when_written_then_they_name_both_files() -> None:
    style, shim = make_style(), make_shim()

    tags = write_tags(style=style, shim=shim)

    assert style.path in tags
    assert shim.path in tags


def test_packaged_component_when_on_the_path_then_streamlit_finds_its_assets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(PACKAGED))

    found = {manifest.name: root for manifest, root in scan_component_manifests()}

    assert importlib.metadata.version("kompas-picture") == "0.1.0"
    assert (found["kompas-picture"] / "assets" / "picture.js").is_file()


def test_wordings_when_one_is_part_of_another_then_the_longer_comes_first() -> None:
    order = [words for words, _ in pair_wordings(texts_in("nl"))]

    assert order.index("View {n} more") < order.index("{n} more")
