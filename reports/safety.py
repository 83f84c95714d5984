"""Keeps a spreadsheet from running what somebody typed into a raw file."""

_FORMULA_STARTS = ("=", "+", "@", "\t", "\r")


def disarm(text: str) -> str:
    """`text` so that a spreadsheet reads it as text: an apostrophe before what would be a formula."""
    # A minus is left alone when a figure follows: "-0,4" is data, "-cmd|…" is not.
    is_formula = text.startswith(_FORMULA_STARTS) and not text[1:2].isdigit()
    is_command = text.startswith("-") and text[1:2].isalpha()
    return f"'{text}" if is_formula or is_command else text
