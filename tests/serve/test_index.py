import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from serve.index import Page, PageChangedError, rewrite_page, streamlit_page
from tests.builders.asgi import ask
from texts import LANGUAGES, texts_in
from texts.catalogue import Language

_OURS = "<!doctype html><p>ours</p>"


def _answer_with(response: Response) -> Page:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await response(scope, receive, send)

    return Page(app, html=_OURS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rewrite_page_when_streamlit_is_the_installed_one_then_the_page_is_ours(language: Language) -> None:
    html = rewrite_page(streamlit_page(), texts=texts_in(language))

    assert f'<html lang="{language}">' in html
    assert "<title>Kompas</title>" in html
    assert "<script>" not in html
    assert "agent" not in html
    assert "You need to enable" not in html
    assert 'type="module"' in html


def test_rewrite_page_when_there_are_tags_then_they_come_last_in_the_body() -> None:
    html = rewrite_page(streamlit_page(), texts=texts_in("nl"), tags="<link>")

    assert "<link></body>" in html


def test_rewrite_page_when_streamlit_changed_then_says_which_place_is_gone() -> None:
    changed = streamlit_page().replace('lang="en"', 'lang="en-US"')

    with pytest.raises(PageChangedError, match="language"):
        rewrite_page(changed, texts=texts_in("nl"))


def test_page_when_streamlit_answers_with_its_page_then_ours_goes_out() -> None:
    page = _answer_with(HTMLResponse("<p>theirs</p>", headers={"etag": "1", "last-modified": "yesterday"}))

    answer = ask(page, "/reactie")

    assert answer.body.decode() == _OURS
    assert answer.headers["content-length"] == str(len(_OURS))
    assert answer.headers["cache-control"] == "no-cache"
    assert "etag" not in answer.headers
    assert "last-modified" not in answer.headers


def test_page_when_only_the_head_is_asked_then_one_answer_goes_out() -> None:
    page = _answer_with(HTMLResponse("<p>theirs</p>"))

    assert ask(page, "/reactie", method="HEAD").status == 200


@pytest.mark.parametrize("path", ["/media/rapport.html", "/_stcore/health", "/static/js/a.js"])
def test_page_when_a_route_of_streamlit_answers_then_it_is_left_alone(path: str) -> None:
    page = _answer_with(HTMLResponse("<p>theirs</p>"))

    assert ask(page, path).body == b"<p>theirs</p>"


def test_page_when_the_answer_is_no_page_then_it_is_left_alone() -> None:
    page = _answer_with(PlainTextResponse("words"))

    assert ask(page, "/manifest.json").body == b"words"


def test_page_when_the_browser_has_an_old_copy_then_the_question_for_it_is_dropped() -> None:
    seen: list[bytes] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.extend(name for name, _ in scope["headers"])
        await HTMLResponse("")(scope, receive, send)

    ask(Page(app, html=_OURS), "/", headers={"If-None-Match": "old", "Accept": "text/html"})

    assert seen == [b"accept"]
