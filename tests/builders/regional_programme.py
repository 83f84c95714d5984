"""A programme that says just enough for questions about regions."""

from schemas.programme import Category, Dimension, Dimensions, Programme, Units
from schemas.wording import Count, Wording

FLEMISH_REGIONS = (
    "antwerpen",
    "brussel",
    "limburg",
    "oost-vlaanderen",
    "vlaams-brabant",
    "west-vlaanderen",
)


def make_wording(words: str) -> Wording:
    return Wording(nl=words, en=words)


def make_count(words: str) -> Count:
    return Count(one=make_wording(words), many=make_wording(words))


def make_regional_programme(
    *,
    regions: tuple[str, ...] = FLEMISH_REGIONS,
    source: str = "postcode",
    postcode_regions: dict[str, str] | None = None,
) -> Programme:
    """A programme whose region dimension has these categories, from this source."""
    unused = Dimension(label=make_count("geen"))
    categories = tuple(Category(id=region, label=make_wording(region)) for region in regions)
    region = Dimension.model_validate(
        {"label": make_count("regio"), "source": source, "categories": categories}
    )
    unit = make_count("eenheid")
    return Programme(
        id="proef",
        title=make_wording("Proef"),
        story=make_wording("Proef"),
        starts="2021-09-01",
        ends="2023-06-30",
        evaluation=make_wording("Proef"),
        caution=make_wording("Proef"),
        units=Units(trajectory=unit, partnership=unit, leader=unit, school=unit),
        dimensions=Dimensions(level=unused, region=region, net=unused, role=unused),
        organisers=(),
        trajectories=(),
        waves=(),
        postcode_regions=postcode_regions or {},
    )
