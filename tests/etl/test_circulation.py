import numpy as np
import polars as pl

from etl.circulation import FILE, Ledger, Told, empty_ledger, read_ledger, write_ledger
from etl.disclosure.unit import Stated
from etl.groups import Group
from etl.release import write_tables

PAIR = Group("x", moments=("begin", "end"), waves=("begin", "end"))
LATER = Group("x", moments=("end", "followup"), waves=("followup",))
BETWEEN = Group("x", moments=("between",), waves=("between",))
GROWING = Group("x", moments=("all",), waves=("all",))
NAMES = pl.Series(["a", "b", "c", "d"])


def _people(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.int64)


def _tell(
    *cells: tuple[str, np.ndarray], group: Group = PAIR, stamp: str = "", is_base: bool = False
) -> Ledger:
    told = Told(group, stamp, _people(0, 1, 2), list(cells), is_base=is_base)
    return empty_ledger("w", leaders=NAMES).add([told])


def _list(ledger: Ledger, group: Group, *, stamp: str = "") -> list[list[int]]:
    return [people.tolist() for people in ledger.list_told(group, stamp=stamp)]


def test_cell_told_of_a_group_binds_every_group_that_shares_a_moment_and_no_other():
    ledger = _tell(("total", _people(0, 1, 2)))

    assert _list(ledger, PAIR) == _list(ledger, LATER) == [[0, 1, 2]]
    assert _list(ledger, BETWEEN) == []


def test_what_goes_on_growing_is_another_value_each_month():
    ledger = _tell(("total", _people(0, 1, 2)), group=GROWING, stamp=" 2022-03")

    assert _list(ledger, GROWING, stamp=" 2022-03") == [[0, 1, 2]]
    assert _list(ledger, GROWING, stamp=" 2022-04") == []


def test_base_is_known_once_its_moments_are_closed():
    only_total = _tell(("total", _people(0, 1, 2)))
    wide = _tell(("total", _people(0, 1, 2)), ("level=a", _people(0, 1)), is_base=True)

    assert only_total.find_base(PAIR, stamp="") is None
    assert wide.find_base(PAIR, stamp="").tolist() == [0, 1, 2]
    assert only_total.find_total(PAIR, stamp="").tolist() == [0, 1, 2]


def test_what_is_told_twice_stands_once():
    ledger = _tell(("total", _people(0, 1, 2)))

    again = ledger.add([Told(PAIR, "", _people(0, 1, 2), [("total", _people(0, 1, 2))], is_base=False)])

    assert again.told.height == ledger.told.height == 1


def test_ledger_read_back_speaks_of_the_same_people_in_other_numbers(tmp_path):
    write_ledger(_tell(("level=a", _people(0, 2))), tmp_path / FILE)

    # b came in front, and a is no longer in the data.
    read = read_ledger(tmp_path / FILE, world="w", leaders=pl.Series(["b", "bb", "c", "d"]))

    assert read.names == ("b", "bb", "c", "d", "a")
    assert _list(read, PAIR) == [[2, 4]]


def _tell_numbers() -> Ledger:
    number = Stated(_people(0, 2), "mean@end", 3.15, 3.25)
    told = Told(PAIR, "", _people(0, 1, 2), [("level=a", _people(0, 2))], is_base=False, stated=[number])
    return empty_ledger("w", leaders=NAMES).add([told])


def test_number_that_was_told_comes_back_about_the_same_people_and_binds_who_shares_a_moment(tmp_path):
    write_ledger(_tell_numbers(), tmp_path / FILE)

    read = read_ledger(tmp_path / FILE, world="w", leaders=pl.Series(["b", "bb", "c", "d"]))

    (one,) = read.list_stated(PAIR, stamp="")
    assert (one.leaders.tolist(), one.reading, one.least, one.most) == ([2, 4], "mean@end", 3.15, 3.25)
    assert len(read.list_stated(LATER, stamp="")) == 1
    assert read.list_stated(BETWEEN, stamp="") == ()
    assert read.add([]).stated.height == 1


def test_ledger_of_before_numbers_were_kept_knows_its_cells(tmp_path):
    ledger = _tell_numbers()
    named = pl.DataFrame({"leader_id": ledger.names}).with_row_index("number")
    tables = {"world": pl.DataFrame({"world": ["w"]}), "people": named, "told": ledger.told}
    write_tables(tables, tmp_path / FILE)

    read = read_ledger(tmp_path / FILE, world="w", leaders=NAMES)

    assert _list(read, PAIR) == [[0, 2]]
    assert read.list_stated(PAIR, stamp="") == ()


def test_ledger_of_another_world_says_nothing(tmp_path):
    write_ledger(_tell(("total", _people(0, 1, 2))), tmp_path / FILE)

    assert _list(read_ledger(tmp_path / FILE, world="other", leaders=NAMES), PAIR) == []
    assert _list(read_ledger(tmp_path / "nowhere", world="w", leaders=NAMES), PAIR) == []
