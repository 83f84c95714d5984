"""The attacker finds what hides behind a threshold alone, and nothing in a release."""

from dataclasses import replace

import numpy as np
import polars as pl

from tests.attack.attacker import attack, look
from tests.attack.bounds import Clue, bound_group
from tests.attack.fractions_of import find_circuit
from tests.attack.late import Release, find_all, join_sights, release_twice
from tests.builders.audited import publish
from tests.builders.questionnaire import make_configuration
from tests.builders.warehouse import make_warehouse

K = 5
SCALES = ("feedback", "learned")


def _attack(published, statements: pl.DataFrame, *, only: tuple[str, ...] = (), most: int = 60) -> list:
    chosen = statements.filter(pl.col("indicator_id").is_in(only)) if only else statements
    sights = look(chosen, cells=published.cells, measured=published.prepared.measured)
    assert sights
    return [found for sight in sights for found in attack(sight, k=K, most=most)]


def test_attacker_finds_a_person_whom_three_sums_tell_apart():
    # Two halves that overlap in one person, and the total: their sum less the total is that person.
    rows = np.array([[1, 1, 1, 0, 0], [0, 0, 1, 1, 1], [1, 1, 1, 1, 1]], dtype=bool)

    assert find_circuit(rows, sizes=[9, 9, 1, 9, 9], k=K) == (2,)
    assert find_circuit(rows[:2], sizes=[9, 9, 1, 9, 9], k=K) is None


def test_attacker_finds_a_pair_that_needs_unequal_weights():
    # The first two rows less the third: a + b + 2c. No difference of two rows is small.
    rows = np.array([[1, 0, 1, 1, 0], [0, 1, 1, 0, 1], [0, 0, 0, 1, 1]], dtype=bool)

    found = find_circuit(rows, sizes=[1, 1, 1, 9, 9], k=K)

    assert found == (0, 1, 2)


def test_attacker_knows_an_answer_that_whole_people_leave_no_choice():
    clues = (Clue(0, "share_1", 0.9, 1.0), Clue(0, "share_2", 0.0, 0.1))
    known = bound_group(
        (0,), atoms=[4], matrix=np.ones((1, 1), bool), clues=clues, low=1, high=2, codes=(1, 2)
    )

    assert known == "mean"


def test_attacker_finds_hidden_groups_behind_a_threshold():
    published = publish()

    found = _attack(published, published.protect_by_threshold(), only=SCALES, most=0)

    assert len({one.people for one in found if one.how in ("pair", "combination")}) > 5
    assert min(len(one.people) for one in found) == 1


def test_attacker_finds_nothing_in_a_release():
    published = publish()

    assert _attack(published, published.statements) == []


def test_attacker_who_keeps_two_releases_finds_nothing_after_late_answers():
    tables = make_warehouse(leaders=60, seed=11)

    first, second = release_twice(tables, configuration=make_configuration())
    everybody = tables["responses"].filter(item_id=pl.lit("learned_1"))["leader_id"].n_unique()

    assert find_all(join_sights(first.look(), second.look()), most=20) == []
    assert _count_total(second) == everybody > _count_total(first)


def _count_total(release: Release) -> int:
    """On how many people the total of `learned` at the end rests, whether it is shown or not."""
    people = release.prepared.measured.respondents.of_wave("end", kind="total")
    return people.filter(indicator_id=pl.lit("learned")).height


def test_attacker_who_keeps_two_careless_releases_finds_who_came_late():
    published = publish()
    sights = look(
        published.statements,
        cells=published.made.tables["cells"],
        measured=published.prepared.measured,
    )
    seen = [sight for sight in sights if (sight.indicator_id, sight.moment) == ("learned", "end")]
    rows = seen[0].rows.copy()
    late = np.flatnonzero(rows.any(axis=0))[:2]
    rows[:, late] = False

    found = find_all(join_sights(seen, [replace(seen[0], rows=rows)]), most=0)

    assert any(set(one.people) <= set(late) for one in found)
