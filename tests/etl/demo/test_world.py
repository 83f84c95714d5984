"""The demo world: in a large one, what was put in is found again."""

import numpy as np
import polars as pl
import pytest

from etl.demo.draws import Floats, Ints
from etl.demo.meetings import ABSENT, KINDS, PRESENT
from etl.demo.parameters import Parameters
from tests.builders.demo import make_world, measure_change, score_scale

LARGE = 20_000


def share_between(values: Floats, groups: Ints) -> float:
    """The share of variance between groups (one-way analysis of variance, for uneven groups)."""
    sizes = np.bincount(groups)
    means = np.bincount(groups, weights=values) / sizes
    within = ((values - means[groups]) ** 2).sum() / (len(values) - len(sizes))
    between = (sizes * (means - values.mean()) ** 2).sum() / (len(sizes) - 1)
    typical = (len(values) - (sizes**2).sum() / len(values)) / (len(sizes) - 1)
    variance = (between - within) / typical
    return float(variance / (variance + within))


@pytest.mark.parametrize("trait", ["satisfaction", "usefulness", "perceived_learning", "coach_guiding"])
def test_traits_when_split_by_group_then_partnerships_differ_much_and_trajectories_little(trait: str) -> None:
    world = make_world(leaders=LARGE)
    values = world.traits.fixed[trait]

    partnerships = share_between(values, world.structure.leader_partnership)
    trajectories = share_between(values, world.structure.leader_trajectory)

    assert partnerships == pytest.approx(0.30, abs=0.03)
    assert trajectories == pytest.approx(0.02, abs=0.015)


@pytest.mark.parametrize("scale", ["satisfaction", "usefulness", "group_effectiveness"])
def test_scores_when_split_by_partnership_then_the_share_is_a_fifth_to_a_third(scale: str) -> None:
    world = make_world(leaders=LARGE)
    scores = score_scale(world, "end", scale)
    place = pl.Series(world.leader_ids.astype(str)).to_frame("leader").with_row_index("n")
    placed = scores.join(place, on="leader")
    partnerships = world.structure.leader_partnership[placed["n"].to_numpy()]
    groups = np.unique(partnerships, return_inverse=True)[1]

    assert 0.15 < share_between(placed["score"].to_numpy(), groups) < 0.32


@pytest.mark.parametrize(
    ("scale", "start", "stop", "d"),
    [
        ("asking_feedback", "begin", "end", 0.5),
        ("self_efficacy", "begin", "end", 0.15),
        ("self_efficacy", "begin", "followup", 0.2),
        ("collective_depth", "begin", "between", 0.3),
        ("collective_depth", "begin", "end", 0.55),
        ("self_reflection", "begin", "end", 0.25),
        ("motivation", "begin", "end", 0.0),
        ("asking_feedback", "then", "end", 0.6),
        ("self_efficacy", "then", "end", 0.45),
    ],
)
def test_change_when_measured_on_the_same_people_then_is_the_one_put_in(
    scale: str, start: str, stop: str, d: float
) -> None:
    growth = Parameters().growth[scale].d
    assert growth[stop] - growth.get(start, 0.0) == pytest.approx(d)

    assert measure_change(make_world(leaders=LARGE), scale, start=start, stop=stop) == pytest.approx(
        d, abs=0.05
    )


@pytest.mark.parametrize("wave", ["between", "end"])
def test_items_when_of_one_scale_then_go_together_at_every_wave(wave: str) -> None:
    survey = make_world(leaders=LARGE).surveys[wave].drop_nulls(["usefulness_1", "usefulness_2"])
    together = np.corrcoef(survey["usefulness_1"], survey["usefulness_2"])[0, 1]

    # The product of two loadings of .8, less what rounding to five codes takes.
    assert together == pytest.approx(0.64 / (1 + 1 / (12 * 0.8**2)), abs=0.04)


@pytest.mark.parametrize(
    ("wave", "share"), [("begin", 0.85), ("between", 0.71), ("end", 0.70), ("followup", 0.455)]
)
@pytest.mark.parametrize("leaders", [492, LARGE])
def test_answers_when_counted_then_about_the_share_put_in_answered(
    wave: str, share: float, leaders: int
) -> None:
    world = make_world(leaders=leaders)

    assert world.surveys[wave].height / leaders == pytest.approx(share, abs=0.03)


