"""What every command about a delivery works with."""

from dataclasses import dataclass, field

from etl.configure import Configuration
from etl.deliver.record import Deliveries
from texts.catalogue import Language


@dataclass(frozen=True)
class Desk:
    """The programme, its deliveries, and the key of the pseudonyms. `language` is that of the comments in a
    marked workbook.
    """

    configuration: Configuration
    deliveries: Deliveries
    secret: bytes = field(repr=False)
    language: Language = "nl"
