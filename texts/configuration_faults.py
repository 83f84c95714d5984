"""Turns faults in a configuration into Dutch sentences: the file, the key, what was expected."""

import re
from collections.abc import Sequence

from pydantic_core import ErrorDetails

from texts.catalogue import texts_in

_POSITION = re.compile(r"at line (\d+), column (\d+)")
_PREFIX = "checks.config."
# Pydantic's error types that have a sentence of their own; the rest share one.
_TYPES = {
    "missing": "key_missing",
    "extra_forbidden": "key_unknown",
    "string_type": "not_text",
    "string_too_short": "empty",
    "string_pattern_mismatch": "not_a_slug",
    "string_too_long": "not_a_slug",
    "literal_error": "not_one_of",
    "int_type": "not_whole",
    "int_parsing": "not_whole",
    "int_from_float": "not_whole",
    "float_type": "not_number",
    "float_parsing": "not_number",
    "bool_type": "not_boolean",
    "bool_parsing": "not_boolean",
    "date_type": "not_date",
    "date_parsing": "not_date",
    "date_from_datetime_parsing": "not_date",
    "tuple_type": "not_list",
    "dict_type": "not_table",
    "model_type": "not_table",
    "model_attributes_type": "not_table",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_large",
}


def say(sentence: str, /, **values: object) -> str:
    """The Dutch sentence at `checks.config.<sentence>`."""
    return texts_in("nl")(_PREFIX + sentence, **values)


def describe_syntax(message: str, *, file: str) -> str:
    """A fault against TOML as a sentence with line and character, from the parser's message."""
    position = _POSITION.search(message)
    if position is None:
        return say("syntax_end", file=file)
    return say("syntax", file=file, line=position.group(1), character=position.group(2))


def describe_error(error: ErrorDetails, *, file: str) -> str:
    """One pydantic error as a sentence that names file and key."""
    key = _write_key(error["loc"])
    if error["type"] == "value_error":
        return _describe_name(str(error.get("ctx", {}).get("error", "")), file=file, key=key)
    expected = {name: value for name, value in error.get("ctx", {}).items() if name != "error"}
    return say(
        _TYPES.get(error["type"], "other"), file=file, key=key, given=_quote(error), **_expect(expected)
    )


def _expect(context: dict[str, object]) -> dict[str, object]:
    limit = context.get("ge", context.get("le", ""))
    return {"expected": str(context.get("expected", "")).replace(" or ", " of "), "limit": limit}


def _quote(error: ErrorDetails) -> str:
    given = error.get("input")
    return str(given)[:40] if isinstance(given, str | int | float | bool) else ""


def _write_key(location: Sequence[str | int]) -> str:
    """`items[3].wording.nl`: positions as the reader counts them, from 1."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location]
    return "".join(parts).lstrip(".")


def _describe_name(message: str, *, file: str, key: str) -> str:
    """The codebook's own faults come as `key|list|name`: a name that its list does not have."""
    parts = message.split("|")
    if len(parts) != 3:
        return say("other", file=file, key=key or "-", given="", expected=message, limit="")
    where, known, name = parts
    if name == "None":
        return say("key_missing", file=file, key=where, given="", expected="", limit="")
    return say("name_not_listed", file=file, key=where, name=name, list=known)
