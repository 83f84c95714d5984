"""Rows into what the model calls them."""

from live.model import (
    Action,
    Card,
    CardState,
    Conclusion,
    Facilitator,
    Figure,
    Participant,
    Poll,
    Session,
)
from live.transactions import AnyRow


def read_session(row: AnyRow) -> Session:
    """A row of `sessions`."""
    return Session(
        id=row.id,
        code=row.code if row.status == "open" else None,
        code_expires_at=row.code_expires_at if row.status == "open" else None,
        title=row.title,
        template=row.template,
        release_id=row.release_id,
        programme=row.programme,
        moderated=row.moderated,
        max_people=row.max_people,
        status=row.status,
        owner=Facilitator(id=row.owner_id, role=row.owner_role, trajectories=tuple(row.owner_trajectories)),
        previous_id=row.previous_id,
        current_card_id=row.current_card_id,
        revision=row.seen_revision,
        made_at=row.made_at,
        changed_at=row.changed_at,
    )


def read_card(row: AnyRow, *, private: bool) -> Card:
    """A row of `cards`; the facilitator's note only with `private`."""
    return Card(
        id=row.id,
        session_id=row.session_id,
        place=row.place,
        kind=row.kind,
        title=row.title,
        body=row.body,
        private_note=row.private_note if private else "",
        figure=None if row.figure is None else Figure(**row.figure),
        poll=read_poll(row),
        state=read_card_state(row),
    )


def read_poll(row: AnyRow) -> Poll | None:
    """The poll of a row of `cards`."""
    if row.poll is None:
        return None
    return Poll(kind=row.poll["kind"], options=tuple(row.poll["options"]), several=row.poll["several"])


def read_card_state(row: AnyRow) -> CardState:
    """How the card of this row stands."""
    shown = tuple(n for n, is_shown in ((1, row.first_shown), (2, row.second_shown)) if is_shown)
    return CardState(
        answers_open=row.answers_open,
        results_shown=row.round in shown,
        shown_rounds=shown,
        round=row.round,
        timer_ends_at=row.timer_ends_at,
    )


def read_participant(row: AnyRow) -> Participant:
    """A row of `participants`, without its token."""
    return Participant(
        id=row.id, session_id=row.session_id, name=row.name, joined_at=row.joined_at, seen_at=row.seen_at
    )


def read_conclusion(row: AnyRow) -> Conclusion:
    """A row of `conclusions`."""
    return Conclusion(id=row.id, session_id=row.session_id, text=row.text)


def read_action(row: AnyRow, *, carried: bool) -> Action:
    """A row of `actions`; `carried` if it comes from an earlier session."""
    return Action(
        id=row.id,
        session_id=row.session_id,
        what=row.what,
        who=row.who,
        due=row.due,
        status=row.status,
        carried=carried,
    )
