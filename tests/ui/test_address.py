from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.programme import Dimension
from tests.builders.programme import count, make_dimensions, make_programme
from ui.address import (
    Selection,
    list_choices,
    read_address,
    read_language,
    settle_query,
    write_address,
    write_query,
)

PROGRAMME = make_programme()
CHOICES = list_choices(PROGRAMME)


def _some(name: str) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), st.sampled_from(CHOICES[name]))  # type: ignore[index]


@given(
    selection=st.builds(
        Selection, trajectory=_some("trajectory"), level=_some("level"), region=_some("region")
    ),
    language=st.sampled_from(["nl", "en"]),
)
def test_address_when_written_and_read_back_is_the_same(selection: Selection, language: str) -> None:
    query = write_query(selection=selection, language=language)  # type: ignore[arg-type]
    address = read_address(query, programme=PROGRAMME)
    assert address.selection == selection
    assert address.unknown == ()
    assert read_language(query) == language


@given(value=st.text(min_size=1))
def test_address_when_a_value_is_unknown_leaves_it_out_and_names_only_the_filter(value: str) -> None:
    address = read_address({"traject": f"?{value}"}, programme=PROGRAMME)
    assert address.selection == Selection()
    assert address.unknown == ("traject",)


def test_address_when_one_value_is_unknown_keeps_the_others() -> None:
    query = {"traject": "pi-3", "niveau": "kleuter", "regio": "limburg"}
    address = read_address(query, programme=PROGRAMME)
    assert address.selection == Selection(trajectory="pi-3", region="limburg")
    assert address.unknown == ("niveau",)


@pytest.mark.parametrize(("query", "language"), [({}, "nl"), ({"taal": "en"}, "en"), ({"taal": "xx"}, "nl")])
def test_read_language_when_missing_or_unknown_is_dutch(query: dict[str, str], language: str) -> None:
    assert read_language(query) == language


POOL = "basis-buitengewoon+secundair-buitengewoon"
CELLS = {f"trajectory=pi-10|level={POOL}", "trajectory=pi-3|partnership=pi-3-swv-1"}


@pytest.mark.parametrize(
    "level",
    [
        POOL,
        "basis-buitengewoon secundair-buitengewoon",
        "secundair-buitengewoon+basis-buitengewoon",
    ],
    ids=["as written", "typed with a bare plus", "in another order"],
)
def test_address_when_it_names_a_pool_of_the_release_then_it_is_chosen(level: str) -> None:
    address = read_address({"traject": "pi-10", "niveau": level}, programme=PROGRAMME, cells=CELLS)

    assert address.selection == Selection(trajectory="pi-10", level=POOL)
    assert address.unknown == ()


def test_address_when_a_pool_is_written_then_a_browser_reads_it_back() -> None:
    selection = Selection(trajectory="pi-10", level=POOL)
    written = urlencode(write_query(selection=selection, language="nl"))

    read = dict(parse_qsl(written))

    assert "%2B" in written
    assert read_address(read, programme=PROGRAMME, cells=CELLS).selection == selection


def test_address_when_it_names_a_partnership_then_it_is_chosen_within_its_trajectory_only() -> None:
    own = {"traject": "pi-3", "verband": "pi-3-swv-1"}

    assert read_address(own, programme=PROGRAMME, cells=CELLS).selection.partnership == "pi-3-swv-1"
    for other in ({**own, "traject": "pi-4"}, {"verband": "pi-3-swv-1"}, {**own, "niveau": "basis-gewoon"}):
        assert read_address(other, programme=PROGRAMME, cells=CELLS).unknown == ("verband",)


def test_address_when_the_release_has_no_such_pool_then_it_is_left_out_and_told() -> None:
    address = read_address({"traject": "pi-3", "niveau": POOL}, programme=PROGRAMME, cells=CELLS)

    assert address.selection == Selection(trajectory="pi-3")
    assert address.unknown == ("niveau",)


def test_list_choices_when_a_dimension_has_no_categories_has_no_filter() -> None:
    regionless = make_dimensions().model_copy(
        update={"region": Dimension(label=count("regio", "regio's", "region", "regions"))}
    )
    assert set(list_choices(make_programme(dimensions=regionless))) == {"trajectory", "level"}
    assert set(CHOICES) == {"trajectory", "level", "region"}


def test_selection_when_two_filters_are_set_names_their_cell() -> None:
    assert Selection(trajectory="pi-3", level="basis-gewoon").cell_id == "trajectory=pi-3|level=basis-gewoon"
    assert Selection().cell_id == "total"


def test_links_when_the_address_holds_what_no_link_of_ours_can_then_leave_it_out() -> None:
    query = {
        "traject": "<b>",
        "deel": "items",
        "schaal": '"><script>',
        "maat": "x" * 121,
        "bestand": "map|a.b",
    }
    settled = settle_query(query, selection=Selection(level="basis-gewoon"), language="en")
    assert settled == {"niveau": "basis-gewoon", "taal": "en", "deel": "items", "bestand": "map|a.b"}


def test_address_when_a_parameter_is_changed_or_left_out_keeps_the_others() -> None:
    query = {"traject": "pi-3", "taal": "nl", "deel": "items"}
    assert write_address(query, deel="change") == "?traject=pi-3&taal=nl&deel=change"
    assert write_address(query, traject=None) == "?taal=nl&deel=items"
    assert write_address(query, schaal="a b&c") == "?traject=pi-3&taal=nl&deel=items&schaal=a+b%26c"
