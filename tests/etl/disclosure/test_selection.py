import numpy as np
import polars as pl
import pytest

from etl.disclosure.atoms import find_atoms
from etl.disclosure.membership import Base, People, list_cells
from etl.disclosure.selection import Choice, choose_cells
from etl.disclosure.separation_check import check_separation
from tests.etl.disclosure.demo_shape import draw_base, draw_lattice
from tests.etl.disclosure.separable import is_separated

LATTICE = draw_lattice(1)
CELLS = list_cells(LATTICE)
END = draw_base(1)


def _rows(choice: Choice, *bases: Base) -> np.ndarray:
    """The published rows, over everybody in the bases."""
    people = People.of([base.leaders for base in bases])
    cells = {cell.cell_id: cell for cell in choice.cells}
    leaders = {base.name: base.leaders for base in bases}
    published = choice.published.select("base", "cell_id").iter_rows()
    return np.array([people.mark(cells[cell].leaders, base=leaders[base]) for base, cell in published])


def test_choice_of_a_world_is_proved_and_the_solver_finds_no_violation():
    choice = choose_cells(CELLS, bases=[END], k=5)

    assert choice.proved
    assert check_separation(find_atoms(_rows(choice, END)), k=5).outcome == "separated"


def test_choice_of_a_world_when_a_refused_cell_is_added_then_the_solver_finds_whom_it_tells():
    choice = choose_cells(CELLS, bases=[END], k=5)
    rows = _rows(choice, END)
    own = {cell.cell_id: cell for cell in CELLS}
    refused = choice.log.filter(pl.col("reason") == "refused")["cell_id"].to_list()
    added = [own[name] for name in refused if name in own][:2]

    assert added
    for cell in added:
        row = People.of([END.leaders]).mark(cell.leaders, base=END.leaders)
        assert check_separation(find_atoms(np.vstack([rows, row])), k=5).outcome == "violated"


def test_choice_made_twice_is_the_same():
    first, second = (choose_cells(CELLS, bases=[END], k=5) for _ in range(2))

    assert first.log.equals(second.log)


def test_choice_offers_single_dimensions_first_and_pools_last():
    log = choose_cells(CELLS, bases=[END], k=5).log
    own = log.filter(pl.col("members").list.len() == 1)
    pooled = log.filter(pl.col("members").list.len() > 1)

    assert own["kind"].unique(maintain_order=True).to_list()[:4] == ["total", "trajectory", "level", "region"]
    assert own["order"].max() < pooled["order"].min()
    partnerships = own.filter(pl.col("kind") == "partnership")["n"].to_list()
    assert partnerships == sorted(partnerships, reverse=True)


def test_pools_of_a_kind_never_count_a_member_twice_nor_one_that_is_shown_itself():
    published = choose_cells(CELLS, bases=[END], k=5).published

    for kind in ("trajectory_level", "level_region", "partnership"):
        members = published.filter(pl.col("kind") == kind)["members"].explode()
        assert members.n_unique() == members.len()


def test_choice_of_two_bases_of_one_value_is_separated_over_their_union():
    lattice = draw_lattice(2, people=60)
    end, both = draw_base(2, people=60), draw_base(2, people=60, answering=0.5)
    paired = Base(name="begin-end", leaders=np.intersect1d(end.leaders, both.leaders))

    choice = choose_cells(list_cells(lattice), bases=[end, paired], k=3)

    assert set(choice.published["base"]) == {"end", "begin-end"}
    assert is_separated(_rows(choice, end, paired), k=3)


def test_two_bases_when_judged_apart_then_together_they_tell_single_people():
    """The positive control: begin of everybody and begin of the pairs, each safe on its own."""
    cells = list_cells(draw_lattice(3, people=120))
    end = draw_base(3, people=120)
    paired = Base(name="begin-end", leaders=end.leaders[::2])
    apart = [_rows(choose_cells(cells, bases=[base], k=5), base) for base in (end, paired)]
    widened = np.zeros((apart[1].shape[0], end.leaders.size), dtype=bool)
    widened[:, ::2] = apart[1]

    assert check_separation(find_atoms(np.vstack([apart[0], widened])), k=5).outcome == "violated"
    together = choose_cells(cells, bases=[end, paired], k=5)
    assert check_separation(find_atoms(_rows(together, end, paired)), k=5).outcome == "separated"


@pytest.mark.parametrize("people", [0, 1, 4])
def test_choice_for_fewer_than_k_people_is_empty(people):
    base = Base(name="end", leaders=END.leaders[:people])

    choice = choose_cells(CELLS, bases=[base], k=5)

    assert choice.published.height == 0
    assert set(choice.log["reason"]) == {"too_few"}


def test_choice_of_no_cells_is_an_empty_frame():
    assert choose_cells([], bases=[END], k=5).log.is_empty()
