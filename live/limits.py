"""How much a session, a trajectory's notes and somebody's views may hold, and for how long."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Every bound in one place; lengths in characters, windows in seconds."""

    title_length: int = 120
    body_length: int = 1000
    note_length: int = 500
    name_length: int = 40
    option_length: int = 120
    options: int = 12
    cards: int = 60
    people: int = 250
    notes_per_participant: int = 30
    actions: int = 100
    conclusions: int = 100
    own_notes: int = 200
    views: int = 50
    writes_per_minute: int = 60
    code_hours: int = 12
    wrong_codes_per_source: int = 20
    wrong_codes_overall: int = 300
    wrong_codes_window_seconds: int = 600
    here_seconds: int = 60
    fewest_in_record: int = 5
    retention_days: int = 365
