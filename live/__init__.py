"""Live reflection sessions: their rules and their store. Knows nothing of screens or routes.

Opening: `open_configured()` (KOMPAS_LIVE_URL, live.toml), or `open_live(url | None, limits=, clock=)`,
gives a `LiveStore`; `store.bus: Bus`; `store.close()`.
Every method that cannot do what is asked raises `Refused(reason: Refusal, wait_seconds)` or
`UnknownIdError` (erased, or never there). Ids are looked up, never trusted: a participant who writes
to another session's card is refused (NOT_YOURS). *Who* calls is the caller's to prove: a facilitator by
`may_steer(session_id, by=)`, a participant by `find_participant(session_id, token)`.

Sessions: `create_session(Draft, by=Facilitator)`, `find_session`, `list_sessions(by=)`, `list_all_sessions()`
(steward), `open_session` (also reopens), `close_session`, `set_moderated`, `may_steer`, `erase_session`.
Agenda: `list_cards` (facilitator only), `add_card(session_id, NewCard, at=)`, `edit_card(card_id, NewCard)`,
`move_card(card_id, by=±1)`, `remove_card`.
Running: `show_card(session_id, card_id | None)`, `set_answers_open(card_id, bool)`,
`set_results_shown(card_id, bool)` (showing closes a poll), `start_round(card_id, 2)`,
`set_timer(card_id, seconds | None)`, `read_state(session_id, seat=) -> State`,
`read_revision(session_id, seat=)` (only the facilitator's counts hidden answers).
People: `find_by_code(code, source=, token=)`, `join(code, name=, token=, source=) -> Joined`,
`find_participant(session_id, token)`, `list_participants`, `touch`, `remove_participant`.
Polls: `answer(participant_id, card_id, value)`, `own_answer(participant_id, card_id, round_=)`,
`tally(card_id, round_) -> Tally | None`, `shift(card_id) -> Shift | None`: None for everybody, the
facilitator too, until results are shown.
Notes: `write_note(participant_id, card_id, column, text)`, `edit_note(participant_id, note_id, text)`,
`withdraw_note(participant_id, note_id)`, `support(note_id, participant_id, on)`, `approve_note`,
`hide_note`, `pin_note(note_id, on)`, `group_notes(note_ids, name | None)`,
`list_notes(card_id, seat=, participant_id=)`: others' notes are seen once results are shown.
Keeping: `add_conclusion`, `remove_conclusion`, `list_conclusions`,
`add_action(session_id, what=, who=, due=)`, `remove_action`, `set_action_status`, `list_actions` (earlier
sessions' too, `carried`), `make_record(session_id, agreed=) -> Record`, `carry_out_retention(now)`.
Outside sessions, of the organisers of one trajectory: `list_own(Notebook, by=)`, `write_own_note`,
`plan_own_action`, `take_over(Notebook, action_id, by=)` (an action of a session), `link_own(note_id,
session_id, by=)`, `set_own_status`, `erase_own`, `count_notebooks(programme)`, `erase_notebook(Notebook)`
(both for the steward, unread), `list_sessions_of(trajectory, by=)`.
Of one person in one role: `list_views(programme, by=)`,
`save_view(NewView, name=, by=)`, `rename_view`, `erase_view`.
Words: `live.document.write_markdown(record, words)`, `live.workbook.write_workbook(record, words)`,
`live.templates.make_cards(template, words)`: `words` is `texts_in(language)`.
Between processes: `await live.notify.listen(store)` in the lifespan, cancelled at its end.
Bus: `publish(session_id, revision, desk_only=)`, `subscribe(session_id, desk=True) -> Subscription` (async
iterator of revisions, also a context manager; subscribe first, then read the state; participants and
beamers pass `desk=False` and are not woken by each hidden answer), `wait(session_id, after=, timeout=)`.
"""

from live.configuration import open_configured
from live.limits import Limits
from live.store import LiveStore, open_live

__all__ = ["Limits", "LiveStore", "open_configured", "open_live"]