def test_answers_when_who_stays_away_is_compared_then_they_were_slightly_less_motivated() -> None:
    world = make_world(leaders=LARGE)
    answered = np.isin(world.leader_ids.astype(str), world.surveys["end"]["leader"].to_numpy())

    motivation = world.traits.motivation
    assert 0.1 < motivation[answered].mean() - motivation[~answered].mean() < 0.7


def test_practice_when_asked_then_most_changed_and_mostly_the_school_organisation() -> None:
    end = make_world(leaders=LARGE).surveys["end"]

    assert end["practice_changed"].mean() == pytest.approx(0.72, abs=0.03)
    themes = [end[f"practice_theme.{code}"].mean() for code in range(1, 9)]
    assert sorted(range(8), key=lambda n: -float(str(themes[n])))[:3] == [0, 1, 2]


def test_practice_when_the_most_important_change_is_asked_then_it_is_mostly_personal() -> None:
    end = make_world(leaders=LARGE).surveys["end"]
    chosen = end["most_important_change"].drop_nulls()

    assert chosen.is_in([6.0, 7.0, 8.0]).mean() == pytest.approx(0.68, abs=0.03)


def test_practice_when_nothing_changed_then_no_theme_was_shown() -> None:
    end = make_world(leaders=LARGE).surveys["end"].filter(pl.col("practice_changed") == 0)

    assert end.height > 0
    assert end["practice_theme.1"].null_count() == end.height
    assert end["most_important_change"].null_count() == end.height


@pytest.mark.parametrize("scale", ["applied_practice", "perceived_learning"])
def test_earlier_training_when_compared_then_goes_with_less(scale: str) -> None:
    world = make_world(leaders=LARGE)
    scores = score_scale(world, "end", scale)
    trained = dict(zip(world.leader_ids.tolist(), world.traits.earlier_training.tolist(), strict=True))
    marked = scores.with_columns(pl.col("leader").replace_strict(trained).alias("trained"))
    means = dict(marked.group_by("trained").agg(pl.col("score").mean()).iter_rows())

    assert means[True] < means[False] - 0.05


def test_fixed_traits_when_a_cause_is_named_then_they_follow_it() -> None:
    traits = make_world(leaders=LARGE).traits.fixed

    for name, causes in Parameters().paths.items():
        for cause, weight in causes.items():
            assert np.corrcoef(traits[name], traits[cause])[0, 1] * np.sign(weight) > 0.1, (name, cause)


def test_presence_when_somebody_stopped_then_nothing_is_expected_afterwards() -> None:
    world = make_world()
    stopped = world.stays.stopped[world.presence.leader]
    late = world.meetings.day[world.presence.session] > stopped

    assert (~np.isnat(world.stays.stopped)).sum() > 10
    assert not late.any()


def test_presence_when_listed_then_every_kind_of_session_has_people() -> None:
    world = make_world()
    kinds = world.meetings.kind[world.presence.session]

    assert set(kinds.tolist()) == set(range(len(KINDS)))


def test_presence_when_absent_then_has_no_minutes() -> None:
    presence = make_world().presence

    assert (presence.minutes[presence.status == PRESENT] > 0).all()
    assert (presence.minutes[presence.status == ABSENT] == 0).all()


def test_meetings_when_planned_then_lie_on_school_days_within_the_programme() -> None:
    meetings = make_world().meetings

    assert meetings.day.min() >= np.datetime64("2021-09-01")
    assert meetings.day.max() <= np.datetime64("2023-06-30")
    assert np.is_busday(meetings.day).all()


def test_world_when_drawn_again_with_the_same_seed_then_is_the_same_and_else_not() -> None:
    first, other = make_world(leaders=60, seed=5), make_world(leaders=60, seed=6)
    again = make_world.__wrapped__(leaders=60, seed=5)

    assert all(first.surveys[wave].equals(again.surveys[wave]) for wave in first.surveys)
    assert not first.surveys["begin"].equals(other.surveys["begin"])
