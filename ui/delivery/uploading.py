"""Handing in: the files, what happens to them, and an empty example."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import streamlit as st
from streamlit import config

from reports.workbook import XLSX
from schemas.delivery import Delivery
from texts import Texts
from ui.blocks import show_heading
from ui.delivery.acting import hand_in, hold_files
from ui.delivery.command import Handed, make_template
from ui.delivery.names import clean_name
from ui.delivery.originals import find_key_fault, keeps_originals
from ui.downloads import offer_file
from ui.html import write_fold, write_words
from ui.page import Page

FILES = "delivery-files"
AGAIN = "delivery-again"
MOST_FILES = 20
MOST_BYTES = 100 * 1024**2
ENDINGS = ("csv", "tsv", "txt", "xlsx", "sav")


class Uploaded(Protocol):
    """What Streamlit gives of an uploaded file."""

    name: str
    size: int

    def getvalue(self) -> bytes:
        """Its bytes."""
        ...


def show_upload(page: Page) -> None:
    """Draws where files go in, the button that hands them in, and what happens to them then."""
    texts = page.texts
    show_heading(texts("delivery.upload_title"))
    if fault := find_key_fault(texts):
        st.error(fault)
        return
    kept = "encrypted" if keeps_originals() else "nothing"
    st.markdown(f"{texts('delivery.upload_about')} {texts(f'delivery.kept_{kept}')}")
    with st.container(key="delivery-upload"):
        files = choose_files(texts("delivery.upload_label"), key=FILES)
        fault = find_fault(files, texts=texts)
        if fault:
            st.error(fault)
        st.button(
            texts("delivery.upload_do"),
            type="primary",
            key="delivery-upload-do",
            disabled=not files or bool(fault),
            on_click=_hand_in,
            args=(page,),
        )
    st.caption(texts("delivery.upload_late"))
    happens = ("read", "names", kept)
    about = "".join(f"<p>{write_words(texts(f'delivery.what_{name}'))}</p>" for name in happens)
    st.html(f'<div class="kompas-folds">{write_fold(texts("delivery.what_title"), about)}</div>')
    st.markdown(texts("delivery.template_about"))
    offer_file(
        page,
        label=texts("delivery.template"),
        figure="template",
        name=f"kompas-{texts('delivery.template_file')}",
        ending="xlsx",
        media_type=XLSX,
        write=lambda: _write_template(page.language),
    )


def choose_files(label: str, *, key: str) -> list[Uploaded]:
    """Draws the field for files and returns those that are in it."""
    given = st.file_uploader(
        label,
        type=ENDINGS,
        accept_multiple_files=True,
        key=key,
        max_upload_size=int(config.get_option("server.maxUploadSize")),
    )
    return list(given)


def find_fault(files: Sequence[Uploaded], *, texts: Texts) -> str:
    """Why these files cannot be handed in together; empty when they can."""
    names = [clean_name(file.name) for file in files]
    if len(files) > MOST_FILES:
        return texts("delivery.too_many", most=texts.number(MOST_FILES))
    if sum(file.size for file in files) > MOST_BYTES:
        return texts("delivery.too_large", most=texts.number(MOST_BYTES // 1024**2))
    if any(file.size == 0 for file in files):
        return texts("delivery.empty_file")
    return texts("delivery.same_name") if len(set(names)) < len(names) else ""


def take_files(files: Sequence[Uploaded]) -> tuple[Handed, ...]:
    """The files with their bytes."""
    return tuple(Handed(name=clean_name(file.name), content=file.getvalue()) for file in files)


def ask_again(page: Page, delivery: Delivery) -> None:
    """Draws the field for the files of a delivery that this visit does not have any more."""
    texts = page.texts
    st.info(texts.count("delivery.again", len(delivery.files)))
    files = take_files(choose_files(texts("delivery.again_label"), key=AGAIN))
    if not files:
        return
    wanted = {file.sha256 for file in delivery.files}
    if {sha256(file.content).hexdigest() for file in files} != wanted:
        st.warning(texts("delivery.again_others"))
        return
    hold_files(delivery.id, files)
    st.rerun()


def _hand_in(page: Page) -> None:
    files: list[Uploaded] = st.session_state.get(FILES) or []
    if files and not find_fault(files, texts=page.texts):
        hand_in(page, take_files(files))


def _write_template(language: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        make_template(path, language=language)
        return path.read_bytes()
