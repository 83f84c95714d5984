"""The record of a session on paper: its outline, with the figures as the group saw them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from live.outline import Outline, ToldAction, ToldCard, ToldColumn, ToldNote, make_outline
from live.records import Record
from reports.content import Exhibit
from reports.record import Agreed, Card, Note, NoteColumn, Poll, PollRow, SessionRecord
from reports.record_pdf import write_record
from texts import Texts
from ui.address import Selection
from ui.cells import TOTAL_CELL
from ui.live.cards import read_view
from ui.live.frame import open_group_store
from ui.live.replay import find_figure
from ui.page import Page
from ui.present.protection import tell_audit
from ui.store import Store, UnreadableError
from ui.taking.chapters import make_exhibit

_ACTION_HEADS = ("record.what", "record.who", "record.when", "record.status")


def write_paper(record: Record, *, page: Page) -> bytes:
    """A PDF in the language of `page`, which is that of who leads; the figures are those of the session's
    release, in the scope of a reflection group, whichever release is in service.

    A release that is not here any more is said to be so, figure by figure; all else is there.
    """
    return write_record(gather_record(record, page=page), texts=page.texts)


def gather_record(record: Record, *, page: Page) -> SessionRecord:
    """What the paper holds: nothing of the session but what its outline tells."""
    texts, release_id = page.texts, record.session.release_id
    outline = make_outline(record, words=texts)
    store = _find_store(release_id)
    # The programme is the session's own; a release that is gone cannot tell its name any more.
    info = (store or page.store).info
    synthetic = texts("frame.synthetic_plain") if info.synthetic else ""
    title = info.programme.title.in_language(page.language)
    release = texts("frame.release_short", release=release_id)
    return SessionRecord(
        title=outline.title,
        kind=texts("record.paper_kind"),
        programme=title,
        about=outline.origin,
        synthetic=synthetic,
        footer=" · ".join(part for part in (title, release, synthetic) if part),
        conclusions=outline.conclusions,
        agreed=_list_agreed(outline, texts=texts),
        cards=tuple(_make_card(card, page=page, is_here=store is not None) for card in outline.cards),
        account=tuple(_account(outline, store, page=page, release_id=release_id)),
        # The day of the session and not of today: the same record is the same file.
        made_at=record.session.made_at,
    )


def _find_store(release_id: str) -> Store | None:
    try:
        return open_group_store(release_id)
    except UnreadableError:
        return None


def _list_agreed(outline: Outline, *, texts: Texts) -> Agreed:
    own, earlier = (
        tuple(_list_cells(action) for action in outline.actions if action.carried is carried)
        for carried in (False, True)
    )
    what, who, when, status = (texts(key) for key in _ACTION_HEADS)
    return Agreed(heads=(what, who, when, status), own=own, earlier=earlier)


def _list_cells(action: ToldAction) -> tuple[str, str, str, str]:
    return action.what, action.who, action.when, action.status


def _make_card(card: ToldCard, *, page: Page, is_here: bool) -> Card:
    exhibit = _find_exhibit(card, page=page) if is_here else None
    return Card(
        title=card.title,
        body=card.body,
        exhibit=exhibit,
        poll=_make_poll(card, texts=page.texts) if card.rounds else None,
        columns=tuple(_make_column(column, texts=page.texts) for column in card.columns),
        sentences=tuple(_say_about(card, exhibit, is_here=is_here, texts=page.texts)),
    )


def _find_exhibit(card: ToldCard, *, page: Page) -> Exhibit | None:
    if card.figure is None:
        return None
    shown = find_figure(read_view(card.figure, language=page.language, dark=False))
    return None if shown is None else make_exhibit(shown.page, shown.figure)


def _say_about(card: ToldCard, exhibit: Exhibit | None, *, is_here: bool, texts: Texts) -> Iterator[str]:
    if card.figure is not None and exhibit is None:
        key = "record.figure_not_made" if is_here else "record.release_gone"
        yield texts(key, release=card.figure.release_id)
    if card.where is not None:
        yield card.where
    if card.remark is not None:
        yield card.remark


def _make_poll(card: ToldCard, *, texts: Texts) -> Poll:
    rows = zip(*(told.options for told in card.rounds), strict=True)
    has_bars = card.poll is not None and card.poll.kind != "ranking"
    sums = [told.n for told in card.rounds]
    means = (f"{told.heading}. {told.mean}." for told in card.rounds if told.mean is not None)
    return Poll(
        heads=(texts("record.option"), *(told.heading for told in card.rounds)),
        rows=tuple(
            PollRow(
                label=options[0][0],
                counts=tuple(
                    (told, count / n if has_bars else None)
                    for (_, count, told), n in zip(options, sums, strict=True)
                ),
            )
            for options in rows
        ),
        sentences=(*means, *([card.shift[1]] if card.shift else [])),
    )


def _make_column(column: ToldColumn, *, texts: Texts) -> NoteColumn:
    """Pinned notes first, with the name of their group beside them; then those of no group, then by group."""
    pinned = [note for note in column.notes if note.pinned]
    groups: defaultdict[str, list[ToldNote]] = defaultdict(list)
    for note in column.notes:
        if not note.pinned:
            groups[note.group or ""].append(note)
    first = (*pinned, *groups.pop("", ()))
    told = (("", first), *groups.items())
    return NoteColumn(
        heading=column.heading,
        groups=tuple((name, _list_notes(notes, texts=texts)) for name, notes in told if notes),
    )


def _list_notes(notes: Sequence[ToldNote], *, texts: Texts) -> tuple[Note, ...]:
    return tuple(Note(text=note.text, about=" · ".join(_say_of_note(note, texts=texts))) for note in notes)


def _say_of_note(note: ToldNote, *, texts: Texts) -> Iterator[str]:
    if note.pinned:
        yield texts("live.pinned")
        if note.group:
            yield note.group
    if note.support:
        yield texts.count("record.support", note.support)


def _account(
    outline: Outline, store: Store | None, *, page: Page, release_id: str
) -> Iterator[tuple[str, str]]:
    """How the record was made: what is left out, the figures' release, what they do not say, the audit."""
    texts = page.texts
    rules = (outline.rule, texts("record.paper_never"), texts("record.paper_figures", release=release_id))
    yield "", "\n\n".join(rules)
    programme = (store or page.store).info.programme
    yield texts("reports.cautions"), programme.caution.in_language(page.language)
    yield texts("reports.audit"), _tell_audit(store, page=page, release_id=release_id)


def _tell_audit(store: Store | None, *, page: Page, release_id: str) -> str:
    if store is None:
        return page.texts("record.release_gone", release=release_id)
    whole = Page(
        name="about", store=store, texts=page.texts, cell=TOTAL_CELL, selection=Selection(), dark=False
    )
    return tell_audit(whole)
