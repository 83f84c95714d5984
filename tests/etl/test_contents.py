import json
from datetime import date
from functools import cache

import polars as pl

from etl.contents import WORKBOOK, audit_statements, identify_contents, make_contents
from etl.disclosure.policy import load_policy
from etl.publishing import begin_past
from schemas.release import TABLES
from tests.builders.questionnaire import make_configuration
from tests.builders.warehouse import make_warehouse


@cache
def _make() -> dict[str, pl.DataFrame]:
    tables = make_warehouse(leaders=60)
    return make_contents(
        tables,
        configuration=make_configuration(),
        policy=load_policy(),
        past=begin_past(tables, today=date(2026, 1, 1)),
        report=lambda _key, _share: None,
    ).tables


def test_contents_are_every_table_of_a_release_but_its_own_row():
    contents = _make()

    assert contents.keys() == TABLES.keys() - {"release"}
    for name, frame in contents.items():
        TABLES[name].validate(frame)
    assert contents["documents"]["name"].to_list() == [WORKBOOK]


def test_contents_show_no_number_of_fewer_people_than_the_policy_allows():
    statements, policy = _make()["statements"], load_policy()
    counted = pl.col("statistic").is_in(["count", "rate"])

    shown = statements.filter(pl.col("status") == "shown")

    assert shown.height > 500
    assert shown.filter(~counted)["n"].min() >= policy.k
    assert shown.filter(pl.col("statistic").str.starts_with("share_"))["n"].min() >= policy.k_distribution
    hidden = statements.filter(pl.col("status") != "shown")
    assert hidden.select("value", "low", "high", "n").null_count().row(0) == (hidden.height,) * 4


def test_audit_counts_every_statement_once():
    contents = _make()

    audit = json.loads(audit_statements(contents, content_sha256="x"))

    assert audit["statements"] == sum(audit["by_status"].values()) == contents["statements"].height
    assert sum(n for kind in audit["by_kind"].values() for n in kind.values()) == audit["statements"]
    assert audit["content_sha256"] == "x"


def test_identity_sees_each_table_and_text_but_not_the_workbook():
    contents = _make()
    identity = identify_contents(contents, also=("programme",))
    moved = {**contents, "reach": contents["reach"].with_columns(value=pl.col("value") + 1)}
    redone = {**contents, "documents": contents["documents"].with_columns(content=pl.lit(b"later"))}

    assert identify_contents(moved, also=("programme",)) != identity
    assert identify_contents(contents, also=("other",)) != identity
    assert identify_contents(redone, also=("programme",)) == identity
