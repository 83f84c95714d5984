"""What the frame says of a release that the address names: an earlier one, or one that is not there."""

from collections.abc import Mapping
from html import escape

from texts import Texts
from ui.address import RELEASE, write_address
from ui.page import Page
from ui.release import locate_built, read_pointer
from ui.replaying import find_replay
from ui.state import read_choice
from ui.store import Store


def drop_unseen(query: Mapping[str, str], *, store: Store) -> dict[str, str]:
    """`query` without a release that is not the one shown: no link should ask for it again."""
    return {name: value for name, value in query.items() if name != RELEASE or _is_shown(value, store=store)}


def write_looking_back(page: Page) -> str:
    """That an earlier release is shown, with the way to the same view now; or that it is not there.

    As HTML; nothing where the release in service is shown. What the address holds is never written: only
    the name of a release that is shown.
    """
    wanted = read_choice(RELEASE)
    if wanted is None or find_replay() is not None:
        return ""
    if not _is_shown(wanted, store=page.store):
        return f'<p class="kompas-banner">{escape(page.texts("views.no_release"))}</p>'
    newest = read_pointer(locate_built()).release_id
    if newest == page.store.info.release_id:
        return ""
    return _write_earlier(page, texts=page.texts, newest=newest)


def _write_earlier(page: Page, *, texts: Texts, newest: str) -> str:
    said = texts("views.earlier", release=page.store.info.release_id, newest=newest)
    address = write_address(page.query, **{RELEASE: None})
    link = f'<a href="{escape(address)}">{escape(texts("views.to_newest"))}</a>'
    return f'<p class="kompas-banner">{escape(said)} {link}</p>'


def _is_shown(release_id: str, *, store: Store) -> bool:
    return release_id == store.info.release_id
