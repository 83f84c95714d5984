import polars as pl
import pytest

from reports.cells import count_decimals
from texts import texts_in
from ui.tables import write_table

NL, EN = texts_in("nl"), texts_in("en")


def test_table_when_numbers_are_written_follows_the_language() -> None:
    frame = pl.DataFrame({"schaal": ["A"], "waarde": [1234.5]})
    assert '<td class="number">1.234,5</td>' in write_table(frame, caption="t", texts=NL)
    assert '<td class="number">1,234.5</td>' in write_table(frame, caption="t", texts=EN)


def test_table_when_a_value_is_missing_shows_a_dash() -> None:
    frame = pl.DataFrame({"a": ["x"], "b": pl.Series([None], dtype=pl.Float64)})
    assert '<td class="number">–</td>' in write_table(frame, caption="t", texts=NL)


def test_table_when_text_holds_markup_escapes_it() -> None:
    html = write_table(pl.DataFrame({"<b>": ["<script>alert(1)</script>"]}), caption='"<i>', texts=NL)
    assert "<script>" not in html
    assert "<b>" not in html
    assert '"<i>' not in html


def test_table_when_read_aloud_has_caption_and_headings() -> None:
    html = write_table(pl.DataFrame({"groep": ["A"], "n": [3]}), caption="Wie?", texts=NL)
    assert "<caption>Wie?</caption>" in html
    assert '<th scope="col">groep</th><th scope="col" class="number">n</th>' in html
    assert '<th scope="row">A</th>' in html


def test_table_when_it_stacks_then_each_cell_but_the_first_tells_its_heading() -> None:
    frame = pl.DataFrame({"op": ["vandaag"], 'stand "nu"': ["klaar"], "n": [3]})
    stacked = write_table(frame, caption="t", texts=NL, stacks=True)

    assert 'class="kompas-table kompas-stacks"' in stacked
    assert '<td data-heading="stand &quot;nu&quot;">klaar</td>' in stacked
    assert '<td class="number" data-heading="n">3</td>' in stacked
    assert '<th scope="row">vandaag</th>' in stacked
    assert "data-heading" not in write_table(frame, caption="t", texts=NL)


@pytest.mark.parametrize(
    ("values", "decimals"), [([1.0, 2.0], 0), ([1.0, 2.5], 1), ([0.25], 2), ([1 / 3], 2), ([], 0)]
)
def test_count_decimals_when_values_need_them_is_the_fewest(values: list[float], decimals: int) -> None:
    assert count_decimals(pl.Series(values, dtype=pl.Float64)) == decimals
