"""What questions tell of their scale, in the audit: true in every cell, and enough to find four people."""

import numpy as np
from scipy.sparse import csr_array

from etl.audit.drafts import sort_told
from etl.audit.earlier import Earlier
from etl.audit.implied import Questions
from etl.audit.openness import measure_openness
from etl.audit.places import place_leaders
from etl.audit.readings import make_ladder
from etl.audit.standing import find_stands
from etl.audit.statements import check_statements
from etl.audit.units import Line, Moment, Unit
from etl.audit.values import Values
from etl.disclosure.policy import load_policy
from tests.builders.audited import publish

PEOPLE = 30
EVERYBODY = np.ones(PEOPLE, dtype=bool)
MOST = np.arange(PEOPLE) < 26
SCALE = {"kind": "scale", "low": 1.0, "high": 5.0}


def _make_unit(least: float, most: float) -> Unit:
    """Told of a scale: the mean of all but four; its questions bound that of everybody."""
    values = np.tile([2.0, 3.0, 4.0], PEOPLE // 3)
    ladder = make_ladder(SCALE, values=values, counts=[4])
    moment = Moment("end", values, ladder, csr_array(np.array([EVERYBODY, MOST]).astype(np.int8)))
    lines = (Line(0, "mean", "end", 2.95, 3.05), Line(1, "mean", "end", least, most))
    rows = np.array([MOST, EVERYBODY])
    return Unit("scale", rows, 1, np.zeros((0, PEOPLE), dtype=bool), (moment,), lines, {})


def test_scale_is_closed_where_its_questions_tell_of_four_people_more():
    assert [closed.size for closed in measure_openness(_make_unit(2.99, 3.01), k=5).closed] == [4]
    assert measure_openness(_make_unit(2.5, 3.5), k=5).closed == []


def test_bounds_of_a_scale_hold_its_true_scores_in_every_cell():
    published = publish()
    measured = published.prepared.measured
    places = place_leaders(published.tables["leaders"], cells=published.cells)
    values = Values(
        tables=published.tables,
        indicators=measured.indicators,
        programme=measured.programme,
        places=places,
    )
    stands = find_stands(values, earlier=Earlier({}, ""))
    checked = check_statements(published.statements, values=values, stands=stands, policy=load_policy())
    questions = Questions(values=values, stands=stands, told=sort_told(checked.told))
    widths = []
    for scale, wave in (("feedback", "begin"), ("feedback", "end"), ("learned", "end")):
        scores = values.at_wave(scale, wave)
        for one in questions.bound_scale(scale, wave, also=wave, scored=~np.isnan(scores)):
            assert one.least - 1e-6 <= scores[one.people].mean() <= one.most + 1e-6
            widths.append(one.most - one.least)

    assert len(widths) > 5
    assert min(widths) < 0.1
