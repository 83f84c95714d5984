"""How people are protected: the policy in plain words, and what the audit of this release found."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from schemas.release import CELL_KINDS, TOTAL
from ui.labels import DimensionName, find_dimension, start_upper
from ui.page import Page
from ui.present.codebook import name_wave
from ui.present.statements import SHOWN
from ui.remember import remembered

WITHHELD = "withheld"
_DIMENSIONS: tuple[DimensionName, ...] = ("level", "region")
_FOUND = frozenset({"k", "smallest_group", "narrowest_points", "certain", "groups", "bases", "passed"})
"""What a release says that was audited: one from before says less."""
_ALWAYS = ("privacy_persons", "privacy_reach", "privacy_comments", "privacy_release")
_AUDITED = (
    "privacy_k",
    "privacy_rounding",
    "privacy_coding",
    "privacy_where",
    "privacy_pools",
    "privacy_waves",
)


def is_audited(page: Page) -> bool:
    """Whether the release tells what can be worked out from all of it together."""
    return page.store.info.audit.keys() >= _FOUND


@remembered
def tell_policy(page: Page) -> str:
    """The rules behind this release, as a list: only those that it was audited for, if it was."""
    texts, info = page.texts, page.store.info
    words = {**_name_units(page), "k": texts.number(info.policy["k"])}
    words["wide"] = texts.number(info.policy["k_distribution"])
    middle = _AUDITED if is_audited(page) else ("privacy_people", "privacy_distribution")
    names = (_ALWAYS[0], *middle, *_ALWAYS[1:])
    lines = [texts(f"about.{name}", **words) for name in names]
    lines.append(texts("about.privacy_policy", version=info.policy_version))
    return "\n".join(f"- {line}" for line in lines)


@remembered
def tell_audit(page: Page) -> str:
    """What was found when the whole release was worked through; that it was not, where it was not."""
    texts, audit = page.texts, page.store.info.audit
    if not is_audited(page):
        return texts("about.audit_none")
    verdict = texts(f"about.audit_{'passed' if audit['passed'] else 'failed'}")
    lines = [_say_smallest(page, audit), _say_narrowest(page, audit), _say_certain(page, audit)]
    listed = "\n".join(f"- {line}" for line in lines if line)
    return f"{verdict}\n\n{listed}\n\n{texts('about.audit_limits')}"


@remembered
def tabulate_stated(page: Page) -> pl.DataFrame:
    """Figures shown and not shown by kind of group; without rows where the release does not say."""
    counts: Mapping[str, Mapping[str, int]] = page.store.info.audit.get("by_kind", {})
    rows = [
        (_name_kind(page, kind), found.get(SHOWN, 0), found.get(WITHHELD, 0), _count_rest(found))
        for kind, found in _in_order(counts)
    ]
    heads = [
        page.texts(f"about.column_{name}") for name in ("kind_of_group", "shown", "withheld", "no_figure")
    ]
    schema = dict(zip(heads, (pl.String, pl.Int64, pl.Int64, pl.Int64), strict=True))
    return pl.DataFrame(rows, schema=schema, orient="row")


@remembered
def tabulate_coverage(page: Page) -> pl.DataFrame:
    """Of those who answered at each moment, which part is in a group that is shown, in percent."""
    shares: Mapping[str, Mapping[str, float]] = page.store.info.audit.get("coverage", {})
    waves = [w for w in _list_waves(page) if any(w in found for found in shares.values())]
    first = page.texts("about.column_kind_of_group")
    columns: dict[str, Any] = {first: [_name_kind(page, kind) for kind, _ in _in_order(shares)]}
    for wave in waves:
        name = start_upper(name_wave(wave, programme=page.programme, texts=page.texts))
        columns[f"{name} (%)"] = pl.Series(
            [_percent(found.get(wave)) for _, found in _in_order(shares)], dtype=pl.Int64
        )
    return pl.DataFrame(columns, schema_overrides={first: pl.String})


def _say_smallest(page: Page, audit: Mapping[str, Any]) -> str:
    texts = page.texts
    k = texts.number(audit["k"])
    if audit["smallest_group"] is None:
        return texts("about.audit_no_group", bases=texts.number(audit["bases"]))
    name = "smallest" if audit["smallest_group"] >= audit["k"] else "too_small"
    smallest = texts.number(audit["smallest_group"])
    return texts(f"about.audit_{name}", k=k, n=smallest, bases=texts.number(audit["bases"]))


def _say_narrowest(page: Page, audit: Mapping[str, Any]) -> str:
    if audit["narrowest_points"] is None:
        return ""
    texts = page.texts
    points = texts.number(audit["narrowest_points"], 1)
    groups = texts.number(audit["groups"])
    return texts("about.audit_narrowest", groups=groups, k=texts.number(audit["k"]), points=points)


def _say_certain(page: Page, audit: Mapping[str, Any]) -> str:
    texts, certain = page.texts, audit["certain"]
    return texts.count("about.audit_certain", certain) if certain else texts("about.audit_uncertain")


def _count_rest(found: Mapping[str, int]) -> int:
    return sum(n for status, n in found.items() if status not in (SHOWN, WITHHELD))


def _percent(share: float | None) -> int | None:
    """Down, so that no more is promised than there is."""
    return None if share is None else int(share * 100 + 1e-9)


def _in_order(by_kind: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The kinds from wide to narrow, as the release's schema lists them."""
    return sorted(by_kind.items(), key=lambda pair: (pair[0] not in CELL_KINDS, _place(pair[0])))


def _place(kind: str) -> int:
    return CELL_KINDS.index(kind) if kind in CELL_KINDS else len(CELL_KINDS)


def _list_waves(page: Page) -> list[str]:
    programme = page.programme
    return [wave.id for wave in programme.waves] + [contrast.id for contrast in programme.contrasts]


def _name_kind(page: Page, kind: str) -> str:
    """`Traject × niveau`; what the programme has no word for keeps its id."""
    if kind == TOTAL:
        return start_upper(page.texts("frame.whole_programme"))
    words = _name_units(page)
    return start_upper(" × ".join(words.get(part, part) for part in kind.split("_")))


def _name_units(page: Page) -> dict[str, str]:
    units, language = page.programme.units, page.language
    names = {
        "trajectory": units.trajectory.one.in_language(language),
        "partnership": units.partnership.one.in_language(language),
        "partnerships": units.partnership.many.in_language(language),
    }
    for dimension in _DIMENSIONS:
        label = find_dimension(programme=page.programme, name=dimension).label
        names[dimension] = label.one.in_language(language)
    return names
