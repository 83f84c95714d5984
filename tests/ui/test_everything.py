import polars as pl
import pytest

from tests.builders.release import write_release
from texts import texts_in
from ui.address import Selection
from ui.page import Page
from ui.present.everything import tabulate_statements
from ui.store import Store
from ui.viewer import DEMO


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    store = Store(path=write_release(tmp_path_factory.mktemp("everything")), viewer=DEMO)
    return Page(
        name="about",
        store=store,
        texts=texts_in("nl"),
        cell=store.cell("total"),
        selection=Selection(),
        dark=False,
    )


def test_everything_when_tabulated_is_every_shown_statement_and_no_other(page: Page) -> None:
    table = tabulate_statements(page)
    assert table.height == page.store.count_shown()
    assert table["Waarde"].null_count() == 0


def test_everything_when_tabulated_names_cells_indicators_waves_and_answers(page: Page) -> None:
    table = tabulate_statements(page)
    row = table.filter(
        (pl.col("Groep") == "Traject 3 · Organisator 3")
        & (pl.col("Indicator") == "Praktijk veranderd")
        & (pl.col("Maat") == "aandeel van dit antwoord (0–1): Ja")
    )
    assert row["Meetmoment"].to_list() == ["Eindmeting"]
    assert row["Berekend als"].to_list() == ["Aandeel van de antwoorden"]
    assert not [name for name in table["Maat"].unique() if name.startswith("share_")]


def test_everything_when_a_value_is_a_bound_says_so_beside_it(page: Page) -> None:
    table = tabulate_statements(page)
    heading = texts_in("nl")("numbers.column_bound", column="Waarde")

    assert table.columns.index(heading) == table.columns.index("Waarde") + 1
    assert set(table[heading]) == {-1, 0, 1}
    assert set(table.filter(pl.col(heading) != 0)["Interval van"]) == {None}


def test_everything_when_it_names_groups_then_no_two_have_the_same_name(page: Page) -> None:
    groups = tabulate_statements(page)["Groep"].n_unique()

    assert groups == page.store.statements().filter(pl.col("status") == "shown")["cell_id"].n_unique()
