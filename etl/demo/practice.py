"""How each trajectory of the demo world works: forms of work, where it recruits, how many come."""

from dataclasses import dataclass

FLANDERS = {
    "antwerpen": 0.27,
    "oost-vlaanderen": 0.24,
    "west-vlaanderen": 0.2,
    "vlaams-brabant": 0.15,
    "limburg": 0.14,
}
MIXED_NETS = {"go": 0.2, "ogo": 0.2, "vgo": 0.6}


@dataclass(frozen=True)
class Practice:
    """Sessions a school year, and the odds of regions and nets. All of it is made up."""

    training_days: int
    learning_communities: int
    coaching: int
    fairs: int
    attendance: float
    second_coach: float
    regions: dict[str, float]
    nets: dict[str, float]


_BRUSSELS = {"brussel": 0.55, "vlaams-brabant": 0.45}
_WIDE = {"brussel": 0.25, "vlaams-brabant": 0.2, "antwerpen": 0.2, "limburg": 0.35}

# One a trajectory, in the order of programme.toml.
PRACTICES = (
    Practice(9, 6, 2, 1, 0.88, 0.1, FLANDERS, MIXED_NETS),
    Practice(8, 8, 2, 1, 0.87, 0.1, FLANDERS, {"vgo": 1.0}),
    Practice(6, 5, 1, 0, 0.84, 0.2, FLANDERS, MIXED_NETS),
    Practice(5, 6, 2, 0, 0.82, 0.3, _BRUSSELS, MIXED_NETS),
    Practice(10, 4, 1, 1, 0.86, 0.2, FLANDERS, {"go": 1.0}),
    Practice(7, 5, 2, 0, 0.85, 0.2, FLANDERS, MIXED_NETS),
    Practice(6, 6, 1, 1, 0.85, 0.3, FLANDERS, {"ogo": 1.0}),
    Practice(4, 5, 2, 0, 0.81, 0.4, _WIDE, MIXED_NETS),
    Practice(6, 4, 1, 0, 0.84, 0.2, FLANDERS, MIXED_NETS),
    Practice(7, 6, 2, 0, 0.86, 0.1, FLANDERS, MIXED_NETS),
)

LEVEL_ODDS = {
    "basis-gewoon": 0.5,
    "basis-buitengewoon": 0.08,
    "secundair-gewoon": 0.34,
    "secundair-buitengewoon": 0.08,
}

# Real postcodes, so that regions can be derived from them; the schools are not real.
POSTCODES: dict[str, tuple[str, ...]] = {
    "antwerpen": ("2000", "2018", "2060", "2100", "2140", "2170", "2200", "2300", "2400", "2500", "2800"),
    "brussel": ("1000", "1020", "1030", "1050", "1070", "1080", "1090", "1140", "1180", "1200"),
    "limburg": ("3500", "3530", "3550", "3600", "3620", "3700", "3800", "3900", "3920"),
    "oost-vlaanderen": (
        "9000",
        "9050",
        "9100",
        "9120",
        "9160",
        "9200",
        "9300",
        "9400",
        "9500",
        "9700",
        "9800",
    ),
    "vlaams-brabant": ("1500", "1600", "1700", "1730", "1800", "1850", "1930", "3000", "3080", "3200"),
    "west-vlaanderen": ("8000", "8200", "8400", "8500", "8600", "8630", "8700", "8790", "8800", "8900"),
}
"""Only Mechelen counts for a trajectory that names it: see `draw_postcodes`."""
OLD_POSTCODE = "2070"
MECHELEN = "2800"
