import json
from dataclasses import replace

import polars as pl

from etl.indicators import list_indicators
from etl.moments import list_asked_items
from tests.builders.questionnaire import make_configuration

INDICATORS = list_indicators(make_configuration())


def _waves(indicator_id: str) -> list[str]:
    return json.loads(INDICATORS.filter(pl.col("indicator_id") == indicator_id)["waves"][0])


def test_indicators_are_the_derived_ones_and_then_scales_before_their_items():
    ids = INDICATORS["indicator_id"].to_list()

    assert ids[:2] == ["response", "attendance"]
    assert {"attendance.coaching", "sessions", "sessions.coaching", "dose", "dose.training_day"} <= set(ids)
    survey = ids[ids.index("feedback") :]
    assert survey == [
        "feedback",
        "feedback_1",
        "feedback_2",
        "feedback_3",
        "learned",
        "learned_1",
        "learned_2",
        "recommendation",
        "changed",
        "theme.1",
        "theme.2",
    ]
    assert INDICATORS["position"].to_list() == list(range(len(ids)))


def test_look_back_gives_the_item_and_its_scale_a_wave_of_their_own():
    assert _waves("feedback_1") == ["begin", "end", "followup", "then", "begin-end", "then-end"]
    assert _waves("feedback_2") == ["begin", "end", "followup", "begin-end"]
    assert _waves("feedback") == ["begin", "end", "followup", "then", "begin-end", "then-end"]
    assert "feedback_1_then" not in INDICATORS["indicator_id"].to_list()


def test_perceived_scale_and_its_items_have_no_contrast():
    assert _waves("learned") == _waves("learned_1") == ["end"]


def test_option_of_a_multiple_item_is_an_indicator_named_after_the_answer():
    row = INDICATORS.filter(pl.col("indicator_id") == "theme.2").row(0, named=True)

    assert (row["kind"], row["item_id"], row["label_nl"], row["wording_nl"]) == (
        "multiple",
        "theme",
        "thema 2",
        "Thema",
    )
    assert [answer["code"] for answer in json.loads(row["answers"])] == [1, 0]


def test_response_is_stated_for_waves_that_are_asked_and_their_contrasts():
    assert _waves("response") == ["begin", "between", "end", "followup", "begin-end"]


def test_programme_without_a_register_of_leaders_has_no_response():
    whole = make_configuration()
    bare = replace(whole, programme=whole.programme.model_copy(update={"sources": ()}))

    assert "response" not in list_indicators(bare)["kind"].to_list()


def test_programme_without_kinds_of_sessions_has_no_attendance():
    whole = make_configuration()
    bare = type(whole)(
        programme=whole.programme.model_copy(update={"session_kinds": ()}),
        instruments=whole.instruments,
        folder=whole.folder,
    )

    assert set(list_indicators(bare)["kind"]).isdisjoint({"attendance"})


def test_asked_items_have_a_row_for_each_wave_and_options_are_0_or_1():
    asked = list_asked_items(make_configuration())

    option = asked.filter(pl.col("item_id") == "theme.1").row(0, named=True)
    assert (option["low"], option["high"], option["wave"]) == (0, 1, "end")
    look_back = asked.filter(pl.col("wave") == "then")
    assert look_back["item_id"].to_list() == ["feedback_1"]
