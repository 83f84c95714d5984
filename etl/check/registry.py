"""Every check: its code, how bad it is, and what it refuses.

What *refused* means, and so what `rows read = rows loaded + rows refused` counts:

- a *file* is refused when it cannot be read or lacks a column that it cannot do without. None of its
  rows is loaded, and the whole build is refused: the last release stays in service;
- a *row* is refused when it cannot be told whom or what it is about, when something that it cannot do
  without is missing or unknown, or when another row already says it. Nothing of the row is loaded;
- an *answer* (one cell that the row can do without: an answer, a date, a mark in a wide attendance
  sheet, a reference that may be empty) is refused when its value is no possible value. That cell
  counts as empty; the row is loaded. So an answer outside the scale costs one answer, never a row.

Error = something was refused. Warning = everything was kept, but somebody should look.
"""

from dataclasses import dataclass
from typing import Literal

Refuses = Literal["file", "row", "answer", "nothing"]
Scope = Literal["programme", "file", "column", "row", "cell"]


@dataclass(frozen=True)
class Check:
    """A check. Its sentences stand in the catalogue at `checks.<code>`; `scope` is where it points."""

    code: str
    refuses: Refuses
    scope: Scope

    @property
    def severity(self) -> Literal["error", "warning"]:
        """`error` if it refuses something."""
        return "warning" if self.refuses == "nothing" else "error"


_ALL = (
    Check("file_missing", "file", "programme"),
    Check("file_unreadable", "file", "file"),
    Check("file_empty", "file", "file"),
    Check("file_truncated", "file", "file"),
    Check("file_protected", "file", "file"),
    Check("file_wrong_type", "file", "file"),
    Check("file_of_two_sources", "file", "file"),
    Check("sheet_missing", "file", "file"),
    Check("column_missing", "file", "file"),
    Check("heading_twice", "file", "column"),
    Check("categories_too_many", "file", "column"),
    Check("file_mixed_encoding", "file", "file"),
    Check("register_without_rows", "file", "file"),
    Check("file_without_rows", "nothing", "file"),
    Check("file_unknown", "nothing", "file"),
    Check("column_twice", "answer", "column"),
    Check("item_without_column", "nothing", "file"),
    Check("heading_nearly_item", "nothing", "column"),
    Check("item_not_asked", "answer", "column"),
    Check("heading_not_a_session", "answer", "column"),
    Check("session_column_twice", "answer", "column"),
    Check("row_too_long", "row", "row"),
    Check("row_too_short", "nothing", "row"),
    Check("value_missing", "row", "cell"),
    Check("value_unreadable", "answer", "cell"),
    Check("value_needed_unreadable", "row", "cell"),
    Check("category_unknown", "answer", "cell"),
    Check("category_needed_unknown", "row", "cell"),
    Check("key_twice", "row", "row"),
    Check("partnership_in_two_trajectories", "row", "row"),
    Check("partnership_unknown", "answer", "cell"),
    Check("partnership_needed_unknown", "row", "cell"),
    Check("partnership_of_two_trajectories", "nothing", "programme"),
    Check("partnership_small", "nothing", "programme"),
    Check("school_unknown", "answer", "cell"),
    Check("leader_unknown", "row", "cell"),
    Check("leader_without_trajectory", "row", "row"),
    Check("row_of_another_trajectory", "row", "row"),
    Check("wave_wrong", "file", "file"),
    Check("answers_all_refused", "file", "file"),
    Check("sheet_not_read", "nothing", "file"),
    Check("formula_read", "nothing", "column"),
    Check("formula_without_value", "answer", "column"),
    Check("session_unknown", "row", "cell"),
    Check("wave_unknown", "row", "cell"),
    Check("postcode_unknown", "nothing", "cell"),
    Check("postcode_old", "nothing", "cell"),
    Check("date_outside_programme", "nothing", "cell"),
    Check("stay_reversed", "answer", "cell"),
    Check("respondent_twice", "nothing", "cell"),
    Check("answered_twice", "row", "row"),
    Check("code_outside_scale", "answer", "cell"),
    Check("label_unknown", "answer", "cell"),
    Check("mark_unknown", "answer", "cell"),
    Check("mark_needed_unknown", "row", "cell"),
    Check("session_ambiguous", "answer", "cell"),
    Check("mark_without_session", "answer", "cell"),
    Check("attendance_outside_stay", "answer", "cell"),
    Check("attendance_row_outside_stay", "row", "row"),
    Check("attendance_twice", "answer", "cell"),
    Check("attendance_row_twice", "row", "row"),
    Check("reference_column_missing", "file", "file"),
    Check("reference_missing", "row", "cell"),
    Check("reference_indicator_unknown", "row", "cell"),
    Check("reference_wave_unknown", "row", "cell"),
    Check("reference_statistic_unknown", "row", "cell"),
    Check("reference_unreadable", "row", "cell"),
    Check("reference_outside_scale", "row", "cell"),
    Check("reference_twice", "row", "row"),
)
CHECKS: dict[str, Check] = {check.code: check for check in _ALL}
