"""Sentences about differences, by rules: a share of nothing is never told as "no difference"."""

from collections.abc import Mapping, Sequence

from texts import Texts
from texts.numbers import Kind, write_value
from ui.page import Page
from ui.present.differences import name_units
from ui.present.missing_models import NO_ROW, note_row
from ui.present.scene import Row, is_shown
from ui.present.sentences import join_names, join_sentences
from ui.sentences import tell_people

SHARES = ("share_partnership", "share_trajectory", "share_leader")
_NOTHING = 0.005
"""Below this a share is written as 0 %."""


def round_shares(shares: Sequence[float]) -> list[float]:
    """Shares in whole percents that together make 100: what is left goes to the largest remainders."""
    floors = [int(share * 100 + 1e-9) for share in shares]
    left = round(sum(shares) * 100) - sum(floors)
    by_remainder = sorted(range(len(shares)), key=lambda place: floors[place] - shares[place] * 100)
    return [(floor + (place in by_remainder[:left])) / 100 for place, floor in enumerate(floors)]


def say_split(page: Page, terms: Mapping[str, Row], *, subject: str) -> str:
    """Which part of the differences lies where, what is not sure, and of how many people it is."""
    rows = {name: terms.get(name, NO_ROW) for name in SHARES}
    if not is_shown(rows["share_partnership"]):
        return note_row(rows["share_partnership"], texts=page.texts)
    units, texts = name_units(page), page.texts
    known = {name: row for name, row in rows.items() if is_shown(row)}
    told = dict(zip(known, round_shares([row["value"] for row in known.values()]), strict=True))
    parts = {name: say_share(told[name], row, texts=texts) for name, row in known.items()}
    levels = "three" if "share_trajectory" in known else "two"
    split = texts(f"differences.split_{levels}", subject=subject, **parts, **units)
    base = say_base(page, rows["share_partnership"])
    return join_sentences(split, _say_unsure(known, units=units, texts=texts), base)


def say_share(share: float, row: Row, *, texts: Texts) -> str:
    """`25 % (14 – 37 %)`: a share with its interval; `0 % (0 – 6 %)` for none."""
    if row["low"] is None or row["high"] is None:
        return texts.percent(share)
    low = texts.number(row["low"] * 100)
    interval = texts("differences.between", low=low, high=texts.percent(row["high"]))
    return f"{texts.percent(share)} ({interval})"


def say_base(page: Page, row: Row) -> str:
    """`Dit gaat over 346 schoolleiders uit 84 samenwerkingsverbanden.`"""
    people = tell_people(row["n"], programme=page.programme, texts=page.texts)
    unit = page.programme.units.partnership
    count = row["n_partnerships"]
    word = (unit.one if count == 1 else unit.many).in_language(page.language)
    return page.texts("differences.base", people=people, groups=f"{page.texts.number(count)} {word}")


def say_range(page: Page, terms: Mapping[str, Row], *, change: bool, ends: tuple[float, float]) -> str:
    """Where most partnerships are expected; that it can be one place; and why there is no rank."""
    texts, units = page.texts, name_units(page)
    span, spread = terms.get("range_partnership", NO_ROW), terms.get("tau_partnership", NO_ROW)
    if not is_shown(span):
        return note_row(span, texts=texts)
    numbers = {name: _write(span[name], change=change, texts=texts) for name in ("value", "low", "high")}
    scale = {"scale_low": texts.number(ends[0]), "scale_high": texts.number(ends[1])}
    if numbers["low"] == numbers["high"]:
        highest = texts.number(spread["high"] or 0.0, 2)
        said = texts("differences.range_point", value=numbers["value"], highest=highest, **units)
    else:
        kind = "change" if change else "level"
        said = texts(f"differences.range_{kind}", **numbers, **scale, **units)
    return join_sentences(said, _say_chance(terms, units=units, texts=texts))


