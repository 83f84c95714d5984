"""What a file must never hold: what is withheld, and what its reader may not see."""

from pathlib import Path

import polars as pl
import pytest

from tests.builders.release import make_tables, write_release
from tests.reports.conftest import Reports
from tests.reports.reading import read_everything
from texts import texts_in
from ui.taking.command import make_report
from ui.taking.files import KINDS

NL = texts_in("nl")
OTHERS = [f"Traject {number} ·" for number in range(1, 11) if number != 3]
WITHHELD, SHOWN = pl.col("status") == "withheld", pl.col("status") == "shown"


def write_changed(folder: Path, rows: pl.Expr) -> Path:
    """The same release, id included, with another value in these statements."""
    tables = make_tables()
    changed = {
        name: pl.when(rows).then(pl.lit(3.3)).otherwise(pl.col(name)).alias(name)
        for name in ("value", "low", "high")
    }
    number = pl.when(rows).then(pl.lit(4)).otherwise(pl.col("n")).cast(tables["statements"]["n"].dtype)
    tables["statements"] = tables["statements"].with_columns(**changed, n=number)
    return write_release(folder, tables)


@pytest.fixture(scope="module")
def leaky(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_changed(tmp_path_factory.mktemp("leaky"), WITHHELD)


@pytest.fixture(scope="module")
def different(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_changed(tmp_path_factory.mktemp("different"), SHOWN)


@pytest.mark.parametrize("kind", KINDS)
def test_file_when_only_a_withheld_value_differs_then_not_a_byte_does(
    made: Reports, leaky: Path, kind: str
) -> None:
    for role, trajectory in (("organiser", "pi-10"), ("organiser", "pi-3")):
        other = make_report(leaky, role=role, trajectory=trajectory, texts=NL)

        assert KINDS[kind].write(other, NL) == KINDS[kind].write(made.find(role, trajectory), NL)


@pytest.mark.parametrize("kind", KINDS)
def test_file_when_a_shown_value_differs_then_so_do_its_bytes(
    made: Reports, different: Path, kind: str
) -> None:
    other = make_report(different, role="organiser", trajectory="pi-10", texts=NL)

    assert KINDS[kind].write(other, NL) != KINDS[kind].write(made.find("organiser", "pi-10"), NL)


@pytest.mark.parametrize("kind", KINDS)
def test_file_when_of_an_organiser_then_names_no_other_trajectory(made: Reports, kind: str) -> None:
    words = read_everything(kind, KINDS[kind].write(made.find("organiser", "pi-3"), NL))

    assert [name for name in OTHERS if name in words] == []
    assert "Traject 3 ·" in words


@pytest.mark.parametrize("kind", KINDS)
def test_file_when_of_the_ministry_then_names_trajectories_and_no_partnership(
    made: Reports, kind: str
) -> None:
    words = read_everything(kind, KINDS[kind].write(made.find("ministry"), NL))

    assert any(name in words for name in OTHERS)
    assert "swv" not in words.lower()


def test_chapters_when_a_page_is_not_for_a_role_then_it_does_not_come_along(made: Reports) -> None:
    chapters = {
        role: [chapter.title for chapter in made.find(role).make_chapters()]
        for role in ("ministry", "reflection")
    }

    assert "Ontwerpkenmerken" in chapters["ministry"]
    assert "Ontwerpkenmerken" not in chapters["reflection"]
