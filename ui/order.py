"""In which order the rows of each table of a release are read."""

from collections.abc import Mapping
from types import MappingProxyType

ORDER: Mapping[str, str] = MappingProxyType(
    {
        "statements": "cell_id, indicator_id, wave, statistic",
        "reach": "measure, dimension, category",
        "models": "model, indicator_id, wave, term",
        "yardsticks": "cell_id, yardstick_id, measure, category",
        "reference_values": "indicator_id, year, population_nl",
        "quality": 'severity, "check", file, row, position',
        "sources": "source_id, file",
        "regions": "region",
    }
)
