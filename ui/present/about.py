"""What stands behind the figures: policy in words, terms, yardsticks, the release."""

import polars as pl

from texts import Texts
from ui.page import Page
from ui.present.statements import SHOWN
from ui.remember import remembered

TERMS = (
    "wave",
    "bsa",
    "kirkpatrick",
    "paired",
    "perceived",
    "then",
    "interval",
    "n",
    "top2",
    "nps",
    "d_av",
    "cr2",
    "p_adjusted",
    "tau",
    "plausible",
    "within_between",
    "weights",
    "r_indicator",
    "raked",
    "dose",
    "withheld",
)
STEPS = range(1, 7)


@remembered
def tell_method(page: Page) -> str:
    """The steps from raw file to release, as a numbered list."""
    quality = page.texts("quality.menu")
    return "\n".join(f"{n}. {page.texts(f'about.method_{n}', quality=quality)}" for n in STEPS)


def tabulate_terms(texts: Texts) -> pl.DataFrame:
    """The glossary."""
    return pl.DataFrame(
        {
            texts("about.column_term"): [texts(f"about.term_{term}") for term in TERMS],
            texts("about.column_meaning"): [texts(f"about.meaning_{term}") for term in TERMS],
        }
    )


@remembered
def list_yardsticks(page: Page) -> str:
    """The recommendations behind the yardsticks, with their source, as a list."""
    lines = [
        f"- {y.recommendation.in_language(page.language)} ({y.source})" for y in page.programme.yardsticks
    ]
    return "\n".join(lines)


@remembered
def tabulate_release(page: Page) -> pl.DataFrame:
    """What this release is, a fact a row."""
    info, texts = page.store.info, page.texts
    counts = info.audit.get("by_status", {})
    facts = {
        "release_id": info.release_id,
        "release_made": texts.date(info.made_at.date()),
        "release_data": texts("about.release_synthetic" if info.synthetic else "about.release_real"),
        "release_policy": info.policy_version,
        "release_shown": texts.number(counts.get(SHOWN, 0)),
        "release_withheld": texts.number(counts.get("withheld", 0)),
        "release_input": info.input_sha256,
        "release_statements": info.statements_sha256,
    }
    return pl.DataFrame(
        {
            texts("about.column_fact"): [texts(f"about.{name}") for name in facts],
            texts("about.column_is"): list(facts.values()),
        }
    )


@remembered
def list_credits(page: Page) -> str:
    """Whom the figures and the map are owed to, as a list."""
    outlines = page.store.regions()[f"credit_{page.language}"].unique(maintain_order=True)
    given = [credit.in_language(page.language) for credit in page.programme.credits]
    return "\n".join(f"- {credit}" for credit in (*given, *outlines))
