"""The parts of the overview's story: stages, measures, and strips that place a value on its scale."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Strip:
    """A value with its interval on a whole scale, each as a share 0–1 of that scale.

    `origin` is where the bar starts: the scale's low end, or the zero of a change. `coded`: on which side
    of it the value lies, where it is a bound.
    """

    value: float
    origin: float = 0.0
    low: float | None = None
    high: float | None = None
    coded: int = 0


@dataclass(frozen=True)
class Statement:
    """Which statement a measure is: what to look for in the cells around."""

    indicator_id: str
    wave: str
    statistic: str


@dataclass(frozen=True)
class Measure:
    """One figure of a card; `number` is None where it is not shown, and `sentence` says why.

    `hidden` is the statement that is not shown, if the release has it at all.
    """

    label: str
    number: str | None
    unit: str
    sentence: str
    source: str
    strip: Strip | None = None
    hidden: Statement | None = None


@dataclass(frozen=True)
class Stage:
    """One card of the story. `page` is the page that tells more."""

    page: str
    title: str
    measures: tuple[Measure, ...]
