import polars as pl
import pytest

from etl.measures.statements import make_statements
from schemas.release import Statements, cell_id
from tests.builders.measured import make_measured, make_true_statements
from tests.builders.warehouse import make_warehouse


def _one(statements: pl.DataFrame, **keys: str) -> dict[str, object]:
    found = statements.filter(*(pl.col(key) == value for key, value in keys.items()))
    return found.row(0, named=True)


def _mean_by_hand(*, trajectory: str, item: str, wave: str, also: tuple[str, ...] = ()) -> tuple[float, int]:
    tables = make_warehouse()
    people = tables["leaders"].filter(pl.col("trajectory_id") == trajectory)
    given = tables["responses"].filter(pl.col("item_id") == item).join(people, on="leader_id", how="semi")
    for other in also:
        given = given.join(given.filter(pl.col("wave") == other), on="leader_id", how="semi")
    answers = given.filter(pl.col("wave") == wave)
    return round(answers["value"].mean(), 6), answers.height


def test_statements_of_a_world_keep_their_contract():
    Statements.validate(make_true_statements())


def test_mean_of_an_item_with_a_change_is_that_of_who_answered_all_its_moments():
    value, n = _mean_by_hand(trajectory="pi-3", item="feedback_1", wave="end", also=("begin", "then", "end"))

    row = _one(
        make_true_statements(),
        cell_id=cell_id(trajectory="pi-3"),
        indicator_id="feedback_1",
        wave="end",
        statistic="mean",
    )

    assert (row["value"], row["n"]) == (pytest.approx(value), n)


def test_shares_of_an_item_add_up_to_one_in_each_cell():
    shares = make_true_statements().filter(
        pl.col("statistic").str.starts_with("share_"), pl.col("n") > 0, pl.col("indicator_id") == "feedback_1"
    )

    sums = shares.group_by("cell_id", "wave").agg(pl.col("value").sum())["value"]

    assert sums.len() > 50
    assert sums.to_list() == pytest.approx([1.0] * sums.len(), abs=1e-5)


def test_partnerships_are_stated_with_scales_and_never_with_items():
    in_partnerships = make_true_statements().filter(pl.col("cell_id").str.contains("partnership="))

    named = set(in_partnerships["indicator_id"])

    assert {"feedback", "learned", "response", "attendance"} <= named
    assert named.isdisjoint({"feedback_1", "recommendation", "changed", "theme.1"})


def test_perceived_learning_is_never_stated_as_a_change():
    learned = make_true_statements().filter(pl.col("indicator_id").str.starts_with("learned"))

    assert set(learned["statistic"]).isdisjoint({"change", "mean_from", "mean_to"})


def test_wave_that_does_not_ask_an_item_says_so():
    row = _one(make_true_statements(), cell_id="total", indicator_id="changed", wave="begin")

    assert (row["status"], row["value"]) == ("not_asked", None)


def test_trajectory_without_any_answer_has_not_delivered():
    rows = make_true_statements().filter(pl.col("wave") == "followup", pl.col("indicator_id") == "feedback")
    silent = rows.filter(pl.col("cell_id").str.starts_with("trajectory=pi-9"))
    others = rows.join(silent, on="cell_id", how="anti")

    assert set(silent["status"]) == {"not_delivered"}
    assert "not_delivered" not in set(others["status"])


def test_response_of_a_silent_trajectory_has_not_been_delivered_either():
    keys = {"cell_id": cell_id(trajectory="pi-9"), "indicator_id": "response", "statistic": "count"}

    assert _one(make_true_statements(), wave="followup", **keys)["status"] == "not_delivered"
    assert _one(make_true_statements(), wave="end", **keys)["status"] == "shown"


def test_attendance_has_months_beside_the_whole():
    rows = make_true_statements().filter(pl.col("cell_id") == "total", pl.col("indicator_id") == "attendance")

    assert rows["wave"].to_list() == ["2022-03", "2022-10", "all"]


def test_statistic_that_does_not_exist_is_not_estimable():
    tables = make_warehouse()
    flat = tables["responses"].with_columns(value=pl.lit(3.0))

    statements = make_statements(
        make_measured({**tables, "responses": flat}), report=lambda _key, _share: None
    )

    keys = {"cell_id": "total", "indicator_id": "feedback_1", "wave": "begin-end"}
    assert _one(statements, statistic="d_av", **keys)["status"] == "not_estimable"
    assert _one(statements, statistic="change", **keys)["value"] == 0.0


def test_statements_do_not_depend_on_the_order_of_the_rows():
    tables = make_warehouse()
    mixed = {
        name: tables[name].sample(fraction=1.0, shuffle=True, seed=3)
        for name in ("responses", "leaders", "attendance", "sessions")
    }

    again = make_statements(make_measured({**tables, **mixed}), report=lambda _key, _share: None)

    assert again.equals(make_true_statements())


def test_change_of_a_scale_uses_only_the_items_asked_at_both_moments():
    rows = make_true_statements().filter(
        pl.col("cell_id") == "total", pl.col("wave") == "then-end", pl.col("statistic") == "mean_from"
    )

    # only feedback_1 was looked back on, so the scale's change is that item's
    values = dict(rows.select("indicator_id", "value").iter_rows())
    assert values["feedback"] == values["feedback_1"]


def test_finer_statistics_are_stated_in_whole_groups_only():
    rows = make_true_statements().with_columns(parts=pl.col("cell_id").str.count_matches("=", literal=True))
    fine = rows.filter(pl.col("statistic").is_in(["d_z", "hl", "ceiling", "mean_programme", "top2_change"]))

    assert {"total", cell_id(trajectory="pi-3")} <= set(fine["cell_id"])
    assert fine["parts"].max() == 1
    assert not fine["cell_id"].str.contains("partnership=").any()


def test_adjusted_p_is_stated_wherever_a_change_is_but_in_partnerships():
    rows = make_true_statements()
    changed, adjusted = (rows.filter(pl.col("statistic") == name) for name in ("change", "p_adjusted"))
    alone = changed.filter(pl.col("cell_id").str.contains("partnership="))

    assert set(changed["cell_id"]) - set(alone["cell_id"]) == set(adjusted["cell_id"])


def test_mean_of_such_programmes_is_the_same_mean():
    rows = make_true_statements().filter(
        pl.col("cell_id") == "total", pl.col("indicator_id") == "feedback", pl.col("wave") == "end"
    )

    values = dict(rows.select("statistic", "value").iter_rows())
    assert values["mean_programme"] == values["mean"]
