"""What holds for every chart form."""

import polars as pl
import pytest

from charts.theme import DARK, LIGHT
from tests.builders.charts import FORMS, draw
from texts import texts_in

ALL_FORMS = pytest.mark.parametrize("form", list(FORMS))


def _words(form: str, **changes: object) -> str:
    figure = draw(form, **changes)  # type: ignore[arg-type]
    return " ".join(str(note.text) for note in figure.layout.annotations)


@ALL_FORMS
def test_form_without_rows_is_refused(form: str) -> None:
    drawing, rows = FORMS[form]
    with pytest.raises(ValueError, match="empty frame"):
        drawing(pl.DataFrame(rows, infer_schema_length=None).clear(), False, "nl")


@ALL_FORMS
def test_form_without_a_column_is_refused(form: str) -> None:
    drawing, rows = FORMS[form]
    with pytest.raises(ValueError, match="status"):
        drawing(pl.DataFrame(rows, infer_schema_length=None).drop("status"), False, "nl")


@ALL_FORMS
def test_form_with_an_unknown_status_is_refused(form: str) -> None:
    rows = [{**row, "status": "secret"} for row in FORMS[form][1]]
    with pytest.raises(ValueError, match="secret"):
        draw(form, rows)


@ALL_FORMS
def test_form_with_one_row_is_drawn(form: str) -> None:
    figure = draw(form, FORMS[form][1][:1])
    assert len(figure.data) >= 1
    assert figure.layout.height > 0


@ALL_FORMS
def test_form_with_only_withheld_rows_draws_no_number(form: str) -> None:
    withheld = [row for row in FORMS[form][1] if row["status"] == "withheld"]
    figure = draw(form, withheld)
    assert not any(character.isdigit() for trace in figure.data for character in str(trace.text or ""))


@ALL_FORMS
def test_form_says_in_words_that_a_row_is_withheld(form: str) -> None:
    figure = draw(form)
    everything = figure.to_json()
    assert texts_in("nl")("charts.status_withheld") in everything


@ALL_FORMS
def test_form_in_english_has_no_dutch_status(form: str) -> None:
    everything = draw(form, language="en").to_json()
    assert texts_in("en")("charts.status_withheld") in everything
    assert texts_in("nl")("charts.status_withheld") not in everything


@ALL_FORMS
def test_form_wears_the_theme_asked_for(form: str) -> None:
    assert draw(form, dark=False).layout.template.layout.paper_bgcolor == LIGHT.background
    assert draw(form, dark=True).layout.template.layout.paper_bgcolor == DARK.background


@ALL_FORMS
def test_form_needs_nothing_from_the_web(form: str) -> None:
    everything = draw(form).to_json()
    assert "http" not in everything
    assert "mapbox" not in {trace.type for trace in draw(form).data}


@ALL_FORMS
def test_form_cannot_be_zoomed_by_accident(form: str) -> None:
    template = draw(form).layout.template.layout
    assert template.dragmode is False
    assert template.xaxis.fixedrange is True


@pytest.mark.parametrize("form", ["mean_dots", "dumbbells", "share_bars", "flow"])
def test_height_follows_the_number_of_rows(form: str) -> None:
    rows = FORMS[form][1]
    assert draw(form, rows[:1]).layout.height < draw(form, rows[:2]).layout.height


@pytest.mark.parametrize("form", ["mean_dots", "dumbbells", "share_bars", "flow", "likert_bars"])
def test_long_label_is_wrapped_to_a_phone_and_grows_the_figure(form: str) -> None:
    rows = [row for row in FORMS[form][1] if row["status"] == "shown"]
    long = "Een heel lange vraag over wat er in de school veranderde door het traject dat je volgde"
    longer = [{**row, "label": long} if row["label"] == rows[0]["label"] else row for row in rows]
    assert "<br>" in _words(form, rows=longer)
    assert draw(form, longer).layout.height > draw(form, rows).layout.height


@pytest.mark.parametrize("form", ["mean_dots", "dumbbells", "share_bars", "flow", "likert_bars"])
def test_label_from_the_data_is_escaped(form: str) -> None:
    rows = [{**row, "label": "<script>x</script>"} for row in FORMS[form][1][:1]]
    assert "<script>" not in _words(form, rows=rows)