def say_trajectories(page: Page, named: Sequence[tuple[str, Row]], whole: Row, *, change: bool) -> str:
    """Between which values the trajectories lie, beside the whole programme, and that it is no rank."""
    texts, units = page.texts, name_units(page)
    shown = [row for _, row in named if is_shown(row)]
    hidden = len(named) - len(shown)
    kind: Kind = "difference" if change else "level"
    total = write_value(whole, kind=kind, texts=texts, spelled=True) if is_shown(whole) else None
    ends = sorted(shown, key=lambda row: float(row["value"]))
    low, high = (write_value(end, kind=kind, texts=texts, spelled=True) for end in (ends[0], ends[-1]))
    if len(shown) == 1:
        said = texts("differences.trajectories_one", name=named[_first_shown(named)][0], value=low)
    elif low == high:
        said = texts("differences.trajectories_equal", value=low, **units)
    else:
        said = texts("differences.trajectories_range", low=low, high=high, **units)
    beside = "" if total is None else texts("differences.beside_whole", value=total)
    order = "" if len(shown) == 1 else texts(f"differences.{_name_overlap(shown)}", **units)
    left = texts.count("results.hidden_rows", hidden) if hidden else ""
    return join_sentences(said, beside, order, left)


def say_scales(page: Page, named: Sequence[tuple[str, Mapping[str, Row]]]) -> str:
    """Over all scales: from which to which share lies between partnerships, and between trajectories."""
    texts, units = page.texts, name_units(page)
    said = [
        _say_span([(label, terms.get(f"share_{level}", NO_ROW)) for label, terms in named], level, page=page)
        for level in ("partnership", "trajectory")
    ]
    if not any(said):
        return texts("differences.scales_nothing", **units)
    hidden = sum(not is_shown(terms.get("share_partnership", NO_ROW)) for _, terms in named)
    return join_sentences(*said, texts.count("results.hidden_rows", hidden) if hidden else "")


def _say_span(named: Sequence[tuple[str, Row]], level: str, *, page: Page) -> str:
    shown = sorted((pair for pair in named if is_shown(pair[1])), key=lambda pair: float(pair[1]["value"]))
    if not shown:
        return ""
    unit = {"partnership": "partnerships", "trajectory": "trajectories"}[level]
    (first, lowest), (last, highest) = shown[0], shown[-1]
    low, high = (say_share(row["value"], row, texts=page.texts) for row in (lowest, highest))
    units = name_units(page)[unit]
    if page.texts.percent(lowest["value"]) == page.texts.percent(highest["value"]):
        return page.texts("differences.scales_equal", share=low, units=units)
    return page.texts("differences.scales_range", first=first, last=last, units=units, low=low, high=high)


def _say_unsure(known: Mapping[str, Row], *, units: dict[str, str], texts: Texts) -> str:
    names = {"share_partnership": units["partnerships"], "share_trajectory": units["trajectories"]}
    unsure = [
        word for name, word in names.items() if name in known and (known[name]["low"] or 0.0) < _NOTHING
    ]
    return texts("differences.unsure", names=join_names(unsure, texts=texts)) if unsure else ""


def _say_chance(terms: Mapping[str, Row], *, units: dict[str, str], texts: Texts) -> str:
    row = terms.get("reliability_partnership", NO_ROW)
    return (
        texts("differences.chance", share=texts.percent(1 - row["value"]), **units) if is_shown(row) else ""
    )


def _write(value: float, *, change: bool, texts: Texts) -> str:
    return texts.signed(value) if change else texts.number(value, 1)


def _first_shown(named: Sequence[tuple[str, Row]]) -> int:
    return next(place for place, (_, row) in enumerate(named) if is_shown(row))


def _name_overlap(shown: Sequence[Row]) -> str:
    """Whether all intervals have a value in common; unknown where one has none."""
    bounded = [(row["low"], row["high"]) for row in shown if row["low"] is not None]
    if len(bounded) < len(shown):
        return "no_rank"
    return (
        "overlap_all"
        if max(low for low, _ in bounded) <= min(high for _, high in bounded)
        else "overlap_some"
    )
