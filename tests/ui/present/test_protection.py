"""The policy and the audit in words: never more than the release says of itself."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.builders.release import make_audit, make_tables, write_release
from texts import texts_in
from texts.catalogue import Language
from ui.address import Selection
from ui.cells import TOTAL_CELL
from ui.page import Page
from ui.present.protection import is_audited, tabulate_coverage, tabulate_stated, tell_audit, tell_policy
from ui.store import Store
from ui.viewer import DEMO

NL = texts_in("nl")


def _open(tmp_path: Path, *, audit: dict[str, Any], language: Language = "nl") -> Page:
    tables = make_tables()
    tables["release"] = tables["release"].with_columns(audit=pl.lit(json.dumps(audit)))
    store = Store(path=write_release(tmp_path / "proef", tables), viewer=DEMO)
    return Page(
        name="about",
        store=store,
        texts=texts_in(language),
        cell=TOTAL_CELL,
        selection=Selection(),
        dark=False,
    )


def _without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in make_audit().items() if name not in names}


def test_audit_when_it_passed_then_says_what_nobody_can_compute(tmp_path: Path) -> None:
    said = tell_audit(_open(tmp_path, audit=make_audit()))

    assert "**geslaagd**" in said
    assert "kan niemand het gemiddelde van een groep van minder dan 5 mensen berekenen" in said
    assert "minstens 1,0 schaalpunt" in said
    assert NL("about.audit_uncertain") in said


@pytest.mark.parametrize("missing", ["passed", "smallest_group", "narrowest_points", "certain", "bases"])
def test_audit_when_the_release_lacks_a_finding_then_says_that_it_was_not_audited(
    tmp_path: Path, missing: str
) -> None:
    page = _open(tmp_path, audit=_without(missing))

    assert not is_audited(page)
    assert tell_audit(page) == NL("about.audit_none")
    assert "af te zonderen" not in tell_policy(page)
    assert "minstens **5 mensen**" in tell_policy(page)


def test_audit_when_it_failed_then_says_so_and_promises_nothing(tmp_path: Path) -> None:
    audit = {**make_audit(), "passed": False, "smallest_group": 3, "certain": 2}
    said = tell_audit(_open(tmp_path, audit=audit))

    assert "**niet geslaagd**" in said
    assert "kan niemand" not in said
    assert "een groep van 3 mensen af te zonderen: minder dan 5" in said
    assert "In 2 gevallen staat vast" in said


def test_policy_when_audited_then_tells_every_rule_with_its_numbers(tmp_path: Path) -> None:
    said = tell_policy(_open(tmp_path, audit=make_audit()))

    for words in (
        "minder dan **5 mensen**",
        "≤\u00a01,5",
        ">\u00a095\u00a0%",
        "vanaf 10 mensen",
        "beide keren",
    ):
        assert words in said


def test_stated_when_the_release_counts_then_names_each_kind_from_wide_to_narrow(tmp_path: Path) -> None:
    table = tabulate_stated(_open(tmp_path, audit=make_audit()))

    assert table.rows() == [
        ("Het hele programma", 200, 0, 10),
        ("Traject × niveau", 90, 30, 0),
        ("Samenwerkingsverband", 60, 40, 0),
    ]


def test_coverage_when_a_share_is_told_then_it_is_rounded_down(tmp_path: Path) -> None:
    audit = {**make_audit(), "coverage": {"partnership": {"end": 0.809}, "total": {"begin": 1.0, "end": 1.0}}}
    table = tabulate_coverage(_open(tmp_path, audit=audit))

    assert table.rows() == [("Het hele programma", 100, 100), ("Samenwerkingsverband", None, 80)]


@pytest.mark.parametrize("present", [tabulate_stated, tabulate_coverage])
def test_tables_when_the_release_says_nothing_then_have_no_rows(tmp_path: Path, present: Any) -> None:
    assert present(_open(tmp_path, audit=_without("by_kind", "coverage"))).is_empty()


def test_protection_when_english_then_is_english(tmp_path: Path) -> None:
    page = _open(tmp_path, audit=make_audit(), language="en")

    assert "nobody can compute the mean of a group of fewer than 5 people" in tell_audit(page)
    assert tabulate_stated(page).columns == ["Kind of group", "Shown", "Not shown", "No figure"]
