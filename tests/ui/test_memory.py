import polars as pl

from ui.memory import MOST, Memory, keep_rows


def test_recall_when_asked_twice_reads_once() -> None:
    memory, reads = Memory(), []

    def read() -> pl.DataFrame:
        reads.append(1)
        return pl.DataFrame({"a": [1]})

    assert memory.recall(("x",), read) is memory.recall(("x",), read)
    assert len(reads) == 1


def test_recall_when_full_forgets_the_oldest_and_reads_it_again() -> None:
    memory = Memory()
    first = memory.recall(("0",), pl.DataFrame)
    for n in range(1, MOST + 1):
        memory.recall((str(n),), pl.DataFrame)
    assert memory.recall(("0",), pl.DataFrame) is not first


def test_keep_rows_when_a_value_is_none_keeps_all_and_when_empty_none() -> None:
    frame = pl.DataFrame({"wave": ["begin", "end"]})
    assert keep_rows(frame, wave=None).height == 2
    assert keep_rows(frame, wave=["end"]).height == 1
    assert keep_rows(frame, wave=[]).height == 0
