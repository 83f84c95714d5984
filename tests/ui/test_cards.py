from dataclasses import replace

from ui.cards import write_measure, write_strip
from ui.present.story import Measure, Strip

MEASURE = Measure(label="Bruikbaarheid", number="4,2", unit="op 5", sentence="Hoog.", source="n = 344")


def test_measure_when_shown_writes_number_sentence_and_n() -> None:
    html = write_measure(MEASURE)
    assert "4,2 <span" in html
    assert "<p>Hoog.</p>" in html
    assert "n = 344" in html


def test_measure_when_hidden_has_no_number() -> None:
    html = write_measure(replace(MEASURE, number=None, sentence="**Niet getoond.** Te klein."))
    assert "kompas-number" not in html
    assert "<strong>Niet getoond.</strong> Te klein." in html


def test_measure_when_words_hold_markup_escapes_them() -> None:
    html = write_measure(replace(MEASURE, label="<img src=x>", sentence="<script>"))
    assert "<img" not in html
    assert "<script>" not in html


def test_strip_when_a_decrease_is_drawn_from_zero_to_the_left() -> None:
    html = write_strip(Strip(value=0.3, origin=0.5, low=0.2, high=0.4))
    assert 'class="kompas-bar" style="left:30.0%;width:20.0%"' in html
    assert 'class="kompas-zero" style="left:50.0%"' in html
    assert 'class="kompas-interval" style="left:20.0%;width:20.0%"' in html


def test_strip_when_seen_by_a_screen_reader_is_hidden() -> None:
    assert 'aria-hidden="true"' in write_strip(Strip(value=0.3))


def test_strip_when_the_value_stays_below_a_bound_is_open() -> None:
    assert "kompas-bar kompas-open" in write_strip(Strip(value=0.05, coded=-1))
    assert "kompas-open" not in write_strip(Strip(value=0.95, coded=1))
