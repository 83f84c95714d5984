"""Checks that postcodes are known, and gives schools their region of the programme's own years."""

import polars as pl

from etl.check.ledger import Ledger
from etl.clean.matching import quote_value
from etl.clean.places import add_words
from etl.regions import region_of_postcodes
from schemas.programme import Programme
from texts import LANGUAGES


def place_schools(schools: pl.DataFrame, *, programme: Programme, ledger: Ledger) -> pl.DataFrame:
    """`schools` with `region` after their postcode, if the programme takes regions from postcodes.

    Notes postcodes without a region (`postcode_unknown`) and those that the programme itself places
    (`postcode_old`).
    """
    dimension = programme.dimensions.region
    if dimension.source != "postcode" or not dimension.categories:
        return schools
    placed = schools.with_columns(
        region_of_postcodes(schools["postcode"], programme=programme).alias("region")
    )
    asked = pl.col("postcode").is_not_null()
    unknown = placed.filter(asked & pl.col("region").is_null())
    ledger.note("postcode_unknown", _quote(unknown))
    old = placed.filter(
        pl.col("postcode").is_in(list(programme.postcode_regions)) & pl.col("region").is_not_null()
    )
    ledger.note("postcode_old", _quote(old).with_columns(*_label_regions(programme)))
    return placed


def _quote(schools: pl.DataFrame) -> pl.DataFrame:
    codes = schools["postcode"].unique().to_list()
    places = schools.select("file", "sheet", "row", "region", "postcode", pl.lit("postcode").alias("field"))
    return add_words(places, {code: quote_value(code, nearest=None) for code in codes}, by="postcode")


def _label_regions(programme: Programme) -> list[pl.Expr]:
    return [
        pl.col("region")
        .replace({c.id: c.label.in_language(lang) for c in programme.dimensions.region.categories})
        .alias(f"region_{lang}")
        for lang in LANGUAGES
    ]
