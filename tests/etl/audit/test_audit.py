"""The audit passes what is safe, and catches each thing that is not: one positive control a guard."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from etl.audit import audit
from etl.audit.audit import Past, audit_contents
from etl.audit.units import Unit
from etl.disclosure.policy import load_policy
from tests.builders.audited import Published, list_codes, publish
from tests.builders.questionnaire import make_configuration

SHOWN = pl.col("status") == "shown"


@pytest.fixture(scope="module")
def published() -> Published:
    return publish()


def _pick(published: Published, *, statistic: str, where: pl.Expr = pl.lit(value=True)) -> pl.DataFrame:
    """The statements of one indicator, and a mark on the first of `statistic` that is shown."""
    rows = published.statements.with_row_index("row")
    chosen = rows.filter(SHOWN & (pl.col("statistic") == statistic) & where)
    assert chosen.height
    first = chosen.row(0, named=True)
    own = rows.filter(pl.col("indicator_id") == first["indicator_id"])
    return own.with_columns(picked=pl.col("row") == first["row"]).drop("row")


def _change(rows: pl.DataFrame, **values: pl.Expr) -> pl.DataFrame:
    changed = [pl.when("picked").then(expr).otherwise(name).alias(name) for name, expr in values.items()]
    return rows.with_columns(changed).drop("picked")


def test_audit_of_an_untouched_release_passes(published):
    audit = published.audit()

    assert audit.passed, audit.problems[:5]
    assert audit.smallest_group >= audit.k == 5
    assert audit.narrowest_points >= 1
    assert audit.certain == 0
    assert audit.groups > 1000
    assert audit.bases > 20
    assert 0 < audit.coverage["level"]["end"] <= audit.coverage["total"]["end"] == 1


def test_audit_counts_every_shown_and_withheld_statement(published):
    audit = published.audit()

    for status, counts in (("shown", audit.shown), ("withheld", audit.withheld)):
        counted = sum(n for by_wave in counts.values() for n in by_wave.values())
        assert counted == published.statements.filter(pl.col("status") == status).height > 100


def test_audit_as_json_has_the_keys_that_a_page_reads(published):
    own = published.statements.filter(indicator_id=pl.lit("learned"))

    told = published.audit(own).to_json()

    assert {"k", "smallest_group", "narrowest_points", "certain", "groups", "bases", "passed"} <= told.keys()
    assert told["passed"] is True
    assert told["problems"] == []


def test_threshold_alone_fails_the_audit(published):
    rows = published.protect_by_threshold().filter(pl.col("indicator_id").is_in(["feedback", "learned"]))

    audit = published.audit(rows)

    assert {"separable", "value"} <= list_codes(audit)
    assert 0 < audit.smallest_group < audit.k


def test_each_own_cell_that_membership_refused_fails_the_audit_when_it_is_added_back(published):
    log = published.prepared.offers.log.filter(group=pl.lit("end"))
    own = published.made.tables["cells"].filter(pl.col("members").is_null())["cell_id"]
    chosen = [cell.cell_id for cell in published.prepared.offers.by_name["end"]]
    refused = log.filter((pl.col("reason") == "refused") & pl.col("cell_id").is_in(own.implode()))["cell_id"]
    true = published.list_true().filter(
        indicator_id=pl.lit("learned"), wave=pl.lit("end"), statistic=pl.lit("mean")
    )
    shown = true.with_columns(coded=pl.lit(0, dtype=pl.Int64))

    safe = shown.filter(pl.col("cell_id").is_in(chosen))
    assert "separable" not in list_codes(published.audit(safe))
    assert refused.len() > 2
    for cell in refused:
        added = shown.filter(pl.col("cell_id").is_in([*chosen, cell]))
        assert added.height == safe.height + 1
        assert "separable" in list_codes(published.audit(added)), cell


def test_mean_with_all_its_digits_fails_the_audit(published):
    rows = _pick(published, statistic="mean", where=pl.col("coded") == 0)

    audit = published.audit(_change(rows, value=pl.col("value") + 0.0123))

    assert list_codes(audit) == {"value"}


def test_coded_share_with_its_number_fails_the_audit(published):
    is_share = pl.col("statistic").str.starts_with("share_")
    rows = published.statements.filter(SHOWN & is_share & (pl.col("coded") == -1))
    name = rows["statistic"][0]
    picked = _pick(published, statistic=name, where=pl.col("coded") == -1)

    audit = published.audit(_change(picked, value=pl.lit(0.02), coded=pl.lit(0)))

    assert "value" in list_codes(audit)


@pytest.mark.parametrize("moved", [-1, 1])
def test_wrong_number_of_people_fails_the_audit(published, moved):
    rows = _pick(published, statistic="mean")

    assert "n" in list_codes(published.audit(_change(rows, n=pl.col("n") + moved)))


def test_bounds_of_a_coded_number_fail_the_audit(published):
    rows = _pick(published, statistic="share_1", where=pl.col("coded") != 0)

    assert "interval" in list_codes(published.audit(_change(rows, low=pl.lit(1.0), high=pl.lit(2.0))))


def test_number_left_in_a_withheld_statement_fails_the_audit(published):
    rows = published.statements.filter(indicator_id=pl.lit("learned")).with_row_index("row")
    first = rows.filter(pl.col("status") == "withheld")["row"][0]
    left = rows.with_columns(picked=pl.col("row") == first).drop("row")

    assert list_codes(published.audit(_change(left, n=pl.lit(7)))) == {"leak"}


def test_distribution_in_a_pair_of_dimensions_fails_the_audit(published):
    true = published.list_true()
    kinds = published.made.tables["cells"].filter(kind=pl.lit("level_region"))["cell_id"]
    row = true.filter(
        (pl.col("statistic") == "mean")
        & pl.col("indicator_id").str.starts_with("learned_")
        & pl.col("cell_id").is_in(kinds.implode())
        & (pl.col("n") > 9)
    )
    moved = row.head(1).with_columns(statistic=pl.lit("share_1"), coded=pl.lit(0, dtype=pl.Int64))

    assert "place" in list_codes(published.audit(moved))


def test_cell_of_a_wave_that_was_open_fails_the_audit(published):
    rows = published.statements.filter(indicator_id=pl.lit("learned"))
    contents = {**published.made.tables, "statements": rows}

    audit = audit_contents(
        contents,
        published.tables,
        programme=make_configuration().programme,
        policy=load_policy(),
        today=date(2023, 6, 1),
    )

    assert "open" in list_codes(audit)


def test_distribution_told_to_the_last_answer_fails_the_audit(published):
    """Nine of ten gave one answer: a number that is not coded says that somebody gave another."""
    rows = published.list_true().filter(
        SHOWN & (pl.col("indicator_id") == "feedback_1") & (pl.col("wave") == "followup")
    )
    told = rows.filter(pl.col("n") >= 5).with_columns(coded=pl.lit(0, dtype=pl.Int64))

    assert {"separable", "certain", "narrow"} & list_codes(published.audit(told))


def test_number_that_an_earlier_release_told_of_the_same_answers_is_looked_at_too(published):
    """What goes round about four people closes them, whatever this release withholds."""
    tables, ledger = published.tables, published.made.past.ledger
    answered = tables["responses"].filter(item_id=pl.lit("changed"), wave=pl.lit("end"))
    own = answered.sort("leader_id").head(4)
    mean = float(own["value"].mean())
    numbers = [ledger.names.index(name) for name in own["leader_id"]]
    told = {
        "indicator_id": "changed", "moments": "end", "people": sorted(numbers),
        "reading": "mean@end", "least": mean - 0.05, "most": mean + 0.05,
    }  # fmt: skip
    more = pl.DataFrame([told], schema=ledger.stated.schema)
    wrong = more.with_columns(least=pl.lit(mean + 0.4), most=pl.lit(mean + 0.5))

    def audit(stated: pl.DataFrame) -> set[str]:
        past = Past(ledger=replace(ledger, stated=pl.concat([ledger.stated, stated])))
        rows = published.statements.filter(indicator_id=pl.lit("changed"))
        return list_codes(replace(published, past=past).audit(rows))

    assert audit(more.clear()) == set()
    assert "certain" in audit(more)
    assert audit(wrong) == set()


def test_change_that_an_earlier_release_told_binds_both_its_moments(published, monkeypatch):
    """Told of eight people who still have these answers; a change that is no longer theirs tells nothing."""
    tables, ledger = published.tables, published.made.past.ledger
    given = tables["responses"].filter(item_id=pl.lit("feedback_1"))
    waves = ("begin", "end", "then")
    paired = (
        given.pivot("wave", index="leader_id", values="value").drop_nulls(waves).sort("leader_id").head(8)
    )
    change = float((paired["end"] - paired["begin"]).mean())
    told = {
        "indicator_id": "feedback_1", "moments": "begin+end+then",
        "people": sorted(ledger.names.index(name) for name in paired["leader_id"]),
        "reading": "change@begin-end", "least": change - 0.05, "most": change + 0.05,
    }  # fmt: skip
    more = pl.DataFrame([told], schema=ledger.stated.schema)
    wrong = more.with_columns(least=pl.lit(change + 0.4), most=pl.lit(change + 0.5))

    def list_ties(stated: pl.DataFrame) -> set[tuple[float, float, str]]:
        units: list[Unit] = []
        monkeypatch.setattr(
            audit, "audit_units", lambda given, **_: units.extend(one.make() for one in given) or {}
        )
        past = Past(ledger=replace(ledger, stated=pl.concat([ledger.stated, stated])))
        replace(published, past=past).audit(published.statements.filter(indicator_id=pl.lit("feedback_1")))
        return {(line.least, line.most, line.before) for unit in units for line in unit.lines if line.before}

    own = (change - 0.05, change + 0.05, "begin")
    assert list_ties(more) - list_ties(more.clear()) == {own}
    assert list_ties(wrong) == list_ties(more.clear())
