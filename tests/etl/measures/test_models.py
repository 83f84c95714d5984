import polars as pl

from etl.measures.models import make_models
from tests.builders.measured import make_measured


def test_alpha_is_stated_for_each_scale_and_wave_with_two_items():
    made = make_models(make_measured(), fewest_people=10, report=lambda _key, _share: None)

    models = made.filter(pl.col("model") == "alpha")
    moments = set(models.select("indicator_id", "wave").iter_rows())
    # the look back ("then") asks one item only: no alpha
    assert moments == {
        ("feedback", "begin"),
        ("feedback", "end"),
        ("feedback", "followup"),
        ("learned", "end"),
    }
    assert models["status"].unique().to_list() == ["shown"]
    assert models.filter(pl.col("value") > 0.3).height == 4


def test_results_of_too_few_people_are_withheld():
    made = make_models(make_measured(), fewest_people=10_000, report=lambda _key, _share: None)

    assert made.filter(pl.col("model") == "alpha")["status"].unique().to_list() == ["withheld"]
    assert "shown" not in made["status"]
    assert made["value"].null_count() == made.height
